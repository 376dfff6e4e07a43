// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/lifetimebound.hpp>
#include <secure_headers/detail/name_bits.hpp>
#include <secure_headers/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers {

namespace detail {

/// A range of the frozen bytes.
struct FrozenText {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

/// Where a frozen field lies in the frozen bytes.
struct FrozenField {
    FrozenText values[2]{};  ///< What HTTPS sends, and what plain HTTP does.
    std::uint32_t name = 0;
    std::uint32_t name_size = 0;
    std::uint32_t lower_name = 0;  ///< Only of fields that are sent.
    std::uint32_t kind = 0;        ///< The mode, and the bits below: what most fields are is one comparison.

    static constexpr std::uint32_t https_only_bit = 0x100, nonce_bit = 0x200;

    constexpr Mode mode() const { return static_cast<Mode>(kind & 0xffU); }
    constexpr bool https_only() const { return (kind & https_only_bit) != 0; }
    constexpr bool has_nonce() const { return (kind & nonce_bit) != 0; }
};

/// The bytes to send, and where nonces go in them.
struct Block {
    const char* bytes = "";  // not null, which memcpy refuses even for nothing
    std::size_t size = 0;
    const std::uint32_t* nonces = nullptr;
    std::size_t nonce_count = 0;
};

/// Visits frozen fields in order; of any views of one set, it is the same.
class FrozenIterator {
public:
    using value_type = HeaderField;
    using difference_type = std::ptrdiff_t;

    constexpr FrozenIterator() = default;
    constexpr FrozenIterator(const char* bytes, const FrozenField* field) : bytes_{bytes}, field_{field} {}

    constexpr HeaderField operator*() const {
        return {{bytes_ + field_->name, std::size_t{field_->name_size}},
                {bytes_ + field_->values[0].begin, std::size_t{field_->values[0].size}},
                field_->mode(),
                field_->https_only()};
    }
    constexpr HeaderField operator[](std::ptrdiff_t distance) const { return *(*this + distance); }
    constexpr FrozenIterator& operator+=(std::ptrdiff_t distance) {
        field_ += distance;
        return *this;
    }
    constexpr FrozenIterator& operator-=(std::ptrdiff_t distance) { return *this += -distance; }
    constexpr FrozenIterator& operator++() { return *this += 1; }
    constexpr FrozenIterator& operator--() { return *this -= 1; }
    constexpr FrozenIterator operator++(int) { return ++*this - 1; }
    constexpr FrozenIterator operator--(int) { return --*this + 1; }

    friend constexpr FrozenIterator operator+(FrozenIterator at, std::ptrdiff_t distance) { return at += distance; }
    friend constexpr FrozenIterator operator+(std::ptrdiff_t distance, FrozenIterator at) { return at += distance; }
    friend constexpr FrozenIterator operator-(FrozenIterator at, std::ptrdiff_t distance) { return at -= distance; }
    friend constexpr std::ptrdiff_t operator-(FrozenIterator a, FrozenIterator b) { return a.field_ - b.field_; }
    friend constexpr bool operator==(FrozenIterator a, FrozenIterator b) { return a.field_ == b.field_; }
    friend constexpr auto operator<=>(FrozenIterator a, FrozenIterator b) { return a.field_ <=> b.field_; }

private:
    const char* bytes_ = nullptr;
    const FrozenField* field_ = nullptr;
};

}  // namespace detail

/// Shows a frozen set to adapters and servers: the finished bytes and the index into them.
class HeaderView {
public:
    /// What a view looks at; not for users.
    struct Parts {
        /// The block; what plain HTTP sends of it, if that is no one range of it; names in lower case; names to remove.
        const char* bytes = "";
        detail::Block blocks[2]{};  ///< What HTTPS sends, and what plain HTTP does.
        const detail::FrozenField* fields = nullptr;
        std::size_t field_count = 0;
        detail::NameBits names{};
    };

    constexpr HeaderView() = default;
    constexpr explicit HeaderView(Parts parts) : parts_{parts} {}

    /// The lines to send as `Name: value`, each with its CR LF, all of them, with `nonce_placeholder` where a nonce goes.
    constexpr std::string_view block() const { return {parts_.blocks[0].bytes, parts_.blocks[0].size}; }
    /// True if delivery must be given a nonce.
    constexpr bool needs_nonce() const { return parts_.blocks[0].nonce_count != 0; }

    /// The fields in order, those to remove among them.
    constexpr std::size_t size() const { return parts_.field_count; }
    constexpr HeaderField operator[](std::size_t index) const { return begin()[static_cast<std::ptrdiff_t>(index)]; }

    /// The first field of that name, if there is one.
    constexpr std::optional<HeaderField> find(std::string_view name) const { return detail::find_field(*this, name); }
    constexpr detail::FrozenIterator begin() const { return {parts_.bytes, parts_.fields}; }
    constexpr detail::FrozenIterator end() const { return {parts_.bytes, parts_.fields + parts_.field_count}; }

    /// True if plain HTTP leaves something out.
    constexpr bool has_https_only() const { return parts_.blocks[1].size != parts_.blocks[0].size; }

    /// What adapters read; not for users.
    constexpr const Parts& parts() const { return parts_; }

private:
    Parts parts_{};
};

/// Shows what a frozen form's view shows, of a form that stays: views of one that is about to go would dangle.
template <class Form>
class FrozenForm {
public:
    /// The lines to send, all of them, with `nonce_placeholder` where a nonce goes.
    constexpr std::string_view block() const& SECURE_HEADERS_LIFETIMEBOUND { return shown().block(); }
    constexpr std::string_view block() const&& = delete;
    constexpr bool needs_nonce() const { return shown().needs_nonce(); }
    constexpr bool has_https_only() const { return shown().has_https_only(); }

    /// The fields in order, those to remove among them.
    constexpr std::size_t size() const { return shown().size(); }
    constexpr HeaderField operator[](std::size_t index) const& SECURE_HEADERS_LIFETIMEBOUND { return shown()[index]; }
    constexpr HeaderField operator[](std::size_t index) const&& = delete;

    /// The first field of that name, if there is one.
    constexpr std::optional<HeaderField> find(std::string_view name) const& SECURE_HEADERS_LIFETIMEBOUND {
        return shown().find(name);
    }
    constexpr std::optional<HeaderField> find(std::string_view name) const&& = delete;
    constexpr detail::FrozenIterator begin() const& SECURE_HEADERS_LIFETIMEBOUND { return shown().begin(); }
    constexpr detail::FrozenIterator begin() const&& = delete;
    constexpr detail::FrozenIterator end() const& SECURE_HEADERS_LIFETIMEBOUND { return shown().end(); }
    constexpr detail::FrozenIterator end() const&& = delete;

private:
    constexpr decltype(auto) shown() const { return static_cast<const Form&>(*this).view(); }
};

}  // namespace secure_headers

// Declared by <string_view>, which says the same of its own view: iterators outlive it, and a copy is cheap.
template <>
inline constexpr bool std::ranges::enable_borrowed_range<secure_headers::HeaderView> = true;
template <>
inline constexpr bool std::ranges::enable_view<secure_headers::HeaderView> = true;
