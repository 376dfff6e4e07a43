// SPDX-License-Identifier: MIT
// Counts every allocation of a test program, so that a test can show that there was none. In a file of its own, lest
// the compiler inline one half of a pair and warn of a mismatch.
#include "counting_allocator.hpp"

#include <cstdlib>
#include <new>

void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
