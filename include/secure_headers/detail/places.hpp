// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// Finds things that were there before, by hash and comparison, at a cost that does not grow with their number.
class Places {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    constexpr explicit Places(std::size_t at_most) : slots_(size_for(at_most)) {}

    /// To be given to `find` and `insert` of this object.
    constexpr std::uint64_t hash_of(std::string_view text, bool fold_case = false) const {
        return key_.hash(text, fold_case);
    }

    /// The place of something that `equals(place)`, or `none`.
    template <class Equals>
    constexpr std::size_t find(std::uint64_t hash, Equals equals) const {
        const Slot& slot = slots_[search(hash, equals)];
        return slot.place == 0 ? none : slot.place - 1;
    }

    /// The same; notes `place` where there is none yet.
    template <class Equals>
    constexpr std::size_t insert(std::uint64_t hash, std::size_t place, Equals equals) {
        Slot& slot = slots_[search(hash, equals)];
        if (slot.place != 0) return slot.place - 1;
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(place) + 1};
        return none;
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = 0;  ///< One more than it is; zero in a free slot.
    };

    /// A power of two, at least twice of what goes in.
    static constexpr std::size_t size_for(std::size_t at_most) {
        std::size_t size = 2;
        while (size < 2 * at_most) size *= 2;
        return size;
    }

    template <class Equals>
    constexpr std::size_t search(std::uint64_t hash, Equals equals) const {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at].place != 0) {
            if (slots_[at].hash == static_cast<std::uint32_t>(hash) && equals(slots_[at].place - std::size_t{1})) break;
            at = (at + 1) & (slots_.size() - 1);
        }
        return at;
    }

    List<Slot> slots_;
    HashKey key_{};
};

}  // namespace secure_headers::detail
