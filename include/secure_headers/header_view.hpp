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

    /// The fields to send as `Name: value\r\n...`, all of them, with `nonce_placeholder` where a nonce goes.
    constexpr std::string_view block() const { return {parts_.blocks[0].bytes, parts_.blocks[0].size}; }
    constexpr bool needs_nonce() const { return parts_.blocks[0].nonce_count != 0; }

    constexpr std::size_t size() const { return parts_.field_count; }
    constexpr HeaderField operator[](std::size_t index) const {
        const detail::FrozenField& field = parts_.fields[index];
        return {{parts_.bytes + field.name, std::size_t{field.name_size}},
                {parts_.bytes + field.values[0].begin, std::size_t{field.values[0].size}},
                field.mode(),
                field.https_only()};
    }

    /// The first field of that name, if there is one.
    constexpr std::optional<HeaderField> find(std::string_view name) const { return detail::find_field(*this, name); }
    constexpr auto begin() const { return detail::FieldIterator<HeaderView>{this, 0}; }
    constexpr auto end() const { return detail::FieldIterator<HeaderView>{this, size()}; }

    /// True if plain HTTP leaves something out.
    constexpr bool has_https_only() const { return parts_.blocks[1].size != parts_.blocks[0].size; }

    constexpr const Parts& parts() const { return parts_; }

private:
    Parts parts_{};
};

}  // namespace secure_headers
