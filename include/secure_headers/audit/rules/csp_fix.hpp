// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/rules/fix_text.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/source_rules.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::audit_rules {

/// How to put a directive in place of the one that a policy has, in C++, for each directive; written while compiling.
/// Code in attributes has no host and no nonce.
class ReplacingFixes {
public:
    consteval explicit ReplacingFixes(std::string_view sources, std::string_view of_attributes = "sh::csp::none") {
        for (std::size_t i = 0; i < count; ++i)
            fixes_[i]
                .append("policy.replace(sh::csp::Directive::")
                .append_identifier(csp::name_of(static_cast<csp::Directive>(i)))
                .append(", {")
                .append(csp::detail::attributes.has(static_cast<csp::Directive>(i)) ? of_attributes : sources)
                .append("});");
    }

    constexpr std::string_view operator[](csp::Directive directive) const {
        return fixes_[static_cast<std::size_t>(directive)].view();
    }

private:
    static constexpr std::size_t count = static_cast<std::size_t>(csp::Directive::report_to) + 1;

    FixText fixes_[count]{};
};

inline constexpr ReplacingFixes replace_by_self{"sh::csp::self"}, replace_by_none{"sh::csp::none"},
    replace_by_scheme{"sh::csp::self, sh::csp::https"}, replace_by_host{"\"https://static.example.com\""},
    replace_by_nonce{"sh::csp::nonce, sh::csp::strict_dynamic"}, replace_by_style_nonce{"sh::csp::self, sh::csp::nonce"},
    replace_by_hash{"sh::csp::sha256(\"start()\")", "sh::csp::unsafe_hashes, sh::csp::sha256(\"start()\")"};

/// The C++ that mends a directive; empty for a rule's own.
using FixOf = std::string_view (*)(csp::Directive);

constexpr std::string_view of_rule(csp::Directive) { return {}; }

template <const ReplacingFixes& fixes>
constexpr std::string_view by(csp::Directive directive) {
    return csp::takes_sources(directive) ? fixes[directive] : std::string_view{};
}

/// What keeps injected scripts and styles out, by the directive that lets them in.
constexpr std::string_view closing_fix(csp::Directive directive) {
    using D = csp::Directive;
    switch (directive) {
        case D::script_src_attr:
        case D::style_src_attr:
            return replace_by_none[directive];
        case D::style_src:
        case D::style_src_elem:
            return replace_by_style_nonce[directive];
        case D::script_src:
        case D::script_src_elem:
            return replace_by_nonce[directive];
        default:
            return {};
    }
}

}  // namespace secure_headers::audit_rules
