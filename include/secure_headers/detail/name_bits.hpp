// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// Remembers one bit of each name of a header, whatever its case: tells cheaply of most other names that they are others.
struct NameBits {
    std::uint64_t bits = 0;

    constexpr void add(std::string_view name) { bits |= bit_of(name); }
    constexpr bool may_have(std::string_view name) const { return (bits & bit_of(name)) != 0; }
    bool operator==(const NameBits&) const = default;

    /// By its ends; the factor keeps Content-Type, Date and their like apart from the names of the presets.
    static constexpr std::uint64_t bit_of(std::string_view name) {
        if (name.empty()) return 0;
        const auto letter = [](char c) { return std::size_t{static_cast<unsigned char>(c)} | 0x20U; };
        return std::uint64_t{1} << (letter(name.front()) + 8 * letter(name.back())) % 64;
    }
};

}  // namespace secure_headers::detail
