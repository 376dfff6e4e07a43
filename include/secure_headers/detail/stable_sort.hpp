// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <utility>

namespace secure_headers::detail {

/// Sorts by merging and keeps the order of equals: std::stable_sort is not constexpr in C++20.
template <class T, class Less>
constexpr void stable_sort(List<T>& items, Less less) {
    List<T> merged(items.size());
    for (std::size_t run = 1; run < items.size(); run *= 2) {
        std::size_t out = 0;
        for (std::size_t begin = 0; begin < items.size(); begin += 2 * run) {
            const std::size_t middle = items.size() - begin < run ? items.size() : begin + run;
            const std::size_t end = items.size() - middle < run ? items.size() : middle + run;
            std::size_t left = begin, right = middle;
            while (left < middle || right < end) {
                const bool from_right = left == middle || (right < end && less(items[right], items[left]));
                merged[out++] = std::move(items[from_right ? right++ : left++]);
            }
        }
        std::swap(items, merged);
    }
}

}  // namespace secure_headers::detail
