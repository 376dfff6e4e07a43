// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers {

namespace detail {

/// Where a frozen field lies in the frozen bytes.
struct FrozenField {
    std::uint32_t name = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value = 0;
    std::uint32_t value_size = 0;
    std::uint32_t lower_name = 0;  ///< Only of fields that are sent.
    Mode mode = Mode::set;
    bool https_only = false;
    bool patched = false;  ///< Has a nonce, or a part for HTTPS only.
};

/// A range of the block that plain HTTP leaves out.
struct Cut {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

}  // namespace detail

/// Shows a frozen set to adapters and servers: the finished bytes and the index into them.
class HeaderView {
public:
    /// What a view looks at; not for users.
    struct Parts {
        const char* bytes = nullptr;  ///< The block, then names in lower case, then names to remove.
        std::size_t block_size = 0;
        const detail::FrozenField* fields = nullptr;
        std::size_t field_count = 0;
        const std::uint32_t* nonces = nullptr;  ///< Where nonces go in the block, in order.
        std::size_t nonce_count = 0;
        const detail::Cut* cuts = nullptr;  ///< In order, not overlapping.
        std::size_t cut_count = 0;
    };

    constexpr HeaderView() = default;
    constexpr explicit HeaderView(Parts parts) : parts_{parts} {}

    /// The fields to send as `Name: value\r\n...`, all of them, with `nonce_placeholder` where a nonce goes.
    constexpr std::string_view block() const { return {parts_.bytes, parts_.block_size}; }
    constexpr bool needs_nonce() const { return parts_.nonce_count != 0; }

    constexpr std::size_t size() const { return parts_.field_count; }
    constexpr HeaderField operator[](std::size_t index) const {
        const detail::FrozenField& field = parts_.fields[index];
        return {{parts_.bytes + field.name, field.name_size},
                {parts_.bytes + field.value, field.value_size},
                field.mode,
                field.https_only};
    }

    /// The first field of that name, if there is one.
    constexpr std::optional<HeaderField> find(std::string_view name) const { return detail::find_field(*this, name); }
    constexpr auto begin() const { return detail::FieldIterator<HeaderView>{this, 0}; }
    constexpr auto end() const { return detail::FieldIterator<HeaderView>{this, size()}; }

    /// True if plain HTTP leaves something out.
    constexpr bool has_https_only() const { return parts_.cut_count != 0; }

    constexpr const Parts& parts() const { return parts_; }

private:
    Parts parts_{};
};

}  // namespace secure_headers
