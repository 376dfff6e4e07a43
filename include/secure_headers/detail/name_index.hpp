// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail {

/// Finds names in a growing list, whatever their case, at a cost that does not grow with it: a few are looked through,
/// more are hashed when they are first searched. What takes a name out of the list must `forget`.
class NameIndex {
public:
    constexpr NameIndex() = default;
    /// A copy has hashed none yet, so that it fits the list whatever of that was copied.
    constexpr NameIndex(const NameIndex&) {}
    constexpr NameIndex(NameIndex&&) noexcept = default;
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment,cert-oop54-cpp): nothing is copied
    constexpr NameIndex& operator=(const NameIndex&) {
        forget();
        return *this;
    }
    constexpr NameIndex& operator=(NameIndex&&) noexcept = default;
    constexpr ~NameIndex() = default;

    /// The place of the first of `count` names that is `name`, or `count`; `name_at(place)` is the name there.
    template <class NameAt>
    constexpr std::size_t find(std::string_view name, std::size_t count, NameAt name_at) {
        if (count > few) {
            if (slots_.empty()) forget();  // also one that was moved from
            while (hashed_ < count) insert(name_at);
            const PlaceSlot& slot = slots_[slot_of(key_.hash(name, true), name, name_at)];
            return slot.place == 0 ? count : slot.place - std::size_t{1};
        }
        std::size_t place = 0;
        while (place < count && !iequals(name_at(place), name)) ++place;
        return place;
    }

    /// Whether any of the names that were there in the last search is there twice; true if it is not known.
    constexpr bool may_repeat() const { return slots_.empty() || repeats_; }

    constexpr void forget() { *this = NameIndex{}; }

private:
    static constexpr std::size_t few = 32;

    template <class NameAt>
    constexpr void insert(NameAt name_at) {
        make_room(slots_, hashed_, 2 * few);
        const std::string_view name = name_at(hashed_);
        const std::uint64_t hash = key_.hash(name, true);
        PlaceSlot& slot = slots_[slot_of(hash, name, name_at)];
        ++hashed_;
        if (slot.place != 0)
            repeats_ = true;
        else
            slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hashed_)};
    }

    /// Where the name is, or would go.
    template <class NameAt>
    constexpr std::size_t slot_of(std::uint64_t hash, std::string_view name, NameAt name_at) const {
        return find_slot(slots_.data(), slots_.size() - 1, hash,
                         [&](std::size_t place) { return iequals(name_at(place), name); });
    }

    List<PlaceSlot> slots_{};  ///< A power of two of them.
    std::size_t hashed_ = 0;
    bool repeats_ = false;
    HashKey key_{};
};

}  // namespace secure_headers::detail
