// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/x_frame_options.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// Who may frame the page: frame-ancestors of the Content-Security-Policy, else X-Frame-Options. HTML, section 7.6.
namespace secure_headers::audit_rules {

namespace framing {

inline constexpr std::string_view fix = replace_by_none[csp::Directive::frame_ancestors];
inline constexpr std::string_view deny_fix = "headers.set(sh::XFrameOptions::deny);",
                                  same_origin_fix = "headers.set(sh::XFrameOptions::same_origin);",
                                  remove_fix = "headers.remove(\"X-Frame-Options\");";

/// The frame-ancestors of the first policy that has some, or null.
constexpr const csp::ParsedDirective* ancestors(const Response& r) {
    for (const csp::ParsedPolicy& policy : r.csp())
        if (const auto* found = policy.find(csp::Directive::frame_ancestors); found != nullptr) return found;
    return nullptr;
}

/// The source that lets anybody frame the page in spite of every policy.
constexpr csp_rules::Weakness anybody(const Response& r) {
    return csp_rules::Together{r.csp()}.first(csp::Directive::frame_ancestors, csp_rules::is_wide);
}

constexpr bool has_options(const Response& r) { return r.has(Header::x_frame_options); }

/// Whether the letters are those of SAMEORIGIN and of nothing else, as in `SAMEORIGIN;`, `"SAMEORIGIN"` and `Same-Origin`.
constexpr bool is_misspelt_same_origin(std::string_view options) {
    constexpr std::string_view meant = "sameorigin";
    std::size_t count = 0;
    for (const char c : options) {
        if (!detail::is_alpha(c)) continue;
        if (detail::to_lower(c) != meant[count % meant.size()]) return false;
        ++count;
    }
    return count != 0 && count % meant.size() == 0;
}

/// Whether X-Frame-Options means SAMEORIGIN, if not in words that browsers know.
constexpr bool is_same_origin(const Response& r) {
    if (!has_options(r)) return false;
    const parse::Framing by_options = r.frame_options().framing;
    return by_options == parse::Framing::same_origin ||
           (by_options == parse::Framing::anyone && is_misspelt_same_origin(r.value(Header::x_frame_options)));
}

/// The list without the sources that let anybody in; where nothing else is there, what X-Frame-Options says.
constexpr Rewriting without_anybody(const Response& r, const csp::ParsedDirective& list) {
    Rewriting how{&list, csp::Directive::frame_ancestors, csp_rules::is_wide};
    if (is_same_origin(r)) how.first = "sh::csp::self";
    return how;
}

/// What the frame-ancestors of all policies mean together in the words of X-Frame-Options; `anyone` if others than the
/// site itself may frame the page.
constexpr parse::Framing by_policies(const Response& r) {
    constexpr csp::Directive ancestors = csp::Directive::frame_ancestors;
    const auto is_self = [](const csp::ParsedToken& token) { return token.is("'self'"); };
    const auto is_other = [](const csp::ParsedToken& token) {
        return csp::detail::is_url_source(token) && !token.is("'self'");
    };
    if (csp_rules::Together{r.csp()}.first(ancestors, is_other).found) return parse::Framing::anyone;
    const bool by_itself = csp_rules::Together{r.csp()}.first(ancestors, is_self).found;
    return by_itself ? parse::Framing::same_origin : parse::Framing::nobody;
}

/// Whether the site itself may frame the page if it is the one that some policy names, which nothing here tells.
constexpr bool may_name_itself(const Response& r) {
    bool by_itself = false;
    for (const csp::ParsedPolicy& policy : r.csp()) {
        const auto* const list = policy.find(csp::Directive::frame_ancestors);
        if (list == nullptr) continue;
        if (!list->has("'self'") && !list->has(csp::SourceKind::host)) return false;
        by_itself = by_itself || list->has("'self'");
    }
    return by_itself;
}

/// Whether X-Frame-Options says otherwise than the policies.
constexpr bool is_against_policies(const Response& r) {
    const parse::Framing by_options = r.frame_options().framing, framing = by_policies(r);
    if (by_options == parse::Framing::anyone || by_options == framing) return false;
    return by_options != parse::Framing::same_origin || framing != parse::Framing::nobody || !may_name_itself(r);
}

/// What X-Frame-Options says beside the policies, once those of a page let not anybody in; which others may frame the
/// page it has no words for.
constexpr std::string_view options_fix(const Response& r) {
    parse::Framing framing = by_policies(r);
    if (const auto wide = anybody(r); wide.found && r.is_page()) {
        const bool others = csp_rules::first(*wide.list, [](const csp::ParsedToken& token) {
                                return !csp_rules::is_wide(token) && token.kind != csp::SourceKind::unknown;
                            }) != nullptr;
        framing = others              ? parse::Framing::anyone
                  : is_same_origin(r) ? parse::Framing::same_origin
                                      : parse::Framing::nobody;
    }
    return framing == parse::Framing::nobody        ? deny_fix
           : framing == parse::Framing::same_origin ? same_origin_fix
                                                    : remove_fix;
}

/// The site that an ALLOW-FROM of X-Frame-Options names, if frame-ancestors can name it.
constexpr std::string_view allowed_site(std::string_view options) {
    constexpr std::string_view allow_from = "ALLOW-FROM";
    if (!detail::istarts_with(options, allow_from)) return {};
    std::string_view site = detail::trimmed(options.substr(allow_from.size()), 0).text;
    if (site.ends_with('/')) site.remove_suffix(1);
    const bool is_origin = site.find("://") != std::string_view::npos &&
                           csp::detail::find_path(site) == std::string_view::npos &&
                           csp::detail::find_query(site) == std::string_view::npos;
    return is_origin && csp::detail::is_host_source(site) ? site : std::string_view{};
}

/// C++ that sets a policy with the frame-ancestors that X-Frame-Options means, and an X-Frame-Options that browsers do
/// not understand so that they do, or takes it out if it has no words for that.
constexpr detail::Text by_ancestors(const Response& r, std::string_view policy) {
    const std::string_view site = allowed_site(r.value(Header::x_frame_options));
    const bool by_itself = is_same_origin(r);
    detail::Text code{"headers.set("};
    code.append(policy).append(".replace(sh::csp::Directive::frame_ancestors, {");
    if (by_itself || site.empty())
        code.append(by_itself ? "sh::csp::self" : "sh::csp::none");
    else
        code.append("\"").append(site).append("\"");
    code.append("}))");
    if (r.frame_options().framing != parse::Framing::anyone) return std::move(code.append(";"));
    const std::string_view options = by_itself      ? ".set(sh::XFrameOptions::same_origin);"
                                     : site.empty() ? ".set(sh::XFrameOptions::deny);"
                                                    : ".remove(\"X-Frame-Options\");";
    return std::move(code.append(options));
}

}  // namespace framing

inline constexpr Rule framing_rules[]{
    {.id = "framing-unprotected",
     .severity = Severity::high,
     .header = "Content-Security-Policy",
     .message = "Any site may show this page in a frame and make users click what they do not see.",
     .fix = framing::fix,
     .references = {"OWASP Secure Headers: X-Frame-Options", "ASVS 5.0: 3.4.6", "CWE-1021", "CSP3, section 6.4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (r.is_page() && framing::ancestors(r) == nullptr && !framing::has_options(r)) n.add();
         },
     .observatory = {"x-frame-options-not-implemented"}},
    {.id = "framing-by-anybody",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .header = "Content-Security-Policy",
     .message = "This source of frame-ancestors lets any site show the page in a frame, whatever X-Frame-Options says.",
     .fix = framing::fix,
     .references = {"ASVS 5.0: 3.4.6", "CWE-1021", "CSP3, section 6.4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.is_page()) return;
             if (const auto wide = framing::anybody(r); wide.found)
                 n.add_mended(wide.text, wide.offset, {}, written(framing::without_anybody(r, *wide.list)).code);
         }},
    {.id = "x-frame-options-ignored",
     .severity = Severity::high,
     .needs = Header::x_frame_options,
     .header = "X-Frame-Options",
     .message = "Browsers do not understand this value and let any site show the page in a frame.",
     .fix = framing::fix,
     .references = {"ASVS 5.0: 3.4.6", "CWE-1021", "HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.is_page() || !framing::has_options(r) || framing::ancestors(r) != nullptr) return;
             if (r.frame_options().framing == parse::Framing::anyone)
                 n.add_mended(r.value(Header::x_frame_options), 0, {}, framing::by_ancestors(r, "policy"));
         },
     .observatory = {"x-frame-options-header-invalid", "x-frame-options-allow-from-origin"}},
    {.id = "x-frame-options-unknown",
     .severity = Severity::low,
     .needs = Header::x_frame_options,
     .header = "X-Frame-Options",
     .message = "Browsers do not understand this value; frame-ancestors of the Content-Security-Policy decides.",
     .fix = framing::deny_fix,
     .references = {"HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!framing::has_options(r) || framing::ancestors(r) == nullptr) return;
             if (r.frame_options().framing == parse::Framing::anyone)
                 n.add(r.value(Header::x_frame_options), 0, {}, framing::options_fix(r));
         },
     .observatory = {"x-frame-options-header-invalid"}},
    {.id = "x-frame-options-contradiction",
     .severity = Severity::medium,
     .needs = Header::x_frame_options,
     .header = "X-Frame-Options",
     .message = "The values contradict each other; browsers then let nobody frame the page, older ones take either.",
     .fix = framing::deny_fix,
     .references = {"CWE-1021", "HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (framing::has_options(r) && r.frame_options().contradicts_itself)
                 n.add(r.value(Header::x_frame_options));
         },
     .observatory = {"x-frame-options-header-invalid"}},
    {.id = "x-frame-options-repeated",
     .severity = Severity::info,
     .needs = Header::x_frame_options,
     .header = "X-Frame-Options",
     .message = "The header says the same several times.",
     .fix = framing::deny_fix,
     .references = {"HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!framing::has_options(r)) return;
             const parse::XFrameOptions& options = r.frame_options();
             const bool by_itself = options.framing == parse::Framing::same_origin;
             if (options.framing == parse::Framing::anyone) return;  // what is no value is worse than that
             if (options.is_repeated && !options.contradicts_itself)
                 n.add(r.value(Header::x_frame_options), 0, {}, by_itself ? framing::same_origin_fix : framing::deny_fix);
         }},
    {.id = "framing-by-x-frame-options-only",
     .severity = Severity::low,
     .needs = Header::x_frame_options,
     .header = "Content-Security-Policy",
     .message = "X-Frame-Options alone keeps the page out of frames; ASVS asks for its successor, frame-ancestors.",
     .fix = framing::fix,
     .references = {"ASVS 5.0: 3.4.6", "CSP3, section 6.4.2"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.is_page() || !framing::has_options(r) || framing::ancestors(r) != nullptr) return;
             const bool by_itself = r.frame_options().framing == parse::Framing::same_origin;
             const auto& fixes = by_itself ? replace_by_self : replace_by_none;
             if (r.frame_options().framing != parse::Framing::anyone)
                 n.add({}, 0, {}, fixes[csp::Directive::frame_ancestors]);
         },
     .observatory = {"x-frame-options-sameorigin-or-deny"}},
    {.id = "x-frame-options-against-frame-ancestors",
     .severity = Severity::low,
     .needs = Header::x_frame_options,
     .header = "X-Frame-Options",
     .message = "This says otherwise than frame-ancestors, which browsers obey; only old ones obey this.",
     .fix = framing::deny_fix,
     .references = {"CSP3, section 6.4.2", "HTML, section 7.6.1"},
     .check =
         [](const Response& r, Notes& n) {
             if (!framing::has_options(r) || framing::ancestors(r) == nullptr || n.has("framing-by-anybody")) return;
             if (framing::is_against_policies(r))
                 n.add(r.value(Header::x_frame_options), 0, {}, framing::options_fix(r));
         }},
};

}  // namespace secure_headers::audit_rules
