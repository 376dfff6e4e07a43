// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// Walks through JSON of a header, without a copy and without recursion: what is read are views of the text. Once it
/// meets an error it stays there. RFC 8259.
class JsonReader {
public:
    static constexpr std::size_t deepest = 64;  ///< As deep as values may be nested.

    constexpr explicit JsonReader(std::string_view text) : text_{text} { skip_blanks(); }

    constexpr bool failed() const { return failed_; }
    constexpr bool at_end() const { return at_ == text_.size(); }
    constexpr std::size_t offset() const { return at_; }
    constexpr bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
    constexpr Part since(std::size_t begin) const { return trimmed(text_.substr(begin, at_ - begin), begin); }

    constexpr bool fail() {
        failed_ = true;
        return false;
    }

    /// Reads a sign such as `{`, if it comes next, and the blanks after it.
    constexpr bool take(char c) {
        if (failed_ || !next_is(c)) return false;
        ++at_;
        skip_blanks();
        return true;
    }
    constexpr bool expect(char c) { return take(c) || fail(); }

    /// Reads a string, which is given less its quotes and with its escapes as they stand.
    constexpr bool string(Part& out) {
        if (failed_ || !next_is('"')) return fail();
        const std::size_t begin = ++at_;
        for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return fail();
            if (text_[at_] == '\\' && !skip_escape()) return fail();
        }
        out = {text_.substr(begin, at_ - begin), begin};
        return expect('"');
    }

    /// Reads the next member's name and the colon after it; false at the end of the object, whose sign is read.
    constexpr bool member(Part& name, bool& first) {
        if (failed_ || take('}')) return false;
        if (!first && !expect(',')) return false;
        first = false;
        return string(name) && expect(':');
    }

    /// The same of an array.
    constexpr bool element(bool& first) {
        if (failed_ || take(']')) return false;
        if (!first && !expect(',')) return false;
        first = false;
        return true;
    }

    /// Reads a value of any kind, and gives it as it stands.
    constexpr bool value(Part& out) {
        const std::size_t begin = at_;
        std::uint64_t objects = 0;  // a bit for each open object or array
        std::size_t depth = 0;
        bool complete = false;
        while (!failed_) {
            complete = complete || open_or_scalar(objects, depth);
            if (failed_ || (complete && depth == 0)) break;
            if (!complete) continue;
            complete = close(objects, depth);
        }
        if (failed_) return false;
        out = since(begin);
        return true;
    }

private:
    constexpr void skip_blanks() {
        while (at_ < text_.size() && contains(" \t\r\n", text_[at_])) ++at_;
    }

    constexpr bool skip_escape() {
        if (++at_ >= text_.size()) return false;
        if (text_[at_] != 'u') return contains("\"\\/bfnrt", text_[at_]);
        for (int digits = 0; digits < 4; ++digits)
            if (++at_ >= text_.size() || !is_hex(text_[at_])) return false;
        return true;
    }

    /// True once a value is complete: a scalar, or an object or array that is empty. Else it has gone into one.
    constexpr bool open_or_scalar(std::uint64_t& objects, std::size_t& depth) {
        Part ignored;
        for (const char sign : {'{', '['}) {
            if (!take(sign)) continue;
            if (take(sign == '{' ? '}' : ']')) return true;
            if (++depth > deepest) return fail();
            objects = objects << 1U | (sign == '{' ? 1U : 0U);
            return sign == '{' && !(string(ignored) && expect(':')) && fail();
        }
        return next_is('"') ? string(ignored) : scalar();
    }

    /// After a complete value: false if another one follows, else closes what it ended.
    constexpr bool close(std::uint64_t& objects, std::size_t& depth) {
        Part ignored;
        const bool object = (objects & 1U) != 0;
        if (take(',')) return object && !(string(ignored) && expect(':')) && fail();
        if (!expect(object ? '}' : ']')) return false;
        objects >>= 1U;
        --depth;
        return true;
    }

    /// true, false, null or a number.
    constexpr bool scalar() {
        for (const std::string_view word : Literals{"true", "false", "null"}) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
            skip_blanks();
            return true;
        }
        const auto digits = [this] {
            const std::size_t begin = at_;
            while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
            return at_ > begin;
        };
        if (next_is('-')) ++at_;
        if (next_is('0'))
            ++at_;
        else if (!digits())
            return fail();
        if (next_is('.') && (++at_, !digits())) return fail();
        if (next_is('e') || next_is('E')) {
            ++at_;
            if (next_is('+') || next_is('-')) ++at_;
            if (!digits()) return fail();
        }
        skip_blanks();
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace secure_headers::detail
