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
#include <type_traits>
#include <utility>

namespace secure_headers {

/// Says what delivery must know of the response at hand.
struct Delivery {
    bool https = false;            ///< Whether the response travels over HTTPS; without, HSTS and the like stay away.
    std::optional<Nonce> nonce{};  ///< What the page's scripts carry; a set with nonces refuses to go without.
};

namespace detail {

/// Refuses before anything is written; no field by its name, which would cost each program half a kilobyte.
inline void check_delivery(const HeaderView& headers, const Delivery& delivery) {
    if (headers.needs_nonce() && !delivery.nonce)
        refuse("response: the set needs a nonce: write Delivery{.nonce = Nonce::generate()}");
}

inline const Block& block_of(const HeaderView& headers, const Delivery& delivery) {
    return headers.parts().blocks[delivery.https ? 0 : 1];
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
    std::string_view view() const { return {static_cast<const char*>(data_), size_}; }

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
    return {static_cast<const char*>(copy), value.size()};
}

/// Shows names and values where they are in the frozen bytes; nonces are to be patched in.
struct FrozenTexts {
    static constexpr bool has_nonces = false;
    const char* bytes;

    constexpr HeaderField field(const FrozenField& frozen, std::size_t plain, Mode mode) const {
#if defined(__GNUC__)
        // Strings made of the texts need not ask. (To g++'s UBSan a comparison with null is no constant.)
        if (!std::is_constant_evaluated() && bytes == nullptr) __builtin_unreachable();
#endif
        const FrozenText& value = frozen.values[plain];
        return {{bytes + frozen.name, std::size_t{frozen.name_size}},
                {bytes + value.begin, std::size_t{value.size}},
                mode,
                frozen.https_only()};
    }
};

/// Shows them in a copy of the block with nonces, and ends them in NUL there.
struct CopiedTexts {
    static constexpr bool has_nonces = true;
    char* bytes;
    std::size_t before;  ///< From a value's place in the frozen bytes back to that of its name's end in the copy.

    HeaderField field(const FrozenField& frozen, std::size_t plain, Mode mode) const {
        const std::size_t size = frozen.values[plain].size,
                          name_size = frozen.name_size;  // read before bytes are written
        const bool https_only = frozen.https_only();
        char* const name_end = bytes + (frozen.values[plain].begin - before);
        name_end[0] = name_end[2 + size] = '\0';  // the former is the colon before the value
        return {{name_end - name_size, name_size}, {name_end + 2, size}, mode, https_only};
    }
};

/// Visits of a response that has none of the set's fields, so that there is nothing to remove.
template <class Visit>
concept SkipsRemoved = Visit::skips_removed;

/// Visits each field as `visit(field, frozen)`, for which `delivery` has been checked. What most fields are, sent in
/// place of what is there or for want of it, and without a nonce to patch in, is told by one comparison and known to
/// `visit` where it is inlined.
template <class Texts, class Visit>
class FrozenVisit {
public:
    FrozenVisit(const HeaderView& view, const Delivery& delivery, Texts texts, Visit visit)
        : view_{view}, delivery_{delivery}, texts_{texts}, visit_{std::move(visit)} {}

    [[gnu::always_inline]] void run() const {
        const Texts texts = texts_;  // copies stay in registers
        const Visit visit = visit_;
        const FrozenField* frozen = view_.parts().fields;
        const FrozenField* const end = frozen + view_.parts().field_count;
        const std::size_t plain = delivery_.https ? 0 : 1;
        const std::uint32_t unusual = ~(default_bit | (plain != 0 ? 0 : FrozenField::https_only_bit) |
                                        (Texts::has_nonces ? FrozenField::nonce_bit : 0));
        for (; frozen != end; ++frozen) {
            if ((frozen->kind & unusual) == 0) [[likely]]
                visit(texts.field(*frozen, plain, static_cast<Mode>(frozen->kind & default_bit)), *frozen);
            else if (!SkipsRemoved<Visit> || frozen->mode() != Mode::remove)
                visit_unusual(*frozen);
        }
    }

private:
    /// All by which the kinds of fields that are set and of defaults differ.
    static constexpr std::uint32_t default_bit = 1;
    static_assert(static_cast<std::uint32_t>(Mode::set) == 0 &&
                  static_cast<std::uint32_t>(Mode::set_default) == default_bit);

    /// Out of the way of `run`, where a field then stays in registers.
    [[gnu::noinline]] void visit_unusual(const FrozenField& frozen) const {
        if (frozen.https_only() && !delivery_.https) return;
        if (frozen.mode() == Mode::remove) {
            const std::string_view name{view_.parts().bytes + frozen.name, std::size_t{frozen.name_size}};
            return visit_(HeaderField{name, {}, Mode::remove}, frozen);
        }
        if constexpr (!Texts::has_nonces)
            if (frozen.has_nonce()) return visit_with_nonce(frozen);
        visit_(texts_.field(frozen, delivery_.https ? 0 : 1, frozen.mode()), frozen);
    }

    [[gnu::noinline]] void visit_with_nonce(const FrozenField& frozen) const {
        ValueBuffer buffer;
        HeaderField field = texts_.field(frozen, delivery_.https ? 0 : 1, frozen.mode());
        field.value = patched(field.value, block_of(view_, delivery_), nonce_, delivery_, buffer);
        visit_(field, frozen);
    }

    const HeaderView& view_;
    const Delivery& delivery_;
    Texts texts_;
    Visit visit_;
    mutable std::size_t nonce_ = 0;
};

template <class Visit>
void for_each_frozen(const HeaderView& view, const Delivery& delivery, Visit visit) {
    FrozenVisit{view, delivery, FrozenTexts{view.parts().bytes}, visit}.run();
}

/// The same after one copy of the response's block to `copy`, which has room for it: names and values to send lie in it
/// and end in NUL, nonces are in their places.
template <class Visit>
[[gnu::always_inline]] inline void for_each_copied(char* copy, const Block& block, const HeaderView& view,
                                                   const Delivery& delivery, Visit visit) {
    std::memcpy(copy, block.bytes, block.size);
    put_nonces(copy, block, delivery);
    const auto begin = static_cast<std::size_t>(block.bytes - view.parts().bytes);
    FrozenVisit{view, delivery, CopiedTexts{copy, begin + 2}, visit}.run();
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
    const detail::Block& block = detail::block_of(headers, delivery);
    if (!headers.needs_nonce()) [[likely]]  // fewer registers to save
        return static_cast<char*>(std::memcpy(out, block.bytes, block.size)) + block.size;
    detail::check_delivery(headers, delivery);
    std::memcpy(out, block.bytes, block.size);
    detail::put_nonces(out, block, delivery);
    return out + block.size;
}

}  // namespace secure_headers
