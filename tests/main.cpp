// SPDX-License-Identifier: MIT
// The entry point of the test programs: Catch2 2 wants it generated, Catch2 3 brings it along.
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
#include "counting_allocator.hpp"

#include <cstdlib>
#include <new>

// Every allocation of a test program is counted, so that a test can show that there was none.
void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
