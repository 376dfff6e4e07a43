// SPDX-License-Identifier: MIT
// CSP Evaluator's checks for ways around a policy, in the order of its default list.
#pragma once

#include <secure_headers/audit/csp_evaluator/angular_urls.hpp>
#include <secure_headers/audit/csp_evaluator/effective.hpp>
#include <secure_headers/audit/csp_evaluator/finding.hpp>
#include <secure_headers/audit/csp_evaluator/flash_urls.hpp>
#include <secure_headers/audit/csp_evaluator/jsonp_urls.hpp>
#include <secure_headers/audit/csp_evaluator/known_url.hpp>
#include <secure_headers/audit/csp_evaluator/policy.hpp>
#include <secure_headers/audit/csp_evaluator/url.hpp>
#include <secure_headers/audit/csp_evaluator/words.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers::detail::csp_evaluator {

using Type = CspEvaluatorType;
using Severity = CspEvaluatorSeverity;

/// Visits the directives that govern `names`, each once.
constexpr void for_each_effective(const Policy& policy, const auto& names, auto visit) {
    Names seen;
    for (const Name name : names) {
        const Name governing = policy.effective_name(name);
        if (seen.has(governing)) continue;
        seen.add(governing);
        if (const Directive* const directive = policy.find(governing)) visit(*directive);
    }
}

inline constexpr Name directives_causing_xss[]{Name::script_src, Name::script_src_attr, Name::script_src_elem,
                                               Name::object_src, Name::base_uri};

constexpr void check_script_unsafe_inline(const Policy& policy, Findings& out) {
    for_each_effective(policy, script_directives, [&out](const Directive& directive) {
        if (directive.has(Kind::unsafe_inline))
            out.push_back({Type::script_unsafe_inline, Severity::high, directive.name, "'unsafe-inline'"});
        if (directive.has(Kind::unsafe_hashes))
            out.push_back({Type::script_unsafe_hashes, Severity::medium_maybe, directive.name, "'unsafe-hashes'"});
    });
}

constexpr void check_script_unsafe_eval(const Policy& policy, Findings& out) {
    for_each_effective(policy, script_directives, [&out](const Directive& directive) {
        if (directive.has(Kind::unsafe_eval))
            out.push_back({Type::script_unsafe_eval, Severity::medium_maybe, directive.name, "'unsafe-eval'"});
    });
}

constexpr void check_plain_url_schemes(const Policy& policy, Findings& out) {
    if (!policy.kinds.has(Kind::scheme)) return;
    for_each_effective(policy, directives_causing_xss, [&out](const Directive& directive) {
        for (const std::string_view value : directive.values)
            if (value == "data:" || value == "http:" || value == "https:")
                out.push_back({Type::plain_url_schemes, Severity::high, directive.name, value});
    });
}

constexpr void check_wildcards(const Policy& policy, Findings& out) {
    for_each_effective(policy, directives_causing_xss, [&out](const Directive& directive) {
        for (const std::string_view value : directive.values)
            if (value.back() == '*' && without_scheme(value) == "*")
                out.push_back({Type::plain_wildcard, Severity::high, directive.name, value});
    });
}

/// Looks for object-src, script-src and, where scripts are let in by nonce, base-uri.
constexpr void check_missing_directives(const Policy& policy, Findings& out) {
    const auto miss = [&out](Name name) {
        out.push_back({Type::missing_directives, Severity::high, text_of(name), {}});
    };
    const Directive* const object_src = policy.effective(Name::object_src);
    if (object_src == nullptr || object_src->values.empty()) miss(Name::object_src);
    const Directive* const script_src = policy.effective(Name::script_src);
    if (script_src == nullptr) return miss(Name::script_src);
    const bool by_hash = script_src->has_hash() && script_src->has(Kind::strict_dynamic);
    if ((script_src->has_nonce() || by_hash) && !policy.has(Name::base_uri)) miss(Name::base_uri);
}

/// The first URL of the list that the source allows, or one without a host.
constexpr KnownUrl first_match(const SourceUrl& source, const auto& urls) {
    if (!source.has_any_subdomain())
        return urls.find(source.host(), [&source](const KnownUrl& url) { return source.matches(url); });
    for (const KnownUrl& url : urls)
        if (source.matches(url)) return url;
    return {};
}

inline constexpr UrlTable angular_table{angular_urls};
inline constexpr UrlTable jsonp_table{jsonp_urls};
inline constexpr UrlTable flash_table{flash_urls};

constexpr bool needs_eval(std::string_view host) {
    for (const std::string_view each : jsonp_needs_eval)
        if (each == host) return true;
    return false;
}

