// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/header_view.hpp>
#include <secure_headers/nonce.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace secure_headers {

/// Says what delivery must know of the response at hand.
struct Delivery {
    bool https = false;            ///< Whether the response travels over HTTPS; without, HSTS and the like stay away.
    std::optional<Nonce> nonce{};  ///< What the page's scripts carry; a set with nonces refuses to go without.
};

namespace detail {

/// Refuses before anything is written.
inline void check_delivery(const HeaderView& headers, const Delivery& delivery) {
    if (headers.needs_nonce() && !delivery.nonce)
        refuse("Content-Security-Policy: needs a nonce: write Delivery{.nonce = Nonce::generate()}");
}

/// The bytes to send, and where nonces go in them.
struct Block {
    const char* bytes;
    std::size_t size;
    const std::uint32_t* nonces;
    std::size_t nonce_count;
};

inline Block block_of(const HeaderView& headers, const Delivery& delivery) {
    const HeaderView::Parts& parts = headers.parts();
    if (delivery.https) return {parts.bytes, parts.block_size, parts.nonces, parts.nonce_count};
    return {parts.bytes + parts.plain_begin, parts.plain_size, parts.nonces + parts.nonce_count, parts.plain_nonce_count};
}

/// Puts the nonce into its places in a copy of a block.
inline void put_nonces(char* copy, const Block& block, const Delivery& delivery) {
    if (block.nonce_count == 0) return;
    const char* const nonce = delivery.nonce->value().data();
    for (std::size_t i = 0; i < block.nonce_count; ++i)
        std::memcpy(copy + block.nonces[i], nonce, nonce_placeholder.size());
}

/// Holds a value while its nonces are patched in; up to `local_size` bytes without allocation.
class ValueBuffer {
public:
    std::string_view view() const { return {data_, size_}; }

    void reset(std::size_t capacity) {
        size_ = 0;
        data_ = local_;
        if (capacity <= local_size) return;
        large_.resize(capacity);
        data_ = large_.data();
    }
    void append(const char* text, std::size_t size) { std::memcpy(extend(size), text, size); }

    /// Where so many bytes more are to be written.
    char* extend(std::size_t size) {
        char* const place = data_ + size_;
        size_ += size;
        return place;
    }

private:
    static constexpr std::size_t local_size = 8192;
    char local_[local_size];
    std::string large_{};
    char* data_ = local_;
    std::size_t size_ = 0;
};

/// Copies a value of the block with the nonce in its places, the first of which is `nonce`, and moves on to the next.
[[gnu::noinline]] inline std::string_view patched(std::string_view value, const Block& block, std::size_t& nonce,
                                                  const Delivery& delivery, ValueBuffer& buffer) {
    buffer.reset(value.size());
    buffer.append(value.data(), value.size());
    char* const copy = buffer.extend(0) - value.size();
    const auto begin = static_cast<std::size_t>(value.data() - block.bytes);
    for (; nonce != block.nonce_count && block.nonces[nonce] < begin + value.size(); ++nonce)
        std::memcpy(copy + (block.nonces[nonce] - begin), delivery.nonce->value().data(), nonce_placeholder.size());
    return {copy, value.size()};
}

/// Visits each field as `visit(field, frozen)`, for which `delivery` has been checked.
template <class Visit>
void for_each_frozen(const HeaderView& view, const Delivery& delivery, Visit&& visit) {
    const char* const bytes = view.parts().bytes;
    const FrozenField* frozen = view.parts().fields;
    const FrozenField* const end = frozen + view.parts().field_count;
    const bool https = delivery.https;
    const Block block = block_of(view, delivery);
    ValueBuffer buffer;
    std::size_t nonce = 0;
    for (; frozen != end; ++frozen) {
        if (frozen->https_only && !https) continue;
        std::string_view value{bytes + (https ? frozen->value : frozen->plain_value),
                               https ? frozen->value_size : frozen->plain_value_size};
        if (frozen->has_nonce) value = patched(value, block, nonce, delivery, buffer);
        visit(HeaderField{{bytes + frozen->name, frozen->name_size}, value, frozen->mode, frozen->https_only}, *frozen);
    }
}

}  // namespace detail

/// Visits each field of a set as `visit(field, lower_case_name)`, ready to be sent or, if its mode says so, removed;
/// the value lives until `visit` returns. Refuses a set with nonces where `delivery` has none.
template <class Visit>
void for_each_field(const HeaderView& view, const Delivery& delivery, Visit&& visit) {
    detail::check_delivery(view, delivery);
    const char* const bytes = view.parts().bytes;
    detail::for_each_frozen(view, delivery, [&visit, bytes](const HeaderField& field, const detail::FrozenField& frozen) {
        visit(field, std::string_view{bytes + frozen.lower_name, std::size_t{frozen.name_size}});
    });
}

/// How many bytes `write_block` writes.
inline std::size_t block_size(const HeaderView& headers, const Delivery& delivery) {
    return detail::block_of(headers, delivery).size;
}

/// Writes the set's HTTP/1.1 header lines to `out`, which has room for `block_size` bytes, and returns the end. Refuses
/// a set with nonces where `delivery` has none.
inline char* write_block(char* out, const HeaderView& headers, const Delivery& delivery) {
    detail::check_delivery(headers, delivery);
    const detail::Block block = detail::block_of(headers, delivery);
    std::memcpy(out, block.bytes, block.size);
    detail::put_nonces(out, block, delivery);
    return out + block.size;
}

}  // namespace secure_headers
