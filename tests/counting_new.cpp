// SPDX-License-Identifier: MIT
// Counts every allocation of a test program, so that a test can show that there was none, and lets one fail. In a file
// of its own, lest the compiler inline one half of a pair and warn of a mismatch.
#include "counting_allocator.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

constexpr std::size_t prefix = alignof(std::max_align_t);  // where its size stands before what is allocated

void* allocate(std::size_t size) noexcept {
    ++allocations;
    if (allocations_left == 0) return nullptr;
    if (allocations_left > 0) --allocations_left;
    const auto memory = static_cast<unsigned char*>(std::malloc(size + prefix));
    if (memory == nullptr) return nullptr;
    std::memcpy(memory, &size, sizeof size);
    bytes_held += size;
    most_bytes_held = std::max(most_bytes_held, bytes_held);
    return memory + prefix;
}

void give_back(void* memory) noexcept {
    if (memory == nullptr) return;
    const auto begin = static_cast<unsigned char*>(memory) - prefix;
    std::size_t size = 0;
    std::memcpy(&size, begin, sizeof size);
    bytes_held -= size;
    std::free(begin);
}

}  // namespace

void* operator new(std::size_t size) {
    if (void* const memory = allocate(size)) return memory;
    throw std::bad_alloc{};
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
