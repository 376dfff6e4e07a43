// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace secure_headers::detail {

/// Text that outlives its source: a literal is kept as a view, all else is a copy that may grow. (clang 14 has no
/// constexpr std::string.)
class Text {
public:
    constexpr Text() = default;
    constexpr explicit Text(std::string_view copied) {
        if (copied.empty()) return;
        data_ = new char[copied.size()];
        std::char_traits<char>::copy(owned(), copied.data(), copied.size());
        size_ = capacity_ = copied.size();
    }

    /// Keeps a view: `text`, which most often has static storage, must outlive this and its copies.
    static constexpr Text literal(std::string_view text) {
        Text kept;
        kept.data_ = text.data();
        kept.size_ = text.size();
        return kept;
    }

    /// The same of a literal, less its NUL; a char array without one would lose its last character.
    template <std::size_t Size>
    static constexpr Text literal(const char (&text)[Size]) {
        if (text[Size - 1] != '\0')
            refuse("text: a char array has no NUL at its end; write a literal, or runtime{...}");
        return literal(std::string_view{text, Size - 1});
    }

    constexpr Text(const Text& other) : data_{other.data_}, size_{other.size_} {
        if (!other.is_owned()) return;
        data_ = nullptr;
        size_ = 0;
        append(other);
    }
    constexpr Text(Text&& other) noexcept { swap(other); }
    // Two, since one that takes its argument by value would be noexcept in name only, and so would those made from it.
    constexpr Text& operator=(const Text& other) {
        Text copy{other};
        swap(copy);
        return *this;
    }
    constexpr Text& operator=(Text&& other) noexcept {
        Text moved{std::move(other)};
        swap(moved);
        return *this;
    }
    constexpr ~Text() {
        if (is_owned()) release();
    }

    constexpr Text& append(std::string_view text) {
        if (text.empty()) return *this;
        if (size_ + text.size() > capacity_) return grow(text);
        std::char_traits<char>::copy(owned() + size_, text.data(), text.size());
        size_ += text.size();
        return *this;
    }

    /// Makes room for so many in all, of a text that is empty.
    constexpr Text& reserve(std::size_t capacity) {
        Text roomy;
        roomy.data_ = new char[capacity];
        roomy.capacity_ = capacity;
        swap(roomy);
        return *this;
    }

    /// Takes what is behind `size` off a text that is no literal.
    constexpr void truncate(std::size_t size) { size_ = size; }

    /// Appends ASCII letters in lower case, all else as it is.
    constexpr Text& append_lower(std::string_view text) {
        const std::size_t begin = size_;
        append(text);
        char* c = owned() + begin;
        if (!std::is_constant_evaluated())
            for (; owned() + size_ - c >= 8; c += 8) {
                std::uint64_t bytes = 0;
                std::memcpy(&bytes, c, 8);
                bytes = to_lower_each(bytes);
                std::memcpy(c, &bytes, 8);
            }
        for (; c != owned() + size_; ++c) *c = to_lower(*c);
        return *this;
    }

    /// Appends `change(c)` for each character.
    template <class Change>
    constexpr Text& append_each(std::string_view text, Change change) {
        const std::size_t begin = size_;
        append(text);
        for (char* c = owned() + begin; c != owned() + size_; ++c) *c = change(*c);
        return *this;
    }

    constexpr std::string_view view() const { return {data_, size_}; }
    constexpr operator std::string_view() const { return view(); }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }

    /// Prints to what prints a std::string_view.
    template <class Stream>
    friend auto operator<<(Stream& out, const Text& text) -> decltype(out << std::string_view{}) {
        return out << text.view();
    }

    friend constexpr bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }

private:
    constexpr void swap(Text& other) noexcept {
        const char* const data = data_;
        const std::size_t size = size_, capacity = capacity_;
        data_ = other.data_, size_ = other.size_, capacity_ = other.capacity_;
        other.data_ = data, other.size_ = size, other.capacity_ = capacity;
    }

    /// The old text is kept until the new one, which may lie in it, is copied.
    constexpr Text& grow(std::string_view text) {
        const std::size_t size = size_ + text.size(), capacity = size + size_ + 64;
        char* const larger = new char[capacity];
        std::char_traits<char>::copy(larger, data_, size_);
        std::char_traits<char>::copy(larger + size_, text.data(), text.size());
        if (is_owned()) delete[] data_;
        data_ = larger, size_ = size, capacity_ = capacity;
        return *this;
    }

    // Not inlined, since g++ warns at -O1 of literals that it does not see to be none of its own.
    [[gnu::noinline]] constexpr void release() { delete[] data_; }

    constexpr bool is_owned() const { return capacity_ != 0; }
    constexpr char* owned() { return const_cast<char*>(data_); }

    const char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;  ///< Of a text of its own; zero of a view.
};

}  // namespace secure_headers::detail
