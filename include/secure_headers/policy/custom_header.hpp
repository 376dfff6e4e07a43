// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// The headers whose values a policy checks.
inline constexpr std::string_view names_with_a_policy[]{
    "Cache-Control"sv,
    "Clear-Site-Data"sv,
    "Content-Security-Policy"sv,
    "Content-Security-Policy-Report-Only"sv,
    "Cross-Origin-Embedder-Policy"sv,
    "Cross-Origin-Embedder-Policy-Report-Only"sv,
    "Cross-Origin-Opener-Policy"sv,
    "Cross-Origin-Opener-Policy-Report-Only"sv,
    "Cross-Origin-Resource-Policy"sv,
    "Document-Policy"sv,
    "Expect-CT"sv,
    "Expires"sv,
    "Feature-Policy"sv,
    "Integrity-Policy"sv,
    "Integrity-Policy-Report-Only"sv,
    "NEL"sv,
    "Origin-Agent-Cluster"sv,
    "Permissions-Policy"sv,
    "Permissions-Policy-Report-Only"sv,
    "Pragma"sv,
    "Public-Key-Pins"sv,
    "Referrer-Policy"sv,
    "Report-To"sv,
    "Reporting-Endpoints"sv,
    "Server"sv,
    "Strict-Transport-Security"sv,
    "Timing-Allow-Origin"sv,
    "X-Content-Type-Options"sv,
    "X-DNS-Prefetch-Control"sv,
    "X-Download-Options"sv,
    "X-Frame-Options"sv,
    "X-Permitted-Cross-Domain-Policies"sv,
    "X-Robots-Tag"sv,
    "X-XSS-Protection"sv,
};

constexpr bool has_a_policy(std::string_view name) {
    for (const std::string_view known : names_with_a_policy)
        if (iequals(known, name)) return true;
    return false;
}

/// Whether the header says how a body is sent, so that one that is wrong makes another response of its rest. RFC 9112,
/// section 6.
constexpr bool frames_a_body(std::string_view name) {
    return iequals(name, "Content-Length") || iequals(name, "Transfer-Encoding");
}

/// Whether a letter or two, put in or taken out at one place, exchanged or swapped, make one name of the other.
constexpr bool differs_by_a_slip(std::string_view a, std::string_view b) {
    const auto same = [&](std::size_t in_a, std::size_t in_b) { return to_lower(a[in_a]) == to_lower(b[in_b]); };
    const std::size_t shorter = a.size() < b.size() ? a.size() : b.size();
    std::size_t begin = 0, end = 0;
    while (begin < shorter && same(begin, begin)) ++begin;
    while (end < shorter - begin && same(a.size() - 1 - end, b.size() - 1 - end)) ++end;
    const std::size_t of_a = a.size() - begin - end, of_b = b.size() - begin - end;
    if (of_a == 2 && of_b == 2) return same(begin, begin + 1) && same(begin + 1, begin);
    return of_a + of_b <= 2;
}

/// Whether a kind of caches is told by the header what Cache-Control tells all. RFC 9213, section 2.
constexpr bool is_of_some_caches(std::string_view name) {
    constexpr std::string_view end = "-Cache-Control";
    return name.size() > end.size() && iequals(name.substr(name.size() - end.size()), end);
}

/// The header with a policy that a misspelt name most likely means, if any; short names are near to too many others.
constexpr std::string_view meant_by(std::string_view misspelt) {
    constexpr std::size_t short_size = 8;
    if (is_of_some_caches(misspelt)) return {};
    for (const std::string_view known : names_with_a_policy)
        if (known.size() > short_size && differs_by_a_slip(misspelt, known)) return known;
    return {};
}

}  // namespace detail

/// The name of a header that no policy here has, nor one that is spelt nearly so, nor one that says how a body is sent:
/// a literal is checked while compiling.
class CustomHeaderName {
public:
    template <std::size_t Size>
    consteval CustomHeaderName(const char (&literal)[Size]) : name_{literal} {
        check(name_);
    }
    template <detail::Unchecked Outside>
    CustomHeaderName(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr CustomHeaderName(runtime name) : name_{name} { check(name.text); }

    /// Gives the name away.
    constexpr HeaderName name() && { return std::move(name_); }

private:
    static constexpr void check(std::string_view name) {
        if (detail::has_a_policy(name))
            detail::refuse(name, "has a policy that checks its value; CustomHeader::verbatim sends what nobody checked");
        if (detail::frames_a_body(name))
            detail::refuse(name, "is of one body, which its server knows; CustomHeader::verbatim sends any name");
        if (const std::string_view meant = detail::meant_by(name); !meant.empty())
            detail::refuse(name, meant, "is what browsers know, by its policy; CustomHeader::verbatim sends any name");
    }

    HeaderName name_;
};

/// A field's value: a literal is checked while compiling. RFC 9110, section 5.5.
class HeaderValue {
public:
    template <std::size_t Size>
    consteval HeaderValue(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check("header value", text_);
    }

    /// Is checked by the header that takes it, which has the name for the message.
    constexpr HeaderValue(runtime value) : text_{value.text} {}
    template <detail::Unchecked Outside>
    HeaderValue(const Outside& text) = delete;  // write runtime{text}, which is checked when run

    /// Gives the value away, checked; refuses one that no field of that name may have.
    constexpr detail::Text checked(std::string_view name) && {
        check(name, text_);
        return std::move(text_);
    }

private:
    static constexpr void check(std::string_view name, std::string_view value) {
        if (value.empty()) detail::refuse(name, "must not be empty");
        if (!detail::is_field_value(value))
            detail::refuse(name, "takes visible ASCII and inner spaces only, no CR, LF or NUL");
    }

    detail::Text text_;
};

/// Sends a header that has no policy of its own here; refuses the name of one that has, one that is a slip for it, and
/// Content-Length and Transfer-Encoding.
class CustomHeader {
public:
    constexpr CustomHeader(CustomHeaderName header, HeaderValue value)
        : CustomHeader{std::move(header).name(), std::move(value), Unchecked{}} {}

    /// Sends any value under any name: what browsers make of it, nobody has checked.
    static constexpr CustomHeader verbatim(HeaderName header, HeaderValue value) {
        return {std::move(header), std::move(value), Unchecked{}};
    }

    /// A name that is assigned with its header alone: the value was checked for it.
    class Name {
    public:
        constexpr Name(const Name&) = default;
        constexpr Name(Name&&) noexcept = default;
        constexpr ~Name() = default;
        constexpr operator std::string_view() const { return name_; }

    private:
        friend CustomHeader;
        constexpr explicit Name(HeaderName checked) : name_{std::move(checked)} {}
        constexpr Name& operator=(const Name&) = default;
        constexpr Name& operator=(Name&&) noexcept = default;

        HeaderName name_;
    };

    constexpr CustomHeader(const CustomHeader&) = default;
    constexpr CustomHeader(CustomHeader&&) noexcept = default;
    /// Copies all before it gives anything up.
    constexpr CustomHeader& operator=(const CustomHeader& other) { return *this = CustomHeader{other}; }
    constexpr CustomHeader& operator=(CustomHeader&&) noexcept = default;
    constexpr ~CustomHeader() = default;

    Name name;

    constexpr void write_to(FieldWriter& out) const { out.append(value_); }

private:
    struct Unchecked {};
    constexpr CustomHeader(HeaderName header, HeaderValue value, Unchecked)
        : name{std::move(header)}, value_{std::move(value).checked(name)} {}

    detail::Text value_;
};

}  // namespace secure_headers
