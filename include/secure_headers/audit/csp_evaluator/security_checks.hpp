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
    List<std::string_view> seen;
    for (const std::string_view name : names) {
        const std::string_view governing = policy.effective_name(name);
        if (is_one_of(governing, seen)) continue;
        seen.push_back(governing);
        if (const Directive* const directive = policy.find(governing)) visit(*directive);
    }
}

inline constexpr std::string_view directives_causing_xss[]{"script-src", "script-src-attr", "script-src-elem",
                                                           "object-src", "base-uri"};

constexpr void check_script_unsafe_inline(const Policy& policy, Findings& out) {
    for_each_effective(policy, script_directives, [&out](const Directive& directive) {
        if (directive.has("'unsafe-inline'"))
            out.push_back({Type::script_unsafe_inline, Severity::high, directive.name, "'unsafe-inline'"});
        if (directive.has("'unsafe-hashes'"))
            out.push_back({Type::script_unsafe_hashes, Severity::medium_maybe, directive.name, "'unsafe-hashes'"});
    });
}

constexpr void check_script_unsafe_eval(const Policy& policy, Findings& out) {
    for_each_effective(policy, script_directives, [&out](const Directive& directive) {
        if (directive.has("'unsafe-eval'"))
            out.push_back({Type::script_unsafe_eval, Severity::medium_maybe, directive.name, "'unsafe-eval'"});
    });
}

constexpr void check_plain_url_schemes(const Policy& policy, Findings& out) {
    for_each_effective(policy, directives_causing_xss, [&out](const Directive& directive) {
        for (const std::string_view value : directive.values)
            if (value == "data:" || value == "http:" || value == "https:")
                out.push_back({Type::plain_url_schemes, Severity::high, directive.name, value});
    });
}

constexpr void check_wildcards(const Policy& policy, Findings& out) {
    for_each_effective(policy, directives_causing_xss, [&out](const Directive& directive) {
        for (const std::string_view value : directive.values)
            if (without_scheme(value) == "*")
                out.push_back({Type::plain_wildcard, Severity::high, directive.name, value});
    });
}

/// Looks for object-src, script-src and, where scripts are let in by nonce, base-uri.
constexpr void check_missing_directives(const Policy& policy, Findings& out) {
    const auto miss = [&out](std::string_view name) {
        out.push_back({Type::missing_directives, Severity::high, name, {}});
    };
    const Directive* const object_src = policy.effective("object-src");
    if (object_src == nullptr || object_src->values.empty()) miss("object-src");
    const Directive* const script_src = policy.effective("script-src");
    if (script_src == nullptr) return miss("script-src");
    const bool by_hash = script_src->has_hash() && script_src->has("'strict-dynamic'");
    if ((script_src->has_nonce() || by_hash) && !policy.has("base-uri")) miss("base-uri");
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

constexpr bool hosts_script_bypass(std::string_view source, bool allows_eval) {
    const SourceUrl url{source};
    if (!first_match(url, angular_table).host.empty()) return true;
    const KnownUrl jsonp = first_match(url, jsonp_table);
    return !jsonp.host.empty() && (allows_eval || !is_one_of(jsonp.host, jsonp_needs_eval));
}

constexpr void check_script_allowlist_bypass(const Policy& policy, Findings& out) {
    constexpr std::string_view names[]{"script-src", "script-src-elem"};
    for_each_effective(policy, names, [&out](const Directive& directive) {
        if (directive.has("'none'")) return;
        const bool allows_eval = directive.has("'unsafe-eval'");
        const auto report = [&](Severity severity, std::string_view value) {
            out.push_back({Type::script_allowlist_bypass, severity, directive.name, value});
        };
        for (const std::string_view value : directive.values) {
            if (value == "'self'") report(Severity::medium_maybe, value);
            if (value.starts_with('\'') || is_url_scheme(value) || !contains(value, '.')) continue;
            report(hosts_script_bypass(value, allows_eval) ? Severity::high : Severity::medium_maybe, value);
        }
    });
}

constexpr void check_flash_object_allowlist_bypass(const Policy& policy, Findings& out) {
    const Directive* const object_src = policy.effective("object-src");
    const Directive* const plugins = policy.find("plugin-types");
    if (object_src == nullptr || (plugins != nullptr && !plugins->has("application/x-shockwave-flash"))) return;
    if (object_src->has("'none'")) return;
    for (const std::string_view value : object_src->values) {
        const bool bypass = !first_match(SourceUrl{value}, flash_table).host.empty();
        if (!bypass && object_src->name != "object-src") continue;
        out.push_back(
            {Type::object_allowlist_bypass, bypass ? Severity::high : Severity::medium_maybe, object_src->name, value});
    }
}

constexpr void for_each_value(const Policy& policy, auto visit) {
    for (const Directive& directive : policy.directives)
        for (const std::string_view value : directive.values) visit(directive.name, value);
}

constexpr void check_ip_source(const Policy& policy, Findings& out) {
    for_each_value(policy, [&out](std::string_view directive, std::string_view value) {
        if (looks_like_ip_address(value)) out.push_back({Type::ip_source, Severity::info, directive, value});
    });
}

constexpr void check_nonce_length(const Policy& policy, Findings& out) {
    for_each_value(policy, [&out](std::string_view directive, std::string_view value) {
        const std::string_view nonce = quoted_after("'nonce-", value);
        if (nonce.empty()) return;
        if (javascript::length(nonce) < 8) out.push_back({Type::nonce_length, Severity::medium, directive, value});
        if (!is_strict_nonce(value)) out.push_back({Type::nonce_charset, Severity::info, directive, value});
    });
}

constexpr void check_src_http(const Policy& policy, Findings& out) {
    for_each_value(policy, [&out](std::string_view directive, std::string_view value) {
        if (value.starts_with("http://")) out.push_back({Type::src_http, Severity::medium, directive, value});
    });
}

constexpr void check_deprecated_directive(const Policy& policy, Findings& out) {
    for (const std::string_view name : Literals{"reflected-xss", "referrer", "disown-opener", "prefetch-src"})
        if (policy.has(name)) out.push_back({Type::deprecated_directive, Severity::info, name, {}});
}

/// In none of its lists: Lighthouse asks for it.
constexpr void check_has_configured_reporting(const Policy& policy, Findings& out) {
    const auto names_a_place = [&policy](std::string_view name) {
        const Directive* const directive = policy.find(name);
        return directive != nullptr && !directive->values.empty();
    };
    if (names_a_place("report-uri")) return;
    if (names_a_place("report-to"))
        out.push_back({Type::report_to_only, Severity::info, "report-to", {}});
    else
        out.push_back({Type::reporting_destination_missing, Severity::info, "report-uri", {}});
}

}  // namespace secure_headers::detail::csp_evaluator
