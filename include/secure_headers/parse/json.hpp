// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/json_string.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>

#include <array>
#include <cstddef>
#include <string_view>

// What the JSON of Report-To and NEL has in common. RFC 8259, section 4.
namespace secure_headers::parse::json_detail {

/// The members of an object that a header knows.
template <std::size_t Size>
class Members {
public:
    constexpr explicit Members(const std::array<std::string_view, Size>& known) : known_{known} {}

    /// Tells of one that is there again: those who read JSON keep the last.
    constexpr void note(detail::List<Problem>& problems, const detail::Part& name) {
        for (std::size_t place = 0; place < Size; ++place) {
            if (!detail::says(name.text, known_[place])) continue;
            if (is_there_[place])
                problems.push_back(
                    {"this is there twice; browsers obey the last", name.offset, name.text, Problem::repeated});
            is_there_[place] = true;
        }
    }

private:
    std::array<std::string_view, Size> known_;
    std::array<bool, Size> is_there_{};
};

}  // namespace secure_headers::parse::json_detail
