// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

/// Texts that must never reach a field: what ends one, and what is no visible ASCII.
inline constexpr std::array<std::string_view, 10> never_in_a_field{
    "a\rb",
    "a\nb",
    "a\r\nSet-Cookie: b=c",
    std::string_view{"a\0b", 3},
    "a\tb",
    "a\x7f"
    "b",
    "a\x80",
    "\xc3\xa9",
    "\x1b[31m",
    "a\n",
};
