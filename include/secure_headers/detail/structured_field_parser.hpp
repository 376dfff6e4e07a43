// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/structured_field_value.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::detail::sf {

/// Leaves one entry of each key: in the place of the first, with what the last says. Notes the others.
template <class Entry>
constexpr void keep_last(List<Entry>& entries, List<Key>& repeated) {
    if (entries.size() < 2) return;
    Places places{entries.size()};
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto equals = [&](std::size_t place) { return entries[place].key == entries[i].key; };
        const std::size_t first = places.insert(places.hash_of(entries[i].key), kept, equals);
        if (first != Places::none) repeated.push_back({entries[i].key, entries[i].offset});
        const std::size_t place = first == Places::none ? kept++ : first;
        if (place != i) entries[place] = std::move(entries[i]);
    }
    entries.truncate(kept);
}

/// Reads structured fields, all or nothing. RFC 9651, section 4.2.
class Parser {
    // Before those who call them, else clang knows no body of theirs in constant expressions.
    constexpr void read_member(auto&& visit) {
        if (!at('(')) return read_item(member_.item);
        BareItem& list = member_.item.value;
        member_.is_inner_list = true;
        list.offset = at_++;
        for (Item item;; item.parameters.truncate(0)) {
            skip_spaces();
            if (take(')')) break;
            item.value = {};
            read_item(item);
            if (ok() && !at(' ') && !at(')'))
                fail(at_ == text_.size() ? "a list without its )" : "spaces part the items");
            if (!ok()) return;
            visit(item);
        }
        list.text = text_.substr(list.offset, at_ - list.offset);
        read_parameters(member_.item.parameters);
    }

    constexpr void read_keyed_member(auto&& visit) {
        member_.key = read_key();
        if (take('='))
            read_member(visit);
        else if (ok())
            read_parameters(member_.item.parameters);
    }

public:
    constexpr explicit Parser(std::string_view text) : text_{text} {}

    constexpr Field item() {
        skip_spaces();
        member_.offset = at_;
        read_item(member_.item);
        finish();
        field_.members.push_back(std::move(member_));
        return std::move(field_);
    }

    constexpr Field list() {
        skip_spaces();
        while (ok() && at_ < text_.size()) {
            begin_member();
            read_member(KeepItem{member_});
            field_.members.push_back(member_);
            read_comma();
        }
        finish();
        return std::move(field_);
    }

    constexpr Field dictionary() {
        for (const Key& key : keys()) field_.members.push_back(member(key));
        return std::move(field_);
    }

    /// Looks through a dictionary and holds nothing but the keys of its members that count, in the order of the first
    /// of each name; none if `field` has an error.
    constexpr List<Key> keys() {
        List<Key> keys;
        keeps_ = false;
        skip_spaces();
        while (ok() && at_ < text_.size()) {
            begin_member();
            read_keyed_member([](const Item&) {});
            keys.push_back({member_.key, member_.offset});
            read_comma();
        }
        finish();
        keeps_ = true;
        if (!ok()) return {};
        keep_last(keys, field_.repeated);
        return keys;
    }

    /// Reads the member that has one of these keys; it stays until another one is read. Calls `visit(item)` for the
    /// items of an inner list, which the member then does not have.
    constexpr const Member& member(const Key& key, auto&& visit) {
        at_ = key.offset;
        begin_member();
        read_keyed_member(visit);
        return member_;
    }
    constexpr const Member& member(const Key& key) { return member(key, KeepItem{member_}); }

    constexpr const Field& field() const { return field_; }

private:
    struct KeepItem {
        Member& member;
        constexpr void operator()(const Item& item) const { member.items.push_back(item); }
    };

    constexpr bool ok() const { return field_.error.empty(); }
    constexpr bool fail(std::string_view error, std::size_t at) {
        if (ok()) {
            field_.error = error;
            field_.offset = at;
        }
        return false;
    }
    constexpr bool fail(std::string_view error) { return fail(error, at_); }

