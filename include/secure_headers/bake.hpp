// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/lifetimebound.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/name_bits.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace secure_headers {

namespace detail {

using Mark = FieldWriter::Mark;

/// How much storage the frozen form of a set takes, to the byte, and where the block for plain HTTP is in it.
struct FrozenSizes {
    std::size_t bytes = 0;
    std::size_t block = 0;
    std::size_t plain_begin = 0;
    std::size_t plain = 0;
    std::size_t fields = 0;
    std::size_t nonces = 0;
    std::size_t plain_nonces = 0;
    NameBits names{};
};

constexpr std::size_t line_size(const StoredField& field) {
    return field.name.size() + field.content.value().size() + std::string_view{": \r\n"}.size();
}

/// Calls `cut(begin, end)` for what plain HTTP leaves out of the line that begins at `line`.
constexpr void for_each_cut(const StoredField& field, std::size_t line, auto&& cut) {
    if (field.content.is_https_only()) return cut(line, line + line_size(field));
    const std::size_t value = line + field.name.size() + std::string_view{": "}.size();
    for (const Mark& mark : field.content.marks())
        if (mark.kind == Mark::https_only) cut(value + mark.begin, value + mark.end);
}

constexpr std::size_t cut_size(const StoredField& field) {
    std::size_t size = 0;
    for_each_cut(field, 0, [&](std::size_t begin, std::size_t end) { size += end - begin; });
    return size;
}

/// Calls `found(begin, end)` for each range of the block that plain HTTP sends.
constexpr void for_each_plain_range(const SecureHeaders& headers, auto&& found) {
    std::size_t begin = 0;
    std::size_t line = 0;
    for (const StoredField& field : headers.stored()) {
        if (field.mode == Mode::remove) continue;
        for_each_cut(field, line, [&](std::size_t cut_begin, std::size_t cut_end) {
            if (begin != cut_begin) found(begin, cut_begin);
            begin = cut_end;
        });
        line += line_size(field);
    }
    if (begin != line) found(begin, line);
}

constexpr void measure(FrozenSizes& sizes, const StoredField& field) {
    ++sizes.fields;
    sizes.names.add(field.name);
    sizes.bytes += field.name.size();  // in lower case
    if (field.mode == Mode::remove) {
        sizes.bytes += field.name.size();
        return;
    }
    sizes.block += line_size(field);
    const std::size_t plain = field.content.is_https_only() ? 0 : 1;
    for (const Mark& mark : field.content.marks()) {
        if (mark.kind != Mark::nonce) continue;
        ++sizes.nonces;
        sizes.plain_nonces += plain;
    }
}

constexpr FrozenSizes measure(const SecureHeaders& headers) {
    FrozenSizes sizes;
    for (const StoredField& field : headers.stored()) measure(sizes, field);
    std::size_t ranges = 0;
    for_each_plain_range(headers, [&](std::size_t begin, std::size_t end) {
        sizes.plain_begin = ++ranges == 1 ? begin : sizes.block;
        sizes.plain += end - begin;
    });
    sizes.bytes += sizes.block + (ranges > 1 ? sizes.plain : 0);
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
    constexpr Freezer(char* bytes, FrozenField* fields, std::uint32_t* nonces)
        : bytes_{bytes}, fields_{fields}, nonces_{nonces} {}

    constexpr void freeze(const SecureHeaders& headers, const FrozenSizes& sizes) {
        check_reporting(headers);
        FrozenField* frozen = fields_;
        for (const StoredField& field : headers.stored()) put_line(field, *frozen++);
        if (sizes.plain_begin == sizes.block)
            for_each_plain_range(headers, [&](std::size_t begin, std::size_t end) {
                while (begin != end) bytes_[at_++] = bytes_[begin++];
            });
        put_plain(headers, static_cast<std::uint32_t>(sizes.plain_begin));
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
        frozen.kind = static_cast<std::uint32_t>(field.mode);
        frozen.name_size = static_cast<std::uint32_t>(field.name.size());
        if (field.mode == Mode::remove) return;
        const std::string_view value = field.content.value();
        frozen.name = put(field.name);
        put(": ");
        frozen.values[0] = {put(value), static_cast<std::uint32_t>(value.size())};
        put("\r\n");
        if (field.content.is_https_only()) frozen.kind |= FrozenField::https_only_bit;
        for (const Mark& mark : field.content.marks()) {
            if (mark.kind != Mark::nonce) continue;
            frozen.kind |= FrozenField::nonce_bit;
            *nonces_++ = frozen.values[0].begin + static_cast<std::uint32_t>(mark.begin);
        }
    }

    /// Says where the values and nonces are in what plain HTTP sends, which begins at `plain`.
    constexpr void put_plain(const SecureHeaders& headers, std::uint32_t plain) {
        const std::uint32_t begin = plain;
        FrozenField* frozen = fields_;
        for (const StoredField& field : headers.stored()) {
            FrozenField& of_field = *frozen++;
            if (field.mode == Mode::remove || of_field.https_only()) continue;
            const auto cut = static_cast<std::uint32_t>(cut_size(field));
            of_field.values[1] = {plain + of_field.values[0].begin - of_field.name, of_field.values[0].size - cut};
            plain += static_cast<std::uint32_t>(line_size(field)) - cut;
            std::uint32_t cut_before = 0;
            for (const Mark& mark : field.content.marks()) {
                if (mark.kind == Mark::https_only) cut_before += static_cast<std::uint32_t>(mark.end - mark.begin);
                if (mark.kind == Mark::nonce)
                    *nonces_++ = of_field.values[1].begin - begin + static_cast<std::uint32_t>(mark.begin) - cut_before;
            }
        }
    }

    /// The name in lower case, behind that of a field to remove, which stands in no line.
    constexpr void put_name(const StoredField& field, FrozenField& frozen) {
        if (field.mode == Mode::remove) frozen.name = put(field.name);
        frozen.lower_name = at_;
        for (const char c : field.name.view()) bytes_[at_++] = to_lower(c);
    }

    char* bytes_;
    FrozenField* fields_;
    std::uint32_t* nonces_;
    std::uint32_t at_ = 0;
};

constexpr HeaderView::Parts parts(const FrozenSizes& sizes, const char* bytes, const FrozenField* fields,
                                  const std::uint32_t* nonces) {
    if (sizes.bytes == 0) return HeaderView{}.parts();
    return {bytes,
            {{bytes, sizes.block, nonces, sizes.nonces},
             {bytes + sizes.plain_begin, sizes.plain, nonces + sizes.nonces, sizes.plain_nonces}},
            fields,
            sizes.fields,
            sizes.names};
}

}  // namespace detail

