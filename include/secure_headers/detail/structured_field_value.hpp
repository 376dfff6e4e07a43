// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// What the parser of structured fields returns. All text is a view into the text that was parsed. RFC 9651, section 3.
namespace secure_headers::detail::sf {

enum class Type : unsigned char { integer, decimal, string, token, bytes, boolean, date, display_string };

/// One value. Section 3.3.
struct BareItem {
    Type type = Type::boolean;
    std::int64_t number = 1;  ///< An integer, a date's seconds since 1970, thousandths of a decimal, 1 if true.
    std::string_view text{};  ///< As written, less the quotes or colons; empty for a key or parameter without a value.
    std::size_t offset = 0;   ///< Where the value begins, with its quote or colon.

    /// Where `text` begins.
    constexpr std::size_t text_offset() const {
        return offset + (type == Type::display_string ? 2U : type == Type::string || type == Type::bytes ? 1U : 0U);
    }

    constexpr bool is_token(std::string_view token) const { return type == Type::token && text == token; }
    constexpr bool is_true() const { return type == Type::boolean && number == 1; }

    /// Writes the characters of a string, the bytes of a byte sequence, or the UTF-8 of a display string.
    constexpr void decode_to(auto& out) const;

    /// True if it is a string of these characters.
    constexpr bool is_string(std::string_view characters) const {
        if (type != Type::string) return false;
        std::size_t at = 0;
        for (std::size_t i = 0; i < text.size(); ++i, ++at) {
            if (text[i] == '\\') ++i;
            if (at == characters.size() || characters[at] != text[i]) return false;
        }
        return at == characters.size();
    }
};

/// Section 3.1.2.
struct Parameter {
    std::string_view key{};
    BareItem value{};
    std::size_t offset = 0;  ///< Where the key begins.
};

/// A value with its parameters. Section 3.3.
struct Item {
    BareItem value{};
    List<Parameter> parameters{};

    constexpr const BareItem* parameter(std::string_view key) const {
        for (const Parameter& parameter : parameters)
            if (parameter.key == key) return &parameter.value;
        return nullptr;
    }
};

/// A member of a list or dictionary: an item, or an inner list, whose parameters and text with its parentheses are
/// those of `item`. Sections 3.1, 3.2.
struct Member {
    std::string_view key{};  ///< Empty in a list.
    std::size_t offset = 0;  ///< Where the member begins.
    bool is_inner_list = false;
    Item item{};
    List<Item> items{};  ///< Of the inner list.
};

/// A key, and where it begins.
struct Key {
    std::string_view key{};
    std::size_t offset = 0;
};

/// A whole field: one error anywhere and browsers ignore all of it. Of a key that is there again the last one counts.
struct Field {
    List<Member> members{};    ///< An item is the only one; a dictionary with an error has none.
    std::string_view error{};  ///< What is wrong, in a sentence.
    std::size_t offset = 0;    ///< Where it is wrong.
    List<Key> repeated{};      ///< Members of a dictionary.
    List<Key> repeated_parameters{};

    constexpr bool is_valid() const { return error.empty(); }
    constexpr const Member* find(std::string_view key) const {
        for (const Member& member : members)
            if (member.key == key) return &member;
        return nullptr;
    }
};

constexpr unsigned base64_value(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0' + 52);
    return c == '+' ? 62 : 63;
}

constexpr void BareItem::decode_to(auto& out) const {
    unsigned buffer = 0, bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (type == Type::string && c == '\\') c = text[++i];
        if (type == Type::display_string && c == '%') {
            c = static_cast<char>(hex_value(text[i + 1]) << 4U | hex_value(text[i + 2]));
            i += 2;
        }
        if (type == Type::bytes) {
            if (c == '=') return;
            buffer = (buffer << 6U | base64_value(c)) & 0xffffU;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            c = static_cast<char>(buffer >> bits & 0xffU);
        }
        out.append(std::string_view{&c, 1});
    }
}

}  // namespace secure_headers::detail::sf