    constexpr bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    constexpr bool take(char c) {
        if (!ok() || !at(c)) return false;
        ++at_;
        return true;
    }
    constexpr void skip_spaces() {
        while (at(' ')) ++at_;
    }
    constexpr void skip_blanks() {
        while (at(' ') || at('\t')) ++at_;
    }
    constexpr std::string_view take_while(const CharSet& set) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && set.has(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    constexpr void finish() {
        skip_spaces();
        if (ok() && at_ != text_.size()) fail("something follows the end of the value");
    }

    constexpr void read_comma() {
        skip_blanks();
        if (!ok() || at_ == text_.size()) return;
        const std::size_t comma = at_;
        if (!take(',')) return static_cast<void>(fail("members are parted by commas"));
        skip_blanks();
        if (at_ == text_.size()) fail("a comma at the end", comma);
    }

    constexpr std::string_view read_key() {
        if (!ok()) return {};
        const bool begins = at_ < text_.size() && (is_lower(text_[at_]) || text_[at_] == '*');
        if (!begins) return fail("a key begins with a small letter or *"), std::string_view{};
        return take_while(key_char);
    }

    /// Counts them first, for which nothing is held.
    constexpr void read_parameters(List<Parameter>& parameters) {
        const std::size_t begin = at_;
        std::size_t count = 0;
        for (Parameter parameter; read_parameter(parameter);) ++count;
        if (!ok() || !keeps_ || count == 0) return;
        parameters.reserve(count);
        at_ = begin;
        for (Parameter parameter; read_parameter(parameter);) parameters.push_back(parameter);
        keep_last(parameters, field_.repeated_parameters);
        if (parameters.size() < count) parameters.fit();
    }

    constexpr bool read_parameter(Parameter& parameter) {
        if (!take(';')) return false;
        skip_spaces();
        parameter.value = {};
        parameter.offset = parameter.value.offset = at_;
        parameter.key = read_key();
        return !take('=') || read_bare(parameter.value);
    }

    /// Empties the member for the next one; the room of its lists stays.
    constexpr void begin_member() {
        member_.key = {};
        member_.offset = at_;
        member_.is_inner_list = false;
        member_.item.value = {};
        member_.item.value.offset = at_;
        member_.item.parameters.truncate(0);
        member_.items.truncate(0);
    }

    constexpr void read_item(Item& item) {
        if (read_bare(item.value)) read_parameters(item.parameters);
    }

    constexpr bool read_bare(BareItem& item) {
        if (!ok()) return false;
        item.offset = at_;
        if (at_ == text_.size()) return fail("a value is missing");
        const char first = text_[at_];
        if (first == '-' || is_digit(first)) return read_number(item);
        if (first == '"') return read_string(item);
        if (first == '*' || is_alpha(first)) {
            item.type = Type::token;
            item.text = take_while(token_char);
            return true;
        }
        if (first == ':') return read_bytes(item);
        if (first == '?') return read_boolean(item);
        if (first == '@') return read_date(item);
        if (first == '%') return read_display_string(item);
        return fail("no value begins with this character");
    }

    constexpr bool read_number(BareItem& item) {
        item.type = Type::integer;
        const std::size_t begin = at_;
        const std::int64_t sign = take('-') ? -1 : 1;
        const std::string_view whole = take_while(decimal_digits);
        if (whole.empty()) return fail("a number without a digit", begin);
        std::string_view fraction;
        if (take('.')) {
            item.type = Type::decimal;
            fraction = take_while(decimal_digits);
            if (fraction.empty() || fraction.size() > 3)
                return fail("a decimal has one to three digits after its point");
        }
        if (whole.size() > (item.type == Type::integer ? 15U : 12U))
            return fail("a number with too many digits", begin);
        item.number = 0;
        for (const char c : whole) item.number = item.number * 10 + (c - '0');
        for (std::size_t i = 0; item.type == Type::decimal && i < 3; ++i)
            item.number = item.number * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
        item.number *= sign;
        return took(item);
    }

    /// Takes all that was read for the text of the item.
    constexpr bool took(BareItem& item) {
        item.text = text_.substr(item.offset, at_ - item.offset);
        return true;
    }

    constexpr bool read_string(BareItem& item) {
        item.type = Type::string;
        const std::size_t begin = ++at_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                item.text = text_.substr(begin, at_++ - begin);
                return true;
            }
            if (c < ' ' || c > '~') return fail("a string takes printable ASCII only");
            if (c != '\\') continue;
            ++at_;
            if (!at('"') && !at('\\')) return fail("only a quote or a backslash follows a backslash", at_ - 1);
        }
        return fail("a string without its closing quote", begin - 1);
    }

    constexpr bool read_bytes(BareItem& item) {
        item.type = Type::bytes;
        const std::size_t begin = ++at_;
        std::size_t size = take_while(base64_digits).size();
        for (int padding = 0; padding < 2 && take('='); ++padding) ++size;
        item.text = text_.substr(begin, size);
        const std::size_t digits = (std::min)(item.text.find('='), size);
        if (digits % 4 == 1) return fail("no base64 has this length", begin - 1);
        return take(':') || fail("bytes are base64 between colons");
    }

    constexpr bool read_boolean(BareItem& item) {
        ++at_;
        item.type = Type::boolean;
        item.number = at('1') ? 1 : 0;
        if (!take('0') && !take('1')) return fail("a boolean is ?0 or ?1", item.offset);
        return took(item);
    }

    constexpr bool read_date(BareItem& item) {
        ++at_;
        if (!at('-') && !(at_ < text_.size() && is_digit(text_[at_]))) return fail("a date is @ and a number");
        if (!read_number(item)) return false;
        if (item.type != Type::integer) return fail("a date is @ and a whole number", item.offset);
        item.type = Type::date;
        return true;
    }

    constexpr bool read_display_string(BareItem& item) {
        item.type = Type::display_string;
        ++at_;
        if (!take('"')) return fail("a display string begins with %\"", item.offset);
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            if (text_[at_] == '"') {
                item.text = text_.substr(begin, at_++ - begin);
                return true;
            }
            if (!read_character()) return fail("a display string is UTF-8 with %xx for what is not ASCII");
        }
        return fail("a display string without its closing quote", item.offset);
    }

    /// One code point, in one to four bytes; else it stays at the first byte that is wrong.
    constexpr bool read_character() {
        char bytes[4]{};
        std::size_t size = 0, needed = 1, begins[4]{};
        for (; size < needed; ++size) {
            begins[size] = at_;
            const bool is_read = read_byte(bytes[size]);
            const unsigned byte = static_cast<unsigned char>(bytes[size]);
            const bool fits = size == 0 ? byte < 0x80 || (byte >= 0xc2 && byte <= 0xf4) : byte >= 0x80 && byte <= 0xbf;
            if (!is_read || !fits) return at_ = begins[size], false;
            if (size == 0) needed = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        }
        if (utf8_length({bytes, size}) == size) return true;
        at_ = begins[1];  // of which the range depends on the first
        return false;
    }

    static constexpr bool is_lower_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

    constexpr bool read_byte(char& byte) {
        if (at_ == text_.size() || text_[at_] < ' ' || text_[at_] > '~' || text_[at_] == '"') return false;
        byte = text_[at_++];
        if (byte != '%') return true;
        if (text_.size() - at_ < 2 || !is_lower_hex(text_[at_]) || !is_lower_hex(text_[at_ + 1])) return false;
        byte = static_cast<char>(hex_value(text_[at_]) << 4U | hex_value(text_[at_ + 1]));
        at_ += 2;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool keeps_ = true;  ///< What is in a member.
    Member member_{};
    Field field_{};
};

constexpr Field parse_item(std::string_view text) { return Parser{text}.item(); }
constexpr Field parse_list(std::string_view text) { return Parser{text}.list(); }
constexpr Field parse_dictionary(std::string_view text) { return Parser{text}.dictionary(); }

}  // namespace secure_headers::detail::sf
