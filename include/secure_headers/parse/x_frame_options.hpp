// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// Who may frame the page.
enum class Framing : unsigned char { anyone, same_origin, nobody };

/// What X-Frame-Options says, of all fields with commas between them. HTML, section 7.6.1.
struct XFrameOptions {
    Framing framing = Framing::anyone;
    bool contradicts_itself = false;  ///< Different values, with one that browsers know among them: nobody may.
    bool is_repeated = false;         ///< The same value several times.
    detail::List<Problem> problems{};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr XFrameOptions x_frame_options(std::string_view value) {
    XFrameOptions result;
    detail::Parts parts{value, ','};
    detail::Part first, part;
    bool any_known = false, differ = false;
    for (std::size_t count = 0; parts.next(part); ++count) {
        if (count == 0) first = part;
        const bool deny = detail::iequals(part.text, "deny"), same = detail::iequals(part.text, "sameorigin");
        any_known |= deny || same || detail::iequals(part.text, "allowall");
        differ |= !detail::iequals(first.text, part.text);
        result.is_repeated |= count > 0;
        if (!deny && !same)
            result.problems.push_back({"browsers know DENY and SAMEORIGIN only", part.offset, part.text});
    }
    result.contradicts_itself = differ && any_known;
    if (result.contradicts_itself || (!differ && detail::iequals(first.text, "deny"))) result.framing = Framing::nobody;
    if (!differ && detail::iequals(first.text, "sameorigin")) result.framing = Framing::same_origin;
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XFrameOptions> to_policy(const XFrameOptions& parsed) {
    if (!parsed.problems.empty() || parsed.is_repeated) return std::nullopt;
    return parsed.framing == Framing::nobody ? secure_headers::XFrameOptions::deny
                                             : secure_headers::XFrameOptions::same_origin;
}

}  // namespace secure_headers::parse
