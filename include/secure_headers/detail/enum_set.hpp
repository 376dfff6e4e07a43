// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>

namespace secure_headers::detail {

/// A set of enumerators, as bits.
template <class Enum, class Bits = std::uint64_t>
class EnumSet {
public:
    constexpr EnumSet() = default;
    template <class... E>
    constexpr EnumSet(Enum first, E... others) : bits_{static_cast<Bits>((bit(first) | ... | bit(others)))} {}

    constexpr bool has(Enum one) const { return (bits_ & bit(one)) != 0; }
    constexpr bool has_any(EnumSet of) const { return (bits_ & of.bits_) != 0; }
    constexpr bool has_all(EnumSet of) const { return (bits_ & of.bits_) == of.bits_; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(EnumSet others) { bits_ |= others.bits_; }
    constexpr void remove(EnumSet others) { bits_ &= ~others.bits_; }
    constexpr EnumSet without(EnumSet others) const {
        EnumSet rest = *this;
        rest.remove(others);
        return rest;
    }
    /// Calls `visit(one)` for each, in their order.
    template <class Visit>
    constexpr void for_each(Visit visit) const {
        for (Bits rest = bits_; rest != 0; rest &= rest - 1) visit(static_cast<Enum>(std::countr_zero(rest)));
    }
    bool operator==(const EnumSet&) const = default;

private:
    static constexpr Bits bit(Enum one) { return Bits{1} << static_cast<unsigned>(one); }

    Bits bits_ = 0;
};

}  // namespace secure_headers::detail
