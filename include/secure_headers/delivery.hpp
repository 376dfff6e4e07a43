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

/// Puts the nonce into its places in a copy of the whole block.
inline void patch_nonces(char* block, const HeaderView& headers, const Delivery& delivery) {
    const HeaderView::Parts& parts = headers.parts();
    for (std::size_t i = 0; i < parts.nonce_count; ++i)
        std::memcpy(block + parts.nonces[i], delivery.nonce->value().data(), nonce_placeholder.size());
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
    static constexpr std::size_t local_size = 2048;
    char local_[local_size];
    std::string large_{};
    char* data_ = local_;
    std::size_t size_ = 0;
};

/// Copies [begin, end) of the block without what plain HTTP leaves out, and with the nonce in its places.
template <class Out>
void copy_patched(Out& out, const HeaderView::Parts& parts, std::size_t begin, std::size_t end, const Delivery& delivery) {
    std::size_t at = begin;
    std::size_t nonce = 0;
    const auto copy_until = [&](std::size_t stop) {
        for (; nonce < parts.nonce_count && parts.nonces[nonce] < stop; ++nonce) {
            const std::size_t place = parts.nonces[nonce];
            if (place < at) continue;
            out.append(parts.bytes + at, place - at);
            out.append(delivery.nonce->value().data(), nonce_placeholder.size());
            at = place + nonce_placeholder.size();
        }
        out.append(parts.bytes + at, stop - at);
        at = stop;
    };
    for (std::size_t i = 0; !delivery.https && i < parts.cut_count; ++i) {
        const Cut& cut = parts.cuts[i];
        if (cut.begin < at || cut.begin >= end) continue;
        copy_until(cut.begin);
        at = cut.end;
    }
    copy_until(end);
}

}  // namespace detail

/// Visits each field of a set as `visit(field, lower_case_name)`, ready to be sent or, if its mode says so, removed;
/// the value lives until `visit` returns. Refuses a set with nonces where `delivery` has none.
template <class Visit>
void for_each_field(const HeaderView& view, const Delivery& delivery, Visit&& visit) {
    detail::check_delivery(view, delivery);
    const HeaderView::Parts& parts = view.parts();
    const auto lower_name = [&](const detail::FrozenField& field) {
        return std::string_view{parts.bytes + field.lower_name, field.name_size};
    };
    if (!view.needs_nonce() && (delivery.https || !view.has_https_only())) {
        for (std::size_t i = 0; i < view.size(); ++i) visit(view[i], lower_name(parts.fields[i]));
        return;
    }
    detail::ValueBuffer buffer;
    for (std::size_t i = 0; i < view.size(); ++i) {
        const detail::FrozenField& frozen = parts.fields[i];
        if (frozen.https_only && !delivery.https) continue;
        HeaderField field = view[i];
        if (frozen.patched) {
            buffer.reset(frozen.value_size);
            detail::copy_patched(buffer, parts, frozen.value, frozen.value + frozen.value_size, delivery);
            field.value = buffer.view();
        }
        visit(field, lower_name(frozen));
    }
}

/// How many bytes `write_block` writes.
inline std::size_t block_size(const HeaderView& headers, const Delivery& delivery) {
    std::size_t size = headers.block().size();
    if (!delivery.https)
        for (std::size_t i = 0; i < headers.parts().cut_count; ++i)
            size -= headers.parts().cuts[i].end - headers.parts().cuts[i].begin;
    return size;
}

/// Writes the set's HTTP/1.1 header lines to `out`, which has room for `block_size` bytes, and returns the end. Refuses
/// a set with nonces where `delivery` has none.
inline char* write_block(char* out, const HeaderView& headers, const Delivery& delivery) {
    detail::check_delivery(headers, delivery);
    const HeaderView::Parts& parts = headers.parts();
    if (delivery.https || !headers.has_https_only()) {
        std::memcpy(out, parts.bytes, parts.block_size);
        detail::patch_nonces(out, headers, delivery);
        return out + parts.block_size;
    }
    struct {
        char* end;
        void append(const char* text, std::size_t size) {
            std::memcpy(end, text, size);
            end += size;
        }
    } sink{out};
    detail::copy_patched(sink, parts, 0, parts.block_size, delivery);
    return sink.end;
}

}  // namespace secure_headers
