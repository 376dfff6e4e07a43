// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>

#include <string_view>

namespace secure_headers {

/// Holds hstspreload.org's codes in its order: an error keeps a host off the list, a warning does not.
struct [[nodiscard]] HstsPreloadIssues {
    using Codes = detail::List<std::string_view>;

    Codes errors{};
    Codes warnings{};

    constexpr bool empty() const { return errors.empty() && warnings.empty(); }

    /// Puts the codes of others behind its own.
    constexpr void append(const HstsPreloadIssues& more) {
        for (const std::string_view code : more.errors) errors.push_back(code);
        for (const std::string_view code : more.warnings) warnings.push_back(code);
    }

    /// Notes an error that may have been noted already.
    constexpr void add_error_once(std::string_view code) { add_once(errors, code); }
    constexpr void add_warning_once(std::string_view code) { add_once(warnings, code); }

    bool operator==(const HstsPreloadIssues&) const = default;

private:
    static constexpr void add_once(Codes& codes, std::string_view code) {
        for (const std::string_view each : codes)
            if (each == code) return;
        codes.push_back(code);
    }
};

}  // namespace secure_headers