constexpr bool hosts_script_bypass(std::string_view source, bool allows_eval) {
    const SourceUrl url{source};
    if (!first_match(url, angular_table).host.empty()) return true;
    const KnownUrl jsonp = first_match(url, jsonp_table);
    return !jsonp.host.empty() && (allows_eval || !needs_eval(jsonp.host));
}

constexpr void check_script_allowlist_bypass(const Policy& policy, Findings& out) {
    constexpr Name names[]{Name::script_src, Name::script_src_elem};
    for_each_effective(policy, names, [&out](const Directive& directive) {
        if (directive.has(Kind::none)) return;
        const bool allows_eval = directive.has(Kind::unsafe_eval);
        const auto report = [&](Severity severity, std::string_view value) {
            out.push_back({Type::script_allowlist_bypass, severity, directive.name, value});
        };
        for (const Value& value : directive.values) {
            if (value.kinds.has(Kind::self)) report(Severity::medium_maybe, value);
            if (value.kinds.has_any({Kind::quoted, Kind::scheme}) || !value.kinds.has(Kind::dot)) continue;
            report(hosts_script_bypass(value, allows_eval) ? Severity::high : Severity::medium_maybe, value);
        }
    });
}

constexpr void check_flash_object_allowlist_bypass(const Policy& policy, Findings& out) {
    const Directive* const object_src = policy.effective(Name::object_src);
    const Directive* const plugins = policy.find(Name::plugin_types);
    if (object_src == nullptr || (plugins != nullptr && !plugins->has("application/x-shockwave-flash"))) return;
    if (object_src->has(Kind::none)) return;
    for (const Value& value : object_src->values) {
        const bool may_be_host = value.kinds.has(Kind::dot) || contains(value, '%');
        const bool bypass = may_be_host && !first_match(SourceUrl{value}, flash_table).host.empty();
        if (!bypass && object_src->known != Name::object_src) continue;
        out.push_back(
            {Type::object_allowlist_bypass, bypass ? Severity::high : Severity::medium_maybe, object_src->name, value});
    }
}

constexpr void for_each_value(const Policy& policy, auto visit) {
    for (const Directive& directive : policy.directives)
        for (const Value& value : directive.values) visit(directive.name, value);
}

constexpr void check_ip_source(const Policy& policy, Findings& out) {
    for_each_value(policy, [&out](std::string_view directive, const Value& value) {
        constexpr Kinds others{Kind::self, Kind::none, Kind::unsafe_inline, Kind::nonce, Kind::hash, Kind::scheme};
        if (!value.kinds.has_any(others) && looks_like_ip_address(value))
            out.push_back({Type::ip_source, Severity::info, directive, value});
    });
}

constexpr void check_nonce_length(const Policy& policy, Findings& out) {
    if (!policy.kinds.has(Kind::any_nonce)) return;
    for_each_value(policy, [&out](std::string_view directive, const Value& value) {
        if (!value.kinds.has(Kind::any_nonce)) return;
        const std::string_view nonce = quoted_after("'nonce-", value);
        if (javascript::length(nonce) < 8) out.push_back({Type::nonce_length, Severity::medium, directive, value});
        if (!value.kinds.has(Kind::nonce)) out.push_back({Type::nonce_charset, Severity::info, directive, value});
    });
}

constexpr void check_src_http(const Policy& policy, Findings& out) {
    for_each_value(policy, [&out](std::string_view directive, std::string_view value) {
        if (value.starts_with("http://")) out.push_back({Type::src_http, Severity::medium, directive, value});
    });
}

constexpr void check_deprecated_directive(const Policy& policy, Findings& out) {
    for (const Name name : {Name::reflected_xss, Name::referrer, Name::disown_opener, Name::prefetch_src})
        if (policy.has(name)) out.push_back({Type::deprecated_directive, Severity::info, text_of(name), {}});
}

/// In none of its lists: Lighthouse asks for it.
constexpr void check_has_configured_reporting(const Policy& policy, Findings& out) {
    const auto names_a_place = [&policy](Name name) {
        const Directive* const directive = policy.find(name);
        return directive != nullptr && !directive->values.empty();
    };
    if (names_a_place(Name::report_uri)) return;
    if (names_a_place(Name::report_to))
        out.push_back({Type::report_to_only, Severity::info, "report-to", {}});
    else
        out.push_back({Type::reporting_destination_missing, Severity::info, "report-uri", {}});
}

}  // namespace secure_headers::detail::csp_evaluator
