// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail {

/// Numbers distinct texts from 0 as they come, in constant time each; they must outlive it. A few are looked through.
class TextIndex {
public:
    /// The number of `text`, which is new if that was `size()`.
    constexpr std::size_t number_of(std::string_view text) {
        if (texts_.size() < few) {
            std::size_t number = 0;
            while (number < texts_.size() && (texts_[number].size() != text.size() || texts_[number] != text))
                ++number;  // most differ in size, which is inlined
            if (number == texts_.size()) texts_.push_back(text);
            return number;
        }
        if ((texts_.size() + 1) * 2 > slots_.size()) grow();
        std::size_t& slot = slots_[place_of(text)];
        if (slot == 0) {
            texts_.push_back(text);
            slot = texts_.size();
        }
        return slot - 1;
    }

    /// True if `text` was not there yet.
    constexpr bool insert(std::string_view text) {
        const std::size_t before = size();
        return number_of(text) == before;
    }

    constexpr bool has(std::string_view text) const {
        if (!slots_.empty()) return slots_[place_of(text)] != 0;
        for (const std::string_view known : texts_)
            if (known == text) return true;
        return false;
    }

    constexpr std::size_t size() const { return texts_.size(); }

private:
    static constexpr std::size_t few = 16;

    /// Where the slot of `text` is, which holds its number and 1, or 0 if it would go there.
    constexpr std::size_t place_of(std::string_view text) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = key_.hash(text) & mask;
        while (slots_[at] != 0 && texts_[slots_[at] - 1] != text) at = (at + 1) & mask;
        return at;
    }

    constexpr void grow() {
        slots_ = List<std::size_t>(slots_.empty() ? 4 * few : slots_.size() * 2);
        for (std::size_t i = 0; i < texts_.size(); ++i) slots_[place_of(texts_[i])] = i + 1;
    }

    List<std::string_view> texts_{};
    List<std::size_t> slots_{};
    HashKey key_{};
};

}  // namespace secure_headers::detail
