// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/feature.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/origin.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// Who may use a feature by Feature-Policy: a word, or an origin that as a literal is checked while compiling.
class FeaturePolicyMember {
public:
    struct Word {
        std::string_view text;
    };

    constexpr FeaturePolicyMember(Word word) : text_{Text::literal(word.text)} {}
    template <std::size_t Size>
    consteval FeaturePolicyMember(const char (&origin)[Size]) : text_{Text::literal(origin)} {
        static_cast<void>(Origin{runtime{{origin, Size - 1}}});
    }
    constexpr FeaturePolicyMember(runtime origin) : text_{Origin{origin}.text()} {}

    constexpr std::string_view text() const { return text_; }

private:
    Text text_;
};

/// A feature, and who may use it with a space before each.
struct FeatureDirective {
    Text feature{};
    Text allowed{};
};

}  // namespace detail

/// Says which features a page may use, to browsers of before 2021. Feature Policy of 2019-04-16, section 6.1.
class [[deprecated("Feature-Policy: browsers read Permissions-Policy now; use PermissionsPolicy")]] FeaturePolicy {
public:
    static constexpr std::string_view name = "Feature-Policy"sv;
    static constexpr detail::FeaturePolicyMember::Word self{"'self'"sv};
    static constexpr detail::FeaturePolicyMember::Word any{"*"sv};  ///< Stands alone.

    constexpr FeaturePolicy() = default;

    /// Takes over what a parser has checked.
    constexpr explicit FeaturePolicy(detail::List<detail::FeatureDirective> checked)
        : directives_{std::move(checked)} {}

    /// Denies these features; refuses none, and the same twice.
    constexpr FeaturePolicy(std::initializer_list<Feature> denied) {
        if (denied.size() == 0) detail::refuse("Feature-Policy: needs a feature");
        for (const Feature& feature : denied) insert(feature, detail::Text::literal(" 'none'"));
    }

    /// Lets these use a feature; refuses nobody, the same twice, and `any` beside others.
    constexpr FeaturePolicy& allow(const Feature& feature, std::initializer_list<detail::FeaturePolicyMember> allowed)& {
        if (allowed.size() == 0) detail::refuse("Feature-Policy: allow needs somebody; deny by FeaturePolicy{feature}");
        detail::Text members;
        for (auto one = allowed.begin(); one != allowed.end(); ++one) {
            if (one->text() == any.text && allowed.size() > 1) detail::refuse("Feature-Policy: any stands alone");
            for (auto other = allowed.begin(); other != one; ++other)
                if (one->text() == other->text()) detail::refuse("Feature-Policy: a feature has the same origin twice");
            members.append(" ").append(one->text());
        }
        return insert(feature, std::move(members));
    }
    constexpr FeaturePolicy allow(const Feature& feature, std::initializer_list<detail::FeaturePolicyMember> allowed)&& {
        return std::move(allow(feature, allowed));
    }

    constexpr void write_to(FieldWriter & out) const {
        for (const detail::FeatureDirective& directive : directives_)
            out.append(&directive == directives_.begin() ? "" : "; ").append(directive.feature).append(directive.allowed);
    }

private:
    constexpr FeaturePolicy& insert(const Feature& feature, detail::Text allowed) {
        for (const detail::FeatureDirective& known : directives_)
            if (known.feature.view() == feature.name()) detail::refuse("Feature-Policy: has the same feature twice");
        directives_.push_back({detail::Text{feature.name()}, std::move(allowed)});
        return *this;
    }

    detail::List<detail::FeatureDirective> directives_{};
};

}  // namespace secure_headers
