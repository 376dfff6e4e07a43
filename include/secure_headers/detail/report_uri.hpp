// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail {

/// Where the headers of before the Reporting API send reports, or nowhere: a literal is checked while compiling.
template <const std::string_view& Field>
class ReportUri {
public:
    constexpr ReportUri() = default;  ///< Nowhere.
    template <std::size_t Size>
    consteval ReportUri(const char (&literal)[Size]) : text_{Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <Unchecked Outside>
    ReportUri(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ReportUri(runtime uri) : text_{uri.text} { check(uri.text); }

    constexpr std::string_view text() const { return text_; }

private:
    static constexpr void check(std::string_view uri) {
        if (!uri.starts_with("https://")) refuse(Field, "report-uri begins with https://");
        if (uri.size() == 8 || contains("/?#:@", uri[8])) refuse(Field, "report-uri needs a host");
        if (!uri_char.holds(uri))
            refuse(Field, "report-uri takes a URI; percent-encode quotes, spaces and what is not ASCII");
        if (!is_uri_reference(uri)) refuse(Field, "report-uri is https://host:port/path?query, and % begins an escape");
    }

    Text text_{};
};

}  // namespace secure_headers::detail