namespace detail {

/// The frozen form of a set, in storage of exactly the size it needs.
template <FrozenSizes sizes>
struct BakedStorage {
    std::array<char, sizes.bytes> bytes{};
    std::array<FrozenField, sizes.fields> fields{};
    std::array<std::uint32_t, sizes.nonces + sizes.plain_nonces> nonces{};

    constexpr explicit BakedStorage(const SecureHeaders& composed) {
        Freezer{bytes.data(), fields.data(), nonces.data()}.freeze(composed, sizes);
    }
};

template <class Make>
inline constexpr FrozenSizes sizes_of = [] {
    const SecureHeaders composed = Make{}();
    return measure(composed);
}();

/// A variable, since clang evaluates an immediate function twice where a variable is initialised by it.
template <class Make>
inline constexpr BakedStorage<sizes_of<Make>> baked_storage = [] {
    const SecureHeaders composed = Make{}();
    return BakedStorage<sizes_of<Make>>{composed};
}();

/// Its parts, each a variable of its own, so that a program which delivers to a buffer has none but the bytes.
template <class Make>
inline constexpr auto baked_bytes = baked_storage<Make>.bytes;
template <class Make>
inline constexpr auto baked_fields = baked_storage<Make>.fields;
template <class Make>
inline constexpr auto baked_nonces = baked_storage<Make>.nonces;

/// A constant, too, that deliveries read where it is: to write a view of a constant in order to read it takes longer.
template <class Make>
inline constexpr HeaderView baked{
    parts(sizes_of<Make>, baked_bytes<Make>.data(), baked_fields<Make>.data(), baked_nonces<Make>.data())};

}  // namespace detail

