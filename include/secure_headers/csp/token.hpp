// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::csp {

/// What a sandboxed page may do all the same. HTML, section 7.1.5.
class Sandbox {
public:
    static const Sandbox allow_downloads;
    static const Sandbox allow_forms;
    static const Sandbox allow_modals;
    static const Sandbox allow_orientation_lock;
    static const Sandbox allow_pointer_lock;
    static const Sandbox allow_popups;
    static const Sandbox allow_popups_to_escape_sandbox;
    static const Sandbox allow_presentation;
    static const Sandbox allow_same_origin;
    static const Sandbox allow_scripts;
    static const Sandbox allow_storage_access_by_user_activation;
    static const Sandbox allow_top_navigation;
    static const Sandbox allow_top_navigation_by_user_activation;
    static const Sandbox allow_top_navigation_to_custom_protocols;

    constexpr std::string_view text() const { return text_; }
    bool operator==(const Sandbox&) const = default;

private:
    constexpr explicit Sandbox(std::string_view text) : text_{text} {}
    std::string_view text_;
};
inline constexpr Sandbox Sandbox::allow_downloads{"allow-downloads"sv};
inline constexpr Sandbox Sandbox::allow_forms{"allow-forms"sv};
inline constexpr Sandbox Sandbox::allow_modals{"allow-modals"sv};
inline constexpr Sandbox Sandbox::allow_orientation_lock{"allow-orientation-lock"sv};
inline constexpr Sandbox Sandbox::allow_pointer_lock{"allow-pointer-lock"sv};
inline constexpr Sandbox Sandbox::allow_popups{"allow-popups"sv};
inline constexpr Sandbox Sandbox::allow_popups_to_escape_sandbox{"allow-popups-to-escape-sandbox"sv};
inline constexpr Sandbox Sandbox::allow_presentation{"allow-presentation"sv};
inline constexpr Sandbox Sandbox::allow_same_origin{"allow-same-origin"sv};
inline constexpr Sandbox Sandbox::allow_scripts{"allow-scripts"sv};
inline constexpr Sandbox Sandbox::allow_storage_access_by_user_activation{"allow-storage-access-by-user-activation"sv};
inline constexpr Sandbox Sandbox::allow_top_navigation{"allow-top-navigation"sv};
inline constexpr Sandbox Sandbox::allow_top_navigation_by_user_activation{"allow-top-navigation-by-user-activation"sv};
inline constexpr Sandbox Sandbox::allow_top_navigation_to_custom_protocols{"allow-top-navigation-to-custom-protocols"sv};

/// Whether the page may open WebRTC connections. CSP3, section 6.3.3.
enum class WebRtc : unsigned char { allow, block };

/// What only takes typed values once Trusted Types are required. Trusted Types, section 4.1.
enum class TrustedTypesSink : unsigned char { script };

/// The name of a Trusted Types policy, or a keyword among them: a literal is checked while compiling. Trusted
/// Types, section 4.2.
class TrustedTypesPolicy {
public:
    static const TrustedTypesPolicy none;              ///< No policy may be made; stands alone.
    static const TrustedTypesPolicy any;               ///< A policy of any name.
    static const TrustedTypesPolicy allow_duplicates;  ///< Several policies of one name.

    /// Refuses what is no name.
    template <std::size_t Size>
    consteval TrustedTypesPolicy(const char (&literal)[Size]) : text_{secure_headers::detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <secure_headers::detail::Unchecked Outside>
    TrustedTypesPolicy(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr TrustedTypesPolicy(runtime name) : text_{name.text} { check(name.text); }

    /// What the constructors do not refuse.
    static constexpr bool is_valid(std::string_view text) {
        return !text.empty() && !is_keyword(text) && name_char.holds(text);
    }

    constexpr std::string_view text() const { return text_; }

private:
    struct Keyword {};
    constexpr TrustedTypesPolicy(Keyword, std::string_view text) : text_{secure_headers::detail::Text::literal(text)} {}

    static constexpr auto name_char = secure_headers::detail::alphanumeric + secure_headers::detail::CharSet{"-#=_/@.%"};
    static constexpr bool is_keyword(std::string_view name) {
        const std::string_view word =
            name.starts_with('\'') && name.ends_with('\'') ? name.substr(1, name.size() - 2) : name;
        return name == "*" || word == "none" || word == "allow-duplicates";
    }
    static constexpr void check(std::string_view name) {
        using secure_headers::detail::refuse;
        if (name.empty()) refuse("Content-Security-Policy: the name of a Trusted Types policy must not be empty");
        if (is_keyword(name))
            refuse("Content-Security-Policy: no name; write TrustedTypesPolicy::any, none or allow_duplicates");
        if (!name_char.holds(name))
            refuse("Content-Security-Policy: a Trusted Types policy's name takes letters, digits and -#=_/@.% only");
    }

    secure_headers::detail::Text text_;
};
inline constexpr TrustedTypesPolicy TrustedTypesPolicy::none{Keyword{}, "'none'"sv};
inline constexpr TrustedTypesPolicy TrustedTypesPolicy::any{Keyword{}, "*"sv};
inline constexpr TrustedTypesPolicy TrustedTypesPolicy::allow_duplicates{Keyword{}, "'allow-duplicates'"sv};

/// Where browsers without the Reporting API send reports: https://, http:// of this machine, or a path of the site; a
/// literal is checked while compiling. CSP3, section 6.5.1.
class ReportUri {
public:
    template <std::size_t Size>
    consteval ReportUri(const char (&literal)[Size]) : text_{secure_headers::detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <secure_headers::detail::Unchecked Outside>
    ReportUri(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ReportUri(runtime uri) : text_{uri.text} { check(uri.text); }

    /// What the constructors do not refuse.
    static constexpr bool is_valid(std::string_view text) {
        return !text.empty() && uri_char.holds(text) && secure_headers::detail::takes_reports(text) &&
               secure_headers::detail::is_uri_reference(text);
    }

    constexpr std::string_view text() const { return text_; }

private:
    static constexpr auto uri_char =
        secure_headers::detail::alphanumeric + secure_headers::detail::CharSet{"-._~:/?#[]@!$&'()*+=%"};
    static constexpr void check(std::string_view uri) {
        using secure_headers::detail::refuse;
        if (uri.empty()) refuse("Content-Security-Policy: report-uri must not be empty");
        if (!uri_char.holds(uri))
            refuse("Content-Security-Policy: report-uri takes a URI; percent-encode spaces, ; , and what is not ASCII");
        if (!secure_headers::detail::takes_reports(uri))
            refuse("Content-Security-Policy: browsers report to https://, or to a /path of the site, only");
        if (!secure_headers::detail::is_uri_reference(uri))
            refuse("Content-Security-Policy: report-uri is https://host:port/path?query, and % begins an escape");
    }

    secure_headers::detail::Text text_;
};

}  // namespace secure_headers::csp
