// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail {

/// Numbers distinct texts from 0 as they come, in constant time each; they must outlive it.
class TextIndex {
public:
    /// The number of `text`, which is new if that was `size()`.
    constexpr std::size_t number_of(std::string_view text) {
        if ((texts_.size() + 1) * 2 > slots_.size()) grow();
        std::size_t& slot = find(text);
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

    constexpr std::size_t size() const { return texts_.size(); }

private:
    /// FNV-1a.
    static constexpr std::size_t hash(std::string_view text) {
        std::uint64_t sum = 14695981039346656037U;
        for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
        return static_cast<std::size_t>(sum ^ (sum >> 32U));
    }

    /// The slot of `text`: its number and 1, or 0 where it would go.
    constexpr std::size_t& find(std::string_view text) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash(text) & mask;
        while (slots_[at] != 0 && texts_[slots_[at] - 1] != text) at = (at + 1) & mask;
        return slots_[at];
    }

    constexpr void grow() {
        slots_ = List<std::size_t>(slots_.empty() ? 16 : slots_.size() * 2);
        for (std::size_t i = 0; i < texts_.size(); ++i) find(texts_[i]) = i + 1;
    }

    List<std::string_view> texts_{};
    List<std::size_t> slots_{};
};

}  // namespace secure_headers::detail