/// A set frozen while compiling, which its type stands for: read-only bytes of exactly the size they need.
template <class Make>
class [[nodiscard]] BakedHeaders : public FrozenForm<BakedHeaders<Make>> {
public:
    /// The bytes and their index, which stay as long as the program.
    constexpr const HeaderView& view() const { return detail::baked<Make>; }
    constexpr operator const HeaderView&() const { return view(); }
};

/// Composes, checks and serialises while compiling what a lambda without captures returns.
template <class Make>
consteval auto bake(Make) {
    constexpr bool makes_headers = requires {
        { Make{}() } -> std::same_as<SecureHeaders>;
    };
    // To g++ a lambda with a mistake in its body has no operator(): the mistake is all that there is to say.
    constexpr bool has_mistake =
        std::is_empty_v<Make> && std::is_default_constructible_v<Make> && !std::is_aggregate_v<Make> && !requires {
        &Make::operator();
    };
    static_assert(makes_headers || has_mistake,
                  "secure_headers: bake takes a lambda without captures that returns SecureHeaders, as in "
                  "bake([] { return sh::SecureHeaders{}; })");
    if constexpr (makes_headers) {
        static_cast<void>(detail::baked<Make>.size());  // where a mistake in it shows
        return BakedHeaders<Make>{};
    }
}

/// A set frozen while the program runs, for policies from a configuration file, say; freeze once, deliver often.
class [[nodiscard]] FrozenHeaders : public FrozenForm<FrozenHeaders> {
public:
    /// Refuses what `bake` refuses.
    constexpr explicit FrozenHeaders(const SecureHeaders& headers) : FrozenHeaders{headers, detail::measure(headers)} {}

    constexpr FrozenHeaders(const FrozenHeaders&) = default;
    /// Copies all before it gives anything up.
    constexpr FrozenHeaders& operator=(const FrozenHeaders& other) { return *this = FrozenHeaders{other}; }

    /// Leaves an empty set behind.
    constexpr FrozenHeaders(FrozenHeaders&& other) noexcept
        : FrozenForm{},
          bytes_(std::move(other.bytes_)),
          fields_(std::move(other.fields_)),
          nonces_(std::move(other.nonces_)),
          sizes_{other.sizes_} {
        other.sizes_ = {};
    }
    constexpr FrozenHeaders& operator=(FrozenHeaders&& other) noexcept {
        FrozenHeaders moved{std::move(other)};
        bytes_ = std::move(moved.bytes_);
        fields_ = std::move(moved.fields_);
        nonces_ = std::move(moved.nonces_);
        sizes_ = moved.sizes_;
        return *this;
    }
    constexpr ~FrozenHeaders() = default;

    /// The bytes and their index, which are gone with this object.
    constexpr HeaderView view() const& SECURE_HEADERS_LIFETIMEBOUND {
        return HeaderView{detail::parts(sizes_, bytes_.data(), fields_.data(), nonces_.data())};
    }
    constexpr HeaderView view() const&& = delete;  // which would look at bytes that are gone
    constexpr operator HeaderView() const SECURE_HEADERS_LIFETIMEBOUND { return view(); }

private:
    constexpr FrozenHeaders(const SecureHeaders& headers, const detail::FrozenSizes& sizes)
        : bytes_(sizes.bytes), fields_(sizes.fields), nonces_(sizes.nonces + sizes.plain_nonces), sizes_{sizes} {
        detail::Freezer{bytes_.begin(), fields_.begin(), nonces_.begin()}.freeze(headers, sizes);
    }

    detail::List<char> bytes_;
    detail::List<detail::FrozenField> fields_;
    detail::List<std::uint32_t> nonces_;
    detail::FrozenSizes sizes_;
};

namespace detail {

/// What a hook keeps of the set that it is given: finished bytes.
template <class Frozen>
auto frozen(Frozen already) {
    if constexpr (std::is_base_of_v<SecureHeaders, Frozen>) {
        return FrozenHeaders{already};
    } else {
        static_assert(std::is_convertible_v<const Frozen&, HeaderView>,
                      "secure_headers: a hook takes a set: SecureHeaders, one that is baked or frozen, or a preset");
        return already;
    }
}

}  // namespace detail
}  // namespace secure_headers
