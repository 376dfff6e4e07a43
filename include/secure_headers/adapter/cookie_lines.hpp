// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/line.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

// Set-Cookie lines among the header lines at the end of a buffer of bytes.
namespace secure_headers::detail {

inline constexpr std::string_view set_cookie_begin = "Set-Cookie: ";

[[gnu::always_inline]] inline std::size_t cookie_line_size(const CookieLine& line) {
    return set_cookie_begin.size() + line.size() + 2;
}

/// The bytes of a buffer, whatever it calls them.
template <class Buffer>
[[gnu::always_inline]] inline char* bytes_of(Buffer& buffer) {
    return static_cast<char*>(static_cast<void*>(buffer.data()));
}
template <class Buffer>
[[gnu::always_inline]] inline const char* bytes_of(const Buffer& buffer) {
    return static_cast<const char*>(static_cast<const void*>(buffer.data()));
}

/// Whether text lies in the buffer, which moves it when it grows.
template <class Buffer>
[[gnu::always_inline]] inline bool holds(const Buffer& buffer, std::string_view text) {
    const auto address = [](const char* bytes) { return reinterpret_cast<std::uintptr_t>(bytes); };
    return address(text.data()) - address(detail::bytes_of(buffer)) < buffer.size();
}

/// What is appended to the middle of a line would become a part of it, and what is behind a head one of the body.
template <class Buffer>
[[gnu::always_inline]] inline void check_line_ended(const Buffer& buffer) {
    const std::size_t size = buffer.size();
    if (size == 0) return;
    const char* const last = detail::bytes_of(buffer) + size - 1;
    if (*last != '\n') refuse("response: the last line of the buffer has no end; append CRLF first");
    const std::size_t line_end = size > 1 && last[-1] == '\r' ? 2 : 1;
    if (size == line_end || *(last - line_end) == '\n')
        refuse("response: the head in the buffer has ended in its empty line; set fields before that");
}

/// Inlined, so that of a cookie that is a constant all but the value is one, too.
template <class Buffer>
[[gnu::always_inline]] inline void append_cookie_line(Buffer& buffer, const CookieLine& line) {
    detail::check_line_ended(buffer);
    const std::size_t before = buffer.size();
    buffer.resize(before + cookie_line_size(line));
    char* out = copy_text(detail::bytes_of(buffer) + before, set_cookie_begin);
    out = line.write_to(out);
    copy_text(out, "\r\n");
}

template <class Buffer>
void append_cookie_line(Buffer& buffer, std::string_view set_cookie) {
    detail::check_line_ended(buffer);
    const std::size_t before = buffer.size();
    buffer.resize(before + set_cookie_begin.size() + set_cookie.size() + 2);
    char* const out = copy_text(detail::bytes_of(buffer) + before, set_cookie_begin);
    copy_text(copy_text(out, set_cookie), "\r\n");
}

/// Where a status line begins in the text, such as `HTTP/1.1 200 OK`, or npos. RFC 9112, section 4.
inline std::size_t find_status_line(std::string_view text) {
    constexpr std::string_view version = "HTTP/1.";
    for (std::size_t at = text.find(version); at != std::string_view::npos; at = text.find(version, at + 1)) {
        const std::string_view rest = text.substr(at + version.size());
        if (rest.size() > 4 && is_digit(rest[0]) && rest[1] == ' ' && is_digit(rest[2]) && is_digit(rest[3]) &&
            is_digit(rest[4]))
            return at;
    }
    return std::string_view::npos;
}

/// Whether the end of an earlier response's header is in the text.
inline bool has_blank_line(std::string_view text) {
    return text.find("\n\r\n") != std::string_view::npos || text.find("\n\n") != std::string_view::npos;
}

/// A line that goes on with the one before. RFC 9112, section 5.2.
inline bool is_folded(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

/// Where the header lines at the end of the text begin: behind a status line, or a line that is none of a header. A
/// status line in a field's value is one only where it may stand behind the body of an earlier response.
inline std::size_t begin_of_field_lines(std::string_view text) {
    std::optional<bool> has_earlier_response;
    const auto is_field_line = [&](std::string_view line) {
        const std::size_t colon = line.find(':'), status = find_status_line(line);
        if (colon == std::string_view::npos && !is_folded(line)) return false;
        if (status == std::string_view::npos) return true;
        if (!has_earlier_response) has_earlier_response = has_blank_line(text);
        return status > colon && is_token(line.substr(0, colon)) && !*has_earlier_response;
    };
    std::size_t begin = text.size();
    while (begin != 0) {
        const std::size_t end_of_line_before = begin < 2 ? std::string_view::npos : text.rfind('\n', begin - 2);
        const std::size_t line = end_of_line_before == std::string_view::npos ? 0 : end_of_line_before + 1;
        if (!is_field_line(text.substr(line, begin - line))) break;
        begin = line;
    }
    return begin;
}

/// Where the line that begins there ends, with what goes on with it.
inline std::size_t end_of_line(std::string_view text, std::size_t begin) {
    do {
        const std::size_t line_feed = text.find('\n', begin);
        begin = line_feed == std::string_view::npos ? text.size() : line_feed + 1;
    } while (is_folded(text.substr(begin)));
    return begin;
}

inline bool is_cookie_line(std::string_view line) { return istarts_with(line, "Set-Cookie:"); }

/// Whether any line of the text is one: the usual case, that none is, is told at the speed of memchr.
inline bool has_cookie_line(std::string_view text) {
    while (!text.empty()) {
        if (is_cookie_line(text)) return true;
        const std::size_t line_feed = text.find('\n');
        if (line_feed == std::string_view::npos) return false;
        text.remove_prefix(line_feed + 1);
    }
    return false;
}

inline std::string_view value_of_line(std::string_view line) {
    line.remove_prefix(line.find(':') + 1);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return trimmed(line);
}

/// Erases the cookies whose values the predicate is true for, but for the last bytes of the buffer; returns how many.
template <class Buffer, class Predicate>
[[gnu::noinline]] std::size_t erase_cookie_lines(Buffer& buffer, Predicate&& predicate, std::size_t kept_at_end = 0) {
    const std::string_view text{detail::bytes_of(buffer), buffer.size() - kept_at_end};
    if (!has_cookie_line(text)) return 0;
    std::size_t erased = 0, begin = begin_of_field_lines(text), out = begin;
    const auto keep = [&](std::size_t end) {  // what is behind an erased line moves up, once
        if (out != begin) std::memmove(detail::bytes_of(buffer) + out, detail::bytes_of(buffer) + begin, end - begin);
        out += end - begin;
    };
    while (begin < text.size()) {
        const std::size_t end = end_of_line(text, begin);
        const std::string_view line = text.substr(begin, end - begin);
        if (is_cookie_line(line) && predicate(value_of_line(line)))
            ++erased;
        else
            keep(end);
        begin = end;
    }
    keep(buffer.size());
    buffer.resize(out);
    return erased;
}

}  // namespace secure_headers::detail
