// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

using Mark = FieldWriter::Mark;

/// How much storage the frozen form of a set takes, to the byte.
struct FrozenSizes {
    std::size_t bytes = 0;
    std::size_t block = 0;
    std::size_t fields = 0;
    std::size_t nonces = 0;
    std::size_t cuts = 0;
};

constexpr FrozenSizes measure(const SecureHeaders& headers) {
    FrozenSizes sizes;
    for (const StoredField& field : headers.stored()) {
        ++sizes.fields;
        sizes.bytes += field.name.size();
        if (field.mode == Mode::remove) continue;
        sizes.block += field.name.size() + field.content.value().size() + std::string_view{": \r\n"}.size();
        for (const Mark& mark : field.content.marks()) {
            if (mark.kind == Mark::nonce) ++sizes.nonces;
            if (mark.kind == Mark::https_only) ++sizes.cuts;
        }
    }
    sizes.bytes += sizes.block;
    if (sizes.bytes > UINT32_MAX) refuse("SecureHeaders: must be less than 4 GiB");
    return sizes;
}

/// Whether a field of the set declares what `mark`, of `used_by`, uses.
constexpr bool is_declared(const SecureHeaders& headers, const StoredField& used_by, const Mark& mark) {
    const auto name_of = [](const StoredField& field, const Mark& of) {
        return field.content.names().substr(of.begin, of.end - of.begin);
    };
    const Mark::Kind declares = mark.kind == Mark::uses_endpoint ? Mark::declares_endpoint : Mark::declares_group;
    for (const StoredField& field : headers.stored())
        for (const Mark& other : field.content.marks())
            if (other.kind == declares && name_of(field, other) == name_of(used_by, mark)) return true;
    return false;
}

constexpr void check_reporting(const SecureHeaders& headers) {
    for (const StoredField& field : headers.stored()) {
        for (const Mark& mark : field.content.marks()) {
            if (mark.kind == Mark::uses_endpoint && !is_declared(headers, field, mark))
                refuse(field.name, "report_to names an endpoint that no Reporting-Endpoints of the set declares");
            if (mark.kind == Mark::uses_group && !is_declared(headers, field, mark))
                refuse(field.name, "report_to names a group that no Report-To of the set declares");
        }
    }
}

/// Fills storage of the size that `measure` told.
class Freezer {
public:
    constexpr Freezer(char* bytes, FrozenField* fields, std::uint32_t* nonces, Cut* cuts)
        : bytes_{bytes}, fields_{fields}, nonces_{nonces}, cuts_{cuts} {}

    constexpr void freeze(const SecureHeaders& headers) {
        check_reporting(headers);
        FrozenField* frozen = fields_;
        for (const StoredField& field : headers.stored()) put_line(field, *frozen++);
        frozen = fields_;
        for (const StoredField& field : headers.stored()) put_name(field, *frozen++);
    }

private:
    constexpr std::uint32_t put(std::string_view text) {
        const std::uint32_t begin = at_;
        for (const char c : text) bytes_[at_++] = c;
        return begin;
    }

    constexpr void put_line(const StoredField& field, FrozenField& frozen) {
        frozen.mode = field.mode;
        frozen.name_size = static_cast<std::uint32_t>(field.name.size());
        if (field.mode == Mode::remove) return;
        const std::string_view value = field.content.value();
        frozen.name = put(field.name);
        put(": ");
        frozen.value = put(value);
        frozen.value_size = static_cast<std::uint32_t>(value.size());
        put("\r\n");
        frozen.https_only = field.content.is_https_only();
        for (const Mark& mark : field.content.marks()) put_mark(mark, frozen);
    }

    constexpr void put_mark(const Mark& mark, FrozenField& frozen) {
        const std::uint32_t begin = frozen.value + static_cast<std::uint32_t>(mark.begin);
        const std::uint32_t end = frozen.value + static_cast<std::uint32_t>(mark.end);
        if (mark.kind == Mark::nonce) *nonces_++ = begin;
        if (mark.kind == Mark::https_only) *cuts_++ = frozen.https_only ? Cut{frozen.name, at_} : Cut{begin, end};
        frozen.patched |= mark.kind == Mark::nonce || (mark.kind == Mark::https_only && !frozen.https_only);
    }

    /// A sent field's name in lower case, or the name of one to remove.
    constexpr void put_name(const StoredField& field, FrozenField& frozen) {
        if (field.mode == Mode::remove) {
            frozen.name = put(field.name);
            return;
        }
        frozen.lower_name = at_;
        for (const char c : field.name.view()) bytes_[at_++] = to_lower(c);
    }

    char* bytes_;
    FrozenField* fields_;
    std::uint32_t* nonces_;
    Cut* cuts_;
    std::uint32_t at_ = 0;
};

}  // namespace detail

/// A set frozen while compiling: read-only bytes of exactly the size they need.
template <std::size_t Bytes, std::size_t Block, std::size_t Fields, std::size_t Nonces, std::size_t Cuts>
class BakedHeaders {
public:
    constexpr explicit BakedHeaders(const SecureHeaders& composed) {
        detail::Freezer{bytes_.data(), fields_.data(), nonces_.data(), cuts_.data()}.freeze(composed);
    }

    constexpr HeaderView view() const {
        return HeaderView{{bytes_.data(), Block, fields_.data(), Fields, nonces_.data(), Nonces, cuts_.data(), Cuts}};
    }
    constexpr operator HeaderView() const { return view(); }

private:
    std::array<char, Bytes> bytes_{};
    std::array<detail::FrozenField, Fields> fields_{};
    std::array<std::uint32_t, Nonces> nonces_{};
    std::array<detail::Cut, Cuts> cuts_{};
};

/// Composes, checks and serialises while compiling what a lambda without captures returns.
template <class Make>
consteval auto bake(Make) {
    constexpr detail::FrozenSizes sizes = [] {
        const SecureHeaders composed = Make{}();
        return detail::measure(composed);
    }();
    const SecureHeaders composed = Make{}();
    return BakedHeaders<sizes.bytes, sizes.block, sizes.fields, sizes.nonces, sizes.cuts>{composed};
}

/// A set frozen while the program runs, for policies from a configuration file, say; freeze once, deliver often.
class FrozenHeaders {
public:
    /// Refuses what `bake` refuses.
    constexpr explicit FrozenHeaders(const SecureHeaders& headers) : FrozenHeaders{headers, detail::measure(headers)} {}

    constexpr HeaderView view() const {
        return HeaderView{{bytes_.data(), block_size_, fields_.data(), fields_.size(), nonces_.data(), nonces_.size(),
                           cuts_.data(), cuts_.size()}};
    }
    constexpr operator HeaderView() const { return view(); }

private:
    constexpr FrozenHeaders(const SecureHeaders& headers, const detail::FrozenSizes& sizes)
        : bytes_(sizes.bytes), fields_(sizes.fields), nonces_(sizes.nonces), cuts_(sizes.cuts), block_size_{sizes.block} {
        detail::Freezer{bytes_.begin(), fields_.begin(), nonces_.begin(), cuts_.begin()}.freeze(headers);
    }

    detail::List<char> bytes_;
    detail::List<detail::FrozenField> fields_;
    detail::List<std::uint32_t> nonces_;
    detail::List<detail::Cut> cuts_;
    std::size_t block_size_;
};

namespace detail {

/// What a hook keeps of the set that it is given: finished bytes.
template <class Frozen>
Frozen frozen(Frozen already) {
    return already;
}
inline FrozenHeaders frozen(const SecureHeaders& headers) { return FrozenHeaders{headers}; }

}  // namespace detail
}  // namespace secure_headers
