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
            const Slot& slot = slots_[slot_of(hash_of(name), name, name_at)];
            return slot.number == 0 ? count : slot.number - std::size_t{1};
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

    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = 0;  ///< The name's place and 1, or 0 of a free slot.
    };

    constexpr std::uint32_t hash_of(std::string_view name) const {
        return static_cast<std::uint32_t>(key_.hash(name, true));
    }

    template <class NameAt>
    constexpr void insert(NameAt name_at) {
        if (2 * (hashed_ + 1) > slots_.size()) grow();
        const std::string_view name = name_at(hashed_);
        const std::uint32_t hash = hash_of(name);
        Slot& slot = slots_[slot_of(hash, name, name_at)];
        ++hashed_;
        if (slot.number != 0)
            repeats_ = true;
        else
            slot = {hash, static_cast<std::uint32_t>(hashed_)};
    }

    constexpr void grow() {
        const List<Slot> before = std::move(slots_);
        slots_ = List<Slot>(before.empty() ? 2 * few : 2 * before.size());
        for (const Slot& known : before) {
            if (known.number == 0) continue;
            std::size_t slot = known.hash & (slots_.size() - 1);
            while (slots_[slot].number != 0) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = known;
        }
    }

    /// Where the name is, or would go.
    template <class NameAt>
    constexpr std::size_t slot_of(std::uint32_t hash, std::string_view name, NameAt name_at) const {
        std::size_t slot = hash & (slots_.size() - 1);
        while (slots_[slot].number != 0 &&
               (slots_[slot].hash != hash || !iequals(name_at(slots_[slot].number - std::size_t{1}), name)))
            slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    List<Slot> slots_{};  ///< A power of two of them.
    std::size_t hashed_ = 0;
    bool repeats_ = false;
    HashKey key_{};
};

}  // namespace secure_headers::detail
