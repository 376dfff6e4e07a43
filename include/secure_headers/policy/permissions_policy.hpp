// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/dictionary.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/feature.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Who may use a feature: the page itself, all, an origin such as `"https://*.example.com"`, or all origins of a scheme,
/// `"https:"`; a literal is checked while compiling. Permissions Policy, section 9.2.
class Allow {
public:
    static const Allow self;
    static const Allow any;  ///< Stands alone.

    /// Refuses what is no origin.
    template <std::size_t Size>
    consteval Allow(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    Allow(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr Allow(runtime origin) : text_{origin.text} { check(origin.text); }

    constexpr std::string_view text() const { return text_; }
    bool operator==(const Allow&) const = default;
    /// Whether it stands in quotes: an origin, or a scheme.
    constexpr bool is_origin() const { return text_ != self.text_ && text_ != any.text_; }

private:
    struct Word {};
    constexpr Allow(Word, std::string_view word) : text_{detail::Text::literal(word)} {}

    static constexpr void check(std::string_view text) {
        constexpr std::string_view words[]{"self"sv, "'self'"sv, "*"sv, "none"sv, "'none'"sv, "()"sv};
        for (const std::string_view word : words)
            if (text == word)
                detail::refuse("Permissions-Policy: this is no text here; write Allow::self, Allow::any or deny()");
        if (detail::is_scheme_source(text)) return;
        detail::check_host_and_port("Permissions-Policy", detail::behind_scheme("Permissions-Policy", text));
    }

    detail::Text text_;
};
inline constexpr Allow Allow::self{Word{}, "self"sv};
inline constexpr Allow Allow::any{Word{}, "*"sv};

/// Says which features the page and its frames may use; each feature once, in the order given. Permissions Policy,
/// section 5.
class [[nodiscard]] PermissionsPolicy {
public:
    static constexpr std::string_view name = "Permissions-Policy"sv;

    constexpr PermissionsPolicy() = default;

    /// Takes over what a parser has checked.
    constexpr explicit PermissionsPolicy(detail::Dictionary checked) : members_{std::move(checked)} {}

    /// Puts a feature in that nobody may use.
    constexpr PermissionsPolicy& deny(const Feature& feature) & {
        return insert(feature, detail::Text::literal("=()"));
    }
    constexpr PermissionsPolicy deny(const Feature& feature) && { return std::move(deny(feature)); }

    /// Puts features in that nobody may use, all or none of them.
    constexpr PermissionsPolicy& deny(std::initializer_list<Feature> features) & {
        PermissionsPolicy changed{*this};
        for (const Feature& feature : features) changed.deny(feature);
        return *this = std::move(changed);
    }
    constexpr PermissionsPolicy deny(std::initializer_list<Feature> features) && { return std::move(deny(features)); }

    /// Puts a feature in that these may use; refuses nobody, the same twice, and `any` beside others.
    constexpr PermissionsPolicy& allow(const Feature& feature, detail::Items<Allow> allowed) & {
        return insert(feature, allowlist(allowed));
    }
    constexpr PermissionsPolicy allow(const Feature& feature, detail::Items<Allow> allowed) && {
        return std::move(allow(feature, allowed));
    }

    /// Puts a feature in that these may use, in place of those whom the policy may let or deny it; its report_to stays.
    constexpr PermissionsPolicy& replace(const Feature& feature, detail::Items<Allow> allowed) & {
        members_.replace(feature.name(), allowlist(allowed));
        return *this;
    }
    constexpr PermissionsPolicy replace(const Feature& feature, detail::Items<Allow> allowed) && {
        return std::move(replace(feature, allowed));
    }

    /// Sends reports about a feature of the policy to an endpoint that the set's Reporting-Endpoints declares.
    constexpr PermissionsPolicy& report_to(const Feature& feature, const EndpointName& endpoint) & {
        members_.report_to(name, feature.name(), endpoint);
        return *this;
    }
    constexpr PermissionsPolicy report_to(const Feature& feature, const EndpointName& endpoint) && {
        return std::move(report_to(feature, endpoint));
    }

    /// Takes a feature out, if the policy has it.
    constexpr PermissionsPolicy& remove(const Feature& feature) & {
        members_.remove(feature.name());
        return *this;
    }
    constexpr PermissionsPolicy remove(const Feature& feature) && { return std::move(remove(feature)); }

    constexpr void write_to(FieldWriter& out) const { members_.write_to(out, name); }

private:
    constexpr PermissionsPolicy& insert(const Feature& feature, detail::Text allowed) {
        if (members_.has(feature.name()))
            detail::refuse(name, feature.name(), "is there already; use replace(feature, allowed), or remove it");
        members_.insert(name, feature.name(), std::move(allowed));
        return *this;
    }

    static constexpr detail::Text allowlist(const detail::Items<Allow>& allowed) {
        if (allowed.size() == 0)
            detail::refuse("Permissions-Policy: allow needs somebody; to allow nobody write deny(feature)");
        if (allowed.size() == 1 && *allowed.begin() == Allow::any) return detail::Text::literal("=*");
        detail::Text text{"=("};
        for (const Allow* one = allowed.begin(); one != allowed.end(); ++one) {
            if (*one == Allow::any) detail::refuse("Permissions-Policy: Allow::any stands alone");
            for (const Allow* other = allowed.begin(); other != one; ++other)
                if (*one == *other) detail::refuse("Permissions-Policy: a feature is allowed to the same twice");
            text.append(one == allowed.begin() ? "" : " ");
            if (one->is_origin())
                detail::sf::string(text, name, one->text());
            else
                detail::sf::token(text, name, one->text());
        }
        text.append(")");
        return text;
    }

    detail::Dictionary members_{};
};

}  // namespace secure_headers
