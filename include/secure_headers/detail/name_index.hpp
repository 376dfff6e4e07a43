// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// Finds names in a growing list, whatever their case, at a cost that does not grow with it: a few are looked through,
/// more are hashed when they are first searched. What takes a name out of the list must `forget`.
class NameIndex {
public:
    /// The place of the first of `count` names that is `name`, or `count`; `name_at(place)` is the name there.
    template <class NameAt>
    constexpr std::size_t find(std::string_view name, std::size_t count, NameAt name_at) {
        if (count > few) {
            if (slots_.empty()) forget();  // also one that was moved from
            while (hashed_ < count) insert(name_at);
            const std::size_t slot = slot_of(name, name_at);
            return slots_[slot] == 0 ? count : slots_[slot] - std::size_t{1};
        }
        std::size_t place = 0;
        while (place < count && !iequals(name_at(place), name)) ++place;
        return place;
    }

    /// Whether any of the names that were there in the last search is there twice; true if it is not known.
    constexpr bool may_repeat() const { return slots_.empty() || repeats_; }

    constexpr void forget() { *this = {}; }

private:
    static constexpr std::size_t few = 32;

    template <class NameAt>
    constexpr void insert(NameAt name_at) {
        if (2 * (hashed_ + 1) > slots_.size()) grow(name_at);
        std::uint32_t& slot = slots_[slot_of(name_at(hashed_), name_at)];
        ++hashed_;
        if (slot != 0)
            repeats_ = true;
        else
            slot = static_cast<std::uint32_t>(hashed_);
    }

    template <class NameAt>
    constexpr void grow(NameAt name_at) {
        const List<std::uint32_t> before = slots_;
        slots_ = List<std::uint32_t>((before.size() + few) * 2);
        for (const std::uint32_t slot : before)
            if (slot != 0) slots_[slot_of(name_at(slot - std::size_t{1}), name_at)] = slot;
    }

    /// Where the name's place and 1 are, or 0 if they would go there.
    template <class NameAt>
    constexpr std::size_t slot_of(std::string_view name, NameAt name_at) const {
        auto slot = static_cast<std::size_t>(key_.hash(name, true) % slots_.size());
        while (slots_[slot] != 0 && !iequals(name_at(slots_[slot] - std::size_t{1}), name))
            slot = (slot + 1) % slots_.size();
        return slot;
    }

    List<std::uint32_t> slots_{};
    std::size_t hashed_ = 0;
    bool repeats_ = false;
    HashKey key_{};
};

}  // namespace secure_headers::detail
