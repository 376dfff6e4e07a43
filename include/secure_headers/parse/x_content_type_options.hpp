// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/x_content_type_options.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-Content-Type-Options says: the first value counts. Fetch, section 3.6.
struct XContentTypeOptions {
    bool nosniff = false;
    bool is_repeated = false;  ///< Further values follow, which browsers do not read.
    detail::List<Problem> problems{};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr XContentTypeOptions x_content_type_options(std::string_view value) {
    XContentTypeOptions result;
    detail::Parts parts{value, ','};
    detail::Part part;
    parts.next(part);
    result.nosniff = detail::iequals(part.text, "nosniff");
    if (!result.nosniff) result.problems.push_back({"browsers know nosniff only", part.offset, part.text});
    result.is_repeated = parts.next(part);
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XContentTypeOptions> to_policy(const XContentTypeOptions& parsed) {
    if (!parsed.nosniff || parsed.is_repeated) return std::nullopt;
    return secure_headers::XContentTypeOptions::nosniff;
}

}  // namespace secure_headers::parse
