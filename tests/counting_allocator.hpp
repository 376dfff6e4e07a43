// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>

/// How many allocations there were, through this allocator and through operator new (counted in counting_new.cpp).
inline thread_local int allocations = 0;

/// How many more operator new makes before it fails; any number if negative.
inline thread_local int allocations_left = -1;

/// How many bytes operator new has given and not got back, and the most of them that there were.
inline thread_local std::size_t bytes_held = 0, most_bytes_held = 0;

template <class T>
struct CountingAllocator {
    using value_type = T;
    CountingAllocator() = default;
    template <class U>
    explicit CountingAllocator(const CountingAllocator<U>&) {}
    T* allocate(std::size_t count) {
        ++allocations;
        return std::allocator<T>{}.allocate(count);
    }
    void deallocate(T* memory, std::size_t count) { std::allocator<T>{}.deallocate(memory, count); }
    bool operator==(const CountingAllocator&) const = default;
};
