// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::parse {

/// What a browser does not understand in a field's value, and where that begins. The text is a view into the value.
struct Problem {
    enum Kind : unsigned char {
        other,
        unknown,   ///< A name that browsers do not know.
        repeated,  ///< Of something that is there already.
    };
    std::string_view message{};
    std::size_t offset = 0;
    std::string_view text{};
    Kind kind = other;
    bool operator==(const Problem&) const = default;
};

}  // namespace secure_headers::parse
