// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail {

/// Finds a name among some of static storage, whatever its case: one or two have its size and ends and are compared.
template <std::size_t Size>
class NameTable {
public:
    consteval explicit NameTable(const std::string_view (&names)[Size]) : names_{names} {
        for (std::size_t place = 0; place < Size; ++place) {
            std::size_t slot = slot_of(names[place]);
            while (places_[slot] != 0) slot = (slot + 1) % slot_count;
            places_[slot] = static_cast<unsigned char>(place + 1);
        }
    }

    /// The place of the name, or `Size`.
    constexpr std::size_t find(std::string_view name) const {
        if (name.empty()) return Size;
        for (std::size_t slot = slot_of(name); places_[slot] != 0; slot = (slot + 1) % slot_count)
            if (iequals(names_[places_[slot] - 1], name)) return places_[slot] - std::size_t{1};
        return Size;
    }
    constexpr bool has(std::string_view name) const { return find(name) != Size; }

    /// The same of a name that is written as it stands there.
    constexpr std::size_t find_exact(std::string_view name) const {
        const std::size_t place = find(name);
        return place != Size && names_[place] == name ? place : Size;
    }

private:
    static_assert(Size < 128);
    static constexpr std::size_t slot_count = Size < 32 ? 64 : 256;

    static constexpr std::size_t slot_of(std::string_view name) {
        const auto letter = [](char c) { return std::size_t{static_cast<unsigned char>(c)} | 0x20U; };
        return (name.size() * 4 + letter(name.front()) * 13 + letter(name.back()) * 7) % slot_count;
    }

    const std::string_view* names_;
    unsigned char places_[slot_count]{};  ///< One more than each; zero in a free slot.
};

}  // namespace secure_headers::detail
