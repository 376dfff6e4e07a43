// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail {

/// A place among other things, in a table by their hashes.
struct PlaceSlot {
    std::uint32_t hash = 0;
    std::uint32_t place = 0;  ///< One more than it is; zero in a free slot.
};

/// Where in a table of `mask` and one slots, a power of two, the place of that hash is for which `equals(place)`, or
/// would go.
template <class Equals>
constexpr std::size_t find_slot(const PlaceSlot* table, std::size_t mask, std::uint64_t hash, Equals equals) {
    std::size_t at = hash & mask;
    while (table[at].place != 0) {
        if (table[at].hash == static_cast<std::uint32_t>(hash) && equals(table[at].place - std::size_t{1})) break;
        at = (at + 1) & mask;
    }
    return at;
}

/// Makes a table, of at least so many slots, larger if one place more than `count` would fill more than half of it.
constexpr void make_room(List<PlaceSlot>& table, std::size_t count, std::size_t least) {
    if (2 * (count + 1) <= table.size()) return;
    const std::size_t size = table.empty() ? least : 2 * table.size();
    List<PlaceSlot> larger(size);
    for (const PlaceSlot& known : table)
        if (known.place != 0)
            larger[find_slot(larger.data(), size - 1, known.hash, [](std::size_t) { return false; })] = known;
    table = std::move(larger);
}

/// Finds things that were there before, by hash and comparison, at a cost that does not grow with their number. A few
/// are told apart by size and ends, in a table that needs no allocation.
class Places {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    constexpr explicit Places(std::size_t at_most)
        : many_(at_most <= few ? 0 : size_for(at_most)), mask_{at_most <= few ? 2 * few - 1 : many_.size() - 1} {}

    /// To be given to `find` and `insert` of this object.
    constexpr std::uint64_t hash_of(std::string_view text, bool fold_case = false) const {
        if (!many_.empty()) return key_.hash(text, fold_case);
        if (text.empty()) return 0;
        const auto ends =
            static_cast<unsigned char>(to_lower(text.front())) + 31U * static_cast<unsigned char>(to_lower(text.back()));
        return text.size() + ends;
    }

    /// The place of something that `equals(place)`, or `none`.
    template <class Equals>
    constexpr std::size_t find(std::uint64_t hash, Equals equals) const {
        const PlaceSlot* const filled = many_.empty() ? few_ : many_.begin();
        const PlaceSlot& slot = filled[find_slot(filled, mask_, hash, equals)];
        return slot.place == 0 ? none : slot.place - 1;
    }

    /// The same; notes `place` where there is none yet.
    template <class Equals>
    constexpr std::size_t insert(std::uint64_t hash, std::size_t place, Equals equals) {
        PlaceSlot* const filled = many_.empty() ? few_ : many_.begin();
        PlaceSlot& slot = filled[find_slot(filled, mask_, hash, equals)];
        if (slot.place != 0) return slot.place - 1;
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(place) + 1};
        return none;
    }

private:
    static constexpr std::size_t few = 8;

    /// A power of two, at least twice of what goes in.
    static constexpr std::size_t size_for(std::size_t at_most) {
        std::size_t size = 2;
        while (size < 2 * at_most) size *= 2;
        return size;
    }

    PlaceSlot few_[2 * few]{};
    List<PlaceSlot> many_;
    std::size_t mask_;
    HashKey key_{};
};

}  // namespace secure_headers::detail
