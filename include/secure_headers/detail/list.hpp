// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace secure_headers::detail {

/// A growing array of the few operations that we need: each std::vector<T> would cost a consumer some 10 ms of compilation.
/// While compiling it holds an array of T, when run raw memory, of which what is not used yet is not touched either.
template <class T>
class List {
public:
    constexpr List() = default;
    constexpr explicit List(std::size_t size) : List{} {
        reserve(size);
        while (size_ < size) append(T{});
    }

    constexpr List(const List& other) : List{} {  // which is destroyed if a copy throws
        reserve(other.size_);
        for (const T& item : other) append(T{item});
    }
    constexpr List(List&& other) noexcept { swap(other); }
    // Two, since one that takes its argument by value would be noexcept in name only, and so would those made from it.
    // NOLINTNEXTLINE(bugprone-unhandled-self-assignment,cert-oop54-cpp): the copy is made before anything is given up
    constexpr List& operator=(const List& other) {
        List copy{other};
        swap(copy);
        return *this;
    }
    constexpr List& operator=(List&& other) noexcept {
        List moved{std::move(other)};
        swap(moved);
        return *this;
    }
    constexpr ~List() {
        if (std::is_constant_evaluated()) {
            delete[] items_;
        } else if (items_ != nullptr) {
            truncate(0);
            ::operator delete(items_);
        }
    }

    /// Makes room for so many in all.
    constexpr void reserve(std::size_t capacity) {
        if (capacity > capacity_) grow(capacity);
    }

    /// Makes room for so many more, which then are put in without a failure.
    constexpr void reserve_more(std::size_t count) {
        if (capacity_ - size_ < count) grow(size_ + count > next_capacity() ? size_ + count : next_capacity());
    }

    constexpr void push_back(T item) {
        if (size_ == capacity_) grow(next_capacity());
        append(std::move(item));
    }

    /// Puts what `make()` returns behind the others, where it is made.
    template <class Make>
    constexpr T& append_made(Make make) {
        if (size_ == capacity_) grow(next_capacity());
        if (std::is_constant_evaluated())
            items_[size_] = make();
        else
            ::new (static_cast<void*>(items_ + size_)) T(make());
        return items_[size_++];
    }

    /// Puts an empty one behind the others, to be filled in.
    constexpr T& append() {
        if (size_ == capacity_) grow(next_capacity());
        if (!std::is_constant_evaluated()) ::new (static_cast<void*>(items_ + size_)) T{};
        return items_[size_++];
    }

    constexpr void insert(std::size_t place, T item) {
        if (size_ == capacity_) grow(next_capacity());  // before anything moves
        if (place == size_) return append(std::move(item));
        append(std::move(items_[size_ - 1]));
        for (std::size_t i = size_ - 2; i > place; --i) items_[i] = std::move(items_[i - 1]);
        items_[place] = std::move(item);
    }

    constexpr void erase(std::size_t place) {
        for (std::size_t i = place + 1; i < size_; ++i) items_[i - 1] = std::move(items_[i]);
        truncate(size_ - 1);
    }

    /// Takes all from `size` on out.
    constexpr void truncate(std::size_t size) {
        if (std::is_constant_evaluated())
            while (size_ > size) items_[--size_] = T{};
        else
            while (size_ > size) items_[--size_].~T();
    }

    /// Gives back the room that is not used.
    constexpr void fit() {
        if (size_ < capacity_) grow(size_);
    }

    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T* data() { return items_; }
    constexpr const T* data() const { return items_; }
    constexpr T* begin() { return items_; }
    constexpr T* end() { return items_ + size_; }
    constexpr const T* begin() const { return items_; }
    constexpr const T* end() const { return items_ + size_; }
    constexpr T& operator[](std::size_t place) { return items_[place]; }
    constexpr const T& operator[](std::size_t place) const { return items_[place]; }

    constexpr bool operator==(const List& other) const {
        if (size_ != other.size_) return false;
        for (std::size_t i = 0; i < size_; ++i)
            if (!(items_[i] == other.items_[i])) return false;
        return true;
    }

private:
    // By hand: std::swap and std::exchange ask the traits of each T.
    constexpr void swap(List& other) noexcept {
        T* const items = items_;
        const std::size_t size = size_, capacity = capacity_;
        items_ = other.items_, size_ = other.size_, capacity_ = other.capacity_;
        other.items_ = items, other.size_ = size, other.capacity_ = capacity;
    }
    /// A little room that is not used costs nothing when run; of a large list it is at most half of what is.
    constexpr std::size_t next_capacity() const {
        if (std::is_constant_evaluated()) return capacity_ * 2 + 4;
        return capacity_ * sizeof(T) < 1024 ? capacity_ * 3 + 4 : capacity_ + capacity_ / 2 + 4;
    }

    /// Puts one behind the others, where there is room.
    constexpr void append(T&& item) {
        if (std::is_constant_evaluated())
            items_[size_] = std::move(item);
        else
            ::new (static_cast<void*>(items_ + size_)) T(std::move(item));
        ++size_;
    }
    constexpr void grow(std::size_t capacity) {
        List larger;
        larger.items_ =
            std::is_constant_evaluated() ? new T[capacity]{} : static_cast<T*>(::operator new(capacity * sizeof(T)));
        larger.capacity_ = capacity;
        for (T& item : *this) larger.append(std::move(item));
        swap(larger);
    }

    T* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace secure_headers::detail
