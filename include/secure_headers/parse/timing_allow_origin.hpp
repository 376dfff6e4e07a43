// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/timing_allow_origin.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// Whose pages Timing-Allow-Origin lets see how long the response took. Resource Timing, section 4.5.1.
struct TimingAllowOrigin {
    bool any = false;                      ///< `*`
    bool null = false;                     ///< `null`, which sandboxed pages and files of others are.
    detail::List<detail::Part> origins{};  ///< With `null`, in order.
    detail::List<Problem> problems{};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr TimingAllowOrigin timing_allow_origin(std::string_view value) {
    TimingAllowOrigin result;
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);) {
        result.null |= part.text == "null";
        if (part.text == "*")
            result.any = true;
        else if (part.text == "null" || access_detail::is_serialized_origin(part.text))
            result.origins.push_back(part);
        else if (!part.text.empty())
            result.problems.push_back({"this is *, or an origin as browsers write it", part.offset, part.text});
    }
    if (const detail::Part* repeated = detail::first_repeated(result.origins); repeated != nullptr)
        result.problems.push_back({"the origin is there twice", repeated->offset, repeated->text, Problem::repeated});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::TimingAllowOrigin> to_policy(const TimingAllowOrigin& parsed) {
    if (!parsed.problems.empty() || parsed.any != parsed.origins.empty()) return std::nullopt;
    if (parsed.any) return secure_headers::TimingAllowOrigin::any();
    detail::Checked checked;
    for (const detail::Part& origin : parsed.origins)
        checked.written.append(&origin == parsed.origins.begin() ? "" : ", ").append(origin.text);
    return secure_headers::TimingAllowOrigin{checked};
}

}  // namespace secure_headers::parse
