// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

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
        const Slot& slot = filled()[search(hash, equals)];
        return slot.place == 0 ? none : slot.place - 1;
    }

    /// The same; notes `place` where there is none yet.
    template <class Equals>
    constexpr std::size_t insert(std::uint64_t hash, std::size_t place, Equals equals) {
        Slot& slot = (many_.empty() ? few_ : many_.begin())[search(hash, equals)];
        if (slot.place != 0) return slot.place - 1;
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(place) + 1};
        return none;
    }

private:
    static constexpr std::size_t few = 8;

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

    constexpr const Slot* filled() const { return many_.empty() ? few_ : many_.begin(); }

    template <class Equals>
    constexpr std::size_t search(std::uint64_t hash, Equals equals) const {
        const Slot* const all = filled();
        std::size_t at = hash & mask_;
        while (all[at].place != 0) {
            if (all[at].hash == static_cast<std::uint32_t>(hash) && equals(all[at].place - std::size_t{1})) break;
            at = (at + 1) & mask_;
        }
        return at;
    }

    Slot few_[2 * few]{};
    List<Slot> many_;
    std::size_t mask_;
    HashKey key_{};
};

}  // namespace secure_headers::detail
