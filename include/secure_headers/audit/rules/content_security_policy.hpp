// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_nonce_fix.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/audit/rules/framing.hpp>
#include <secure_headers/audit/rules/reporting_fix.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/x_frame_options.hpp>

#include <initializer_list>
#include <string_view>
#include <utility>

// What the enforced policies together let through. A weakness counts only if no policy keeps it out. CSP3.
namespace secure_headers::audit_rules {

namespace csp_rules {

inline constexpr std::string_view name = "Content-Security-Policy";
inline constexpr std::string_view fix =
    "headers.set(sh::presets::recommended_content_security_policy());"
    "  // to be tried as Content-Security-Policy-Report-Only first";
inline constexpr std::string_view remark = "  // to be tried as Content-Security-Policy-Report-Only first";
inline constexpr std::string_view nonce_fix = replace_by_nonce[D::script_src];
inline constexpr std::string_view enforced_beside =
    "headers.add(sh::ContentSecurityPolicy{report_only});"
    "  // browsers obey both; and audit that: what is enforced has findings of its own";

constexpr bool is_unsafe_inline(const ParsedToken& token) { return token.traits.has(Trait::unsafe_inline); }
constexpr bool is_data_or_blob(const ParsedToken& token) { return is_data(token) || is_blob(token); }
constexpr bool is_open_to_scripts(const ParsedToken& token) {
    return is_unsafe_inline(token) || is_wide(token) || is_data_or_blob(token);
}
constexpr bool is_open_or_bypass(const ParsedToken& token) {
    return is_open_to_scripts(token) || is_bypass(token, true);
}
constexpr bool is_unsafe_eval(const ParsedToken& token) { return token.traits.has(Trait::unsafe_eval); }
constexpr bool is_unsafe_hashes(const ParsedToken& token) { return token.traits.has(Trait::unsafe_hashes); }

/// The directive of its own that scripts or styles get where default-src decides over them.
constexpr D own_directive(const ParsedDirective& list, D own) {
    return list.is(D::default_src) ? own : *list.directive;
}

constexpr Rewriting by_nonce(const ParsedDirective& list) {
    if (list.is(D::script_src_attr)) return {&list, D::script_src_attr, is_open_to_scripts};
    return {&list, own_directive(list, D::script_src), is_open_to_scripts, "sh::csp::nonce", "sh::csp::strict_dynamic"};
}
/// The same without hosts that answer with whatever is asked for.
constexpr Rewriting without_bypass(const ParsedDirective& list) {
    Rewriting how = by_nonce(list);
    how.goes = is_open_or_bypass;
    return how;
}
constexpr Rewriting by_style_nonce(const ParsedDirective& list) {
    if (list.is(D::style_src_attr)) return {&list, D::style_src_attr, is_unsafe_inline};
    return {&list, own_directive(list, D::style_src), is_unsafe_inline, "sh::csp::nonce"};
}
constexpr Rewriting without_eval(const ParsedDirective& list) {
    return {&list, own_directive(list, D::script_src), is_unsafe_eval};
}
constexpr Rewriting without_unsafe_hashes(const ParsedDirective& list) {
    return {&list, own_directive(list, D::script_src), is_unsafe_hashes};
}
constexpr Rewriting without_blob(const ParsedDirective& list) {
    return {&list, own_directive(list, D::script_src), is_data_or_blob};
}
constexpr Rewriting without_wide(const ParsedDirective& list) { return {&list, *list.directive, is_wide}; }
constexpr Rewriting by_self(const ParsedDirective& list) { return {&list, *list.directive, is_wide, "sh::csp::self"}; }
/// Nothing that frames a page.
constexpr bool is_for_sockets(const ParsedToken& token) { return token.traits.has_any({Trait::ws, Trait::wss}); }
constexpr Rewriting by_https(const ParsedDirective& list) {
    Rewriting how{&list, *list.directive, is_for_sockets};
    how.upgraded = is_plain_http;
    return how;
}
constexpr Rewriting put_right(const ParsedDirective& list) { return {&list, *list.directive}; }

/// Leaves it to the rule's own fix.
constexpr Rewriting by_rule(const ParsedDirective&) { return {}; }

/// With the rule's own fix, or where a list of sources shows the weakness, with that list written anew.
constexpr void note_one(const Response& r, Notes& n, const Weakness& weakness, MendOf mend_of) {
    if (weakness.list == nullptr || !weakness.list->directive) return n.add(weakness.text, weakness.offset);
    Rewriting how = mend_of(*weakness.list);
    if (how.list == nullptr) return n.add(weakness.text, weakness.offset);
    n.add_rewritten(weakness.text, weakness.offset, *how.list, how.directive, mend_of, [&] {
        const Rewritings earlier{n, *how.list, how.directive};
        how.earlier = earlier.last();
        return with_needs(r, Header::content_security_policy, written(how));
    });
}

constexpr void note(const Response& r, Notes& n, const Weaknesses& weaknesses, MendOf mend_of = by_rule) {
    for (const Weakness& weakness : weaknesses) note_one(r, n, weakness, mend_of);
}

/// The policy of a page that has none, and may be framed by whom X-Frame-Options says.
constexpr detail::Text whole_policy(const Response& r) {
    if (r.frame_options().framing == parse::Framing::nobody || !framing::has_options(r)) return {};
    detail::Text code = framing::by_ancestors(r, "sh::presets::recommended_content_security_policy()");
    return std::move(code.append(remark));
}

/// Notes that no policy limits what a page loads and runs.
constexpr void note_missing(const Response& r, Notes& n) {
    constexpr std::string_view of_policy =
        "policy.replace(sh::csp::Directive::default_src, {sh::csp::self})"
        ".replace(sh::csp::Directive::object_src, {sh::csp::none})"
        ".replace(sh::csp::Directive::base_uri, {sh::csp::none})"
        ".replace(sh::csp::Directive::form_action, {sh::csp::self});"
        "  // to be tried as Content-Security-Policy-Report-Only first";
    if (!r.is_page() || !r.csp_limits_nothing() || !r.csp_report_only_limits_nothing()) return;
    if (r.csp().empty()) return n.add_mended({}, 0, {}, whole_policy(r));
    n.add({}, r.csp()[0].offset, {}, of_policy);
}

/// Notes that a policy that limits something is there, and report-only.
constexpr void note_report_only(const Response& r, Notes& n) {
    constexpr std::string_view message =
        "The only policy that limits what injected markup can load and run is a report-only one, which keeps nothing out.";
    if (!r.is_page() || !r.csp_limits_nothing() || r.csp_report_only_limits_nothing()) return;
    if (r.csp().empty() && !has_limit(r.csp_report_only())) {  // of which nothing is left without what browsers skip
        detail::Text code = whole_policy(r);
        if (code.empty()) code = detail::Text::literal(fix);
        return n.add_mended({}, 0, {}, std::move(code));
    }
    if (r.csp().empty()) return n.add();
    n.add({}, r.csp()[0].offset, {}, enforced_beside, message);
}

/// Notes what all enforced policies of a page together do not keep out. Where they limit nothing, that is one finding,
/// and what they lack is none.
template <class Find>
constexpr void note_together(const Response& r, Notes& n, Find find, MendOf mend_of = by_rule) {
    if (r.csp().empty() || !r.is_page()) return;
    const Weaknesses found = find(r.csp());
    for (const Weakness& weakness : found)
        if (!weakness.text.empty() || !r.csp_limits_nothing()) note_one(r, n, weakness, mend_of);
}

/// The same for scripts, which a sandbox without them makes up for.
template <class Find>
constexpr void note_scripts(const Response& r, Notes& n, Find find, MendOf mend_of = by_nonce) {
    if (!is_sandboxed(r.csp())) note_together(r, n, find, mend_of);
}

/// Notes that scripts are allowed by host, unless that one of the hosts is a known bypass is noted already.
constexpr void note_hosts(const Response& r, Notes& n) {
    if (!n.has("csp-script-bypass")) note_scripts(r, n, script_hosts);
}

/// Notes that eval is allowed, by a keyword or for want of a directive.
constexpr void note_eval(const Response& r, Notes& n) {
    constexpr std::string_view own_fix = replace_by_self[D::script_src],
                               message =
                                   "Neither script-src nor default-src is there, which alone say whether scripts may "
                                   "turn text, injected text too, into code, and which workers may run.";
    if (r.csp().empty() || !r.is_page() || is_sandboxed(r.csp())) return;
    const Weakness weakness = script_unsafe_eval(r.csp());
    if (weakness.found && weakness.list == nullptr) return n.add({}, weakness.offset, {}, own_fix, message);
    note(r, n, weakness, without_eval);
}

/// How to let no script run, whatever lists of their own some have.
constexpr detail::Text no_scripts(const Policies& policies) {
    detail::Text code{"policy.replace(sh::csp::Directive::script_src, {sh::csp::none})"};
    if (any_has(policies, D::script_src_elem))
        code.append(".replace(sh::csp::Directive::script_src_elem, {sh::csp::none})");
    if (any_has(policies, D::script_src_attr))
        code.append(".replace(sh::csp::Directive::script_src_attr, {sh::csp::none})");
    return std::move(code.append(";"));
}

/// Notes that XML that is no page may run scripts that stand in it or come from wherever it says.
constexpr void note_xml(const Response& r, Notes& n) {
    if (!r.is_other_xml() || is_sandboxed(r.csp())) return;
    if (r.csp().empty()) return n.add();
    if (const Weakness open = scripts_unrestricted(r.csp()); open.found)
        return n.add_mended({}, open.offset, {}, no_scripts(r.csp()));
    for (const auto find : {script_unsafe_inline, script_any_host, script_data}) {
        for (const Weakness& weakness : find(r.csp()))
            n.add(weakness.text, weakness.offset, {}, replace_by_none[own_directive(*weakness.list, D::script_src)]);
        if (n.has_any()) return;
    }
}

/// Notes each policy that has what `find` finds.
template <class Find>
constexpr void note_each(const Response& r, Notes& n, Find find, MendOf mend_of = by_rule) {
    for (const csp::ParsedPolicy& policy : r.csp()) {
        if (n.is_full()) return;
        note(r, n, find(policy), mend_of);
    }
}

/// With object-src, where it would else follow default-src.
constexpr void note_default(const Response& r, Notes& n) {
    constexpr std::string_view both =
        "policy.replace(sh::csp::Directive::default_src, {sh::csp::self})"
        ".replace(sh::csp::Directive::object_src, {sh::csp::none});";
    if (r.csp_limits_nothing() || !r.is_page() || any_has(r.csp(), D::default_src)) return;
    n.add({}, missing(r.csp()).offset, {}, any_has(r.csp(), D::object_src) ? std::string_view{} : both);
}

/// With a fix that reports to what the response declares.
constexpr void note_reporting(const Response& r, Notes& n, const Weakness& weakness) {
    if (weakness.found) n.add_mended(weakness.text, weakness.offset, {}, reporting::policy_fix(r));
}

constexpr void note_sandbox(const Response& r, Notes& n) {
    const Weakness escape = sandbox_escape(r.csp());
    if (escape.found) n.add_mended(escape.text, escape.offset, {}, sandbox_without(*escape.list, "allow-same-origin"));
}

}  // namespace csp_rules

inline constexpr Rule csp_rules_list[]{
    {.id = "csp-missing",
     .severity = Severity::high,
     .header = csp_rules::name,
     .message =
         "Nothing limits what injected markup can load and run: one hole in a template, and a stranger's script acts for the user.",
     .fix = csp_rules::fix,
     .references = {"OWASP Secure Headers: Content-Security-Policy", "ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 3.1"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_missing(r, n); },
     .csp_evaluator = {"MISSING_DIRECTIVES"},
     .observatory = {"csp-not-implemented"}},
    {.id = "csp-missing-for-xml",
     .severity = Severity::low,
     .header = csp_rules::name,
     .message =
         "Browsers show XML, such as a feed, and run scripts that stand in it as elements of XHTML; nothing says that none may.",
     .fix = "policy.replace(sh::csp::Directive::script_src, {sh::csp::none});",
     .references = {"CWE-79", "CSP3, section 6.1.11", "HTML, section 14.2"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_xml(r, n); }},
    {.id = "csp-report-only",
     .severity = Severity::high,
     .header = csp_rules::name,
     .message = "The only policy is a report-only one, which keeps nothing out.",
     .fix = "headers.set(sh::ContentSecurityPolicy{report_only});  // and audit that: what is enforced has findings of its own",
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 3.2"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_report_only(r, n); },
     .observatory = {"csp-not-implemented-but-reporting-enabled"}},
    {.id = "csp-scripts-unrestricted",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Neither script-src nor default-src says which scripts may run, so all may.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.1.11"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_scripts(r, n, csp_rules::scripts_unrestricted); },
     .csp_evaluator = {"MISSING_DIRECTIVES"},
     .observatory = {"csp-implemented-with-unsafe-inline"}},
    {.id = "csp-script-unsafe-inline",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::unsafe_inline},
     .header = csp_rules::name,
     .message = "'unsafe-inline' lets injected scripts run, which is what the policy is there to prevent.",
     .fix = csp_rules::nonce_fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.7.3.2"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_scripts(r, n, csp_rules::script_unsafe_inline); },
     .csp_evaluator = {"SCRIPT_UNSAFE_INLINE"},
     .observatory = {"csp-implemented-with-unsafe-inline"}},
    {.id = "csp-script-any-host",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .sources = csp_rules::wide,
     .header = csp_rules::name,
     .message = "Scripts may come from any host, the attacker's among them.",
     .fix = csp_rules::nonce_fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.7.2.7"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_scripts(r, n, csp_rules::script_any_host); },
     .csp_evaluator = {"PLAIN_WILDCARD", "PLAIN_URL_SCHEMES"},
     .observatory = {"csp-implemented-with-unsafe-inline", "csp-implemented-with-insecure-scheme"}},
    {.id = "csp-script-data",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::data},
     .header = csp_rules::name,
     .message = "Scripts may stand in a data: URL, which injected markup can write.",
     .fix = csp_rules::nonce_fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 8.6"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_scripts(r, n, csp_rules::script_data); },
     .csp_evaluator = {"PLAIN_URL_SCHEMES"},
     .observatory = {"csp-implemented-with-unsafe-inline"}},
    {.id = "csp-script-blob",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::blob, csp_rules::Trait::filesystem},
     .header = csp_rules::name,
     .message =
         "Scripts may stand in a blob: or filesystem: URL, by which scripts of the page turn text, injected text too, into code; workers that are made so need it in worker-src alone.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"CWE-95", "CSP3, section 8.6"},
     .check = [](const Response& r,
                 Notes& n) { csp_rules::note_scripts(r, n, csp_rules::script_blob, csp_rules::without_blob); }},
    {.id = "csp-script-unsafe-eval",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "'unsafe-eval' lets scripts turn text, injected text too, into code.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"ASVS 5.0: 3.4.3", "CWE-95", "CSP3, section 4.4.1"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_eval(r, n); },
     .csp_evaluator = {"SCRIPT_UNSAFE_EVAL"},
     .observatory = {"csp-implemented-with-unsafe-eval"}},
    {.id = "csp-script-unsafe-hashes",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::unsafe_hashes},
     .header = csp_rules::name,
     .message = "'unsafe-hashes' lets event handlers of these hashes run wherever markup puts them.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"CWE-79", "CSP3, section 8.5"},
     .check =
         [](const Response& r, Notes& n) {
             csp_rules::note_scripts(r, n, csp_rules::script_unsafe_hashes, csp_rules::without_unsafe_hashes);
         },
     .csp_evaluator = {"SCRIPT_UNSAFE_HASHES"}},
    {.id = "csp-script-bypass",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::host},
     .header = csp_rules::name,
     .message =
         "This host is known to answer with code that a link chooses (JSONP, AngularJS), which any page may then run.",
     .fix = csp_rules::nonce_fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "https://research.google/pubs/pub45542/"},
     .check = [](const Response& r,
                 Notes& n) { csp_rules::note_scripts(r, n, csp_rules::script_bypass, csp_rules::without_bypass); },
     .csp_evaluator = {"SCRIPT_ALLOWLIST_BYPASS"}},
    {.id = "csp-script-hosts",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::host},
     .header = csp_rules::name,
     .message =
         "Scripts are allowed by host: one script on such a host that runs what its address asks for, or loads others, lets all run.",
     .fix = csp_rules::nonce_fix,
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "https://research.google/pubs/pub45542/"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_hosts(r, n); },
     .csp_evaluator = {"SCRIPT_ALLOWLIST_BYPASS", "STRICT_DYNAMIC"}},
    {.id = "csp-object-src",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Nothing keeps injected markup from embedding documents and plug-ins of any host.",
     .fix = replace_by_none[csp::Directive::object_src],
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.1.9"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_together(r, n, csp_rules::object_unrestricted); },
     .csp_evaluator = {"MISSING_DIRECTIVES", "PLAIN_WILDCARD", "PLAIN_URL_SCHEMES"}},
    {.id = "csp-object-src-not-none",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "object-src is better 'none': hardly a page embeds plug-ins any more.",
     .fix = replace_by_none[csp::Directive::object_src],
     .references = {"ASVS 5.0: 3.4.3", "CSP3, section 6.1.9"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_together(r, n, csp_rules::object_not_none); },
     .csp_evaluator = {"OBJECT_ALLOWLIST_BYPASS"}},
    {.id = "csp-base-uri-missing-with-nonce",
     .severity = Severity::high,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message =
         "Markup that an attacker gets into the page, a <base> tag, has its scripts with a nonce loaded from the attacker's host.",
     .fix = replace_by_none[csp::Directive::base_uri],
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.3.1"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_together(r, n, csp_rules::base_missing_with_nonce); },
     .csp_evaluator = {"MISSING_DIRECTIVES"}},
    {.id = "csp-base-uri-missing",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message =
         "Markup that an attacker gets into the page, a <base> tag, turns its relative links and forms to the attacker's host.",
     .fix = replace_by_none[csp::Directive::base_uri],
     .references = {"OWASP Secure Headers: Content-Security-Policy", "ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.3.1"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_together(r, n, csp_rules::base_missing); }},
    {.id = "csp-base-uri-any-host",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .sources = csp_rules::wide,
     .header = csp_rules::name,
     .message = "Markup that an attacker gets into the page, a <base> tag, may turn its relative links to any host.",
     .fix = replace_by_none[csp::Directive::base_uri],
     .references = {"ASVS 5.0: 3.4.3", "CWE-79", "CSP3, section 6.3.1"},
     .check = [](const Response& r,
                 Notes& n) { csp_rules::note_together(r, n, csp_rules::base_any_host, csp_rules::without_wide); },
     .csp_evaluator = {"PLAIN_WILDCARD", "PLAIN_URL_SCHEMES"}},
    {.id = "csp-form-action-missing",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Injected forms may send what users type, such as saved passwords, to any host.",
     .fix = replace_by_self[csp::Directive::form_action],
     .references = {"OWASP Secure Headers: Content-Security-Policy", "CWE-79", "CSP3, section 6.4.1"},
     .check = [](const Response& r,
                 Notes& n) { csp_rules::note_together(r, n, csp_rules::form_action_open, csp_rules::by_self); }},
    {.id = "csp-default-src-missing",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Without default-src, all kinds of resources that the policy does not name may come from anywhere.",
     .fix = replace_by_self[csp::Directive::default_src],
     .references = {"CWE-693", "CSP3, section 6.1.3"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_default(r, n); }},
    {.id = "csp-style-unsafe-inline",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::unsafe_inline},
     .header = csp_rules::name,
     .message = "'unsafe-inline' lets injected styles dress up the page and read parts of it.",
     .fix = replace_by_style_nonce[csp::Directive::style_src],
     .references = {"CWE-79", "CSP3, section 6.7.3.2"},
     .check = [](const Response& r,
                 Notes& n) { csp_rules::note_together(r, n, csp_rules::style_unsafe_inline, csp_rules::by_style_nonce); },
     .observatory = {"csp-implemented-with-unsafe-inline-in-style-src-only"}},
    {.id = "csp-any-host",
     .severity = Severity::info,
     .needs = Header::content_security_policy,
     .sources = csp_rules::wide,
     .header = csp_rules::name,
     .message = "Resources of this kind may come from, and data go to, any host.",
     .fix = replace_by_self[csp::Directive::img_src],
     .references = {"CWE-693", "CSP3, section 6.7.2.7"},
     .check =
         [](const Response& r, Notes& n) {
             csp_rules::Together together{r.csp()};
             const auto find = [&](const auto& policy) { return csp_rules::resource_any_host(together, policy); };
             csp_rules::note_each(r, n, find, csp_rules::by_self);
         }},
    {.id = "csp-plain-http",
     .severity = Severity::medium,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::http, csp_rules::Trait::ws},
     .header = csp_rules::name,
     .message = "Whatever comes over plain HTTP can be replaced on the way.",
     .fix = "policy.upgrade_insecure_requests();  // and write https://",
     .references = {"CWE-319", "CSP3, section 6.7.2.7"},
     .check =
         [](const Response& r, Notes& n) {
             csp_rules::note_together(r, n, csp_rules::plain_http);
             csp_rules::note_together(r, n, csp_rules::plain_http_framing, csp_rules::by_https);
         },
     .csp_evaluator = {"SRC_HTTP"},
     .observatory = {"csp-implemented-with-insecure-scheme",
                     "csp-implemented-with-insecure-scheme-in-passive-content-only"}},
    {.id = "csp-ip-source",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .sources = {csp_rules::Trait::address},
     .header = csp_rules::name,
     .message = "Browsers match no address but 127.0.0.1, which is nobody's server in production.",
     .fix = replace_by_host[csp::Directive::script_src],
     .references = {"CSP3, section 6.7.2.8"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_each(r, n, csp_rules::ip_source, csp_rules::put_right); },
     .csp_evaluator = {"IP_SOURCE"}},
    {.id = "csp-sandbox-escape",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "A sandbox with both allow-scripts and allow-same-origin lets a framed page of the site take it off.",
     .fix = "policy.remove(sh::csp::Directive::sandbox).sandbox({sh::csp::Sandbox::allow_scripts});",
     .references = {"CWE-693", "HTML, section 4.8.5"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_sandbox(r, n); }},
    {.id = "csp-trusted-types-missing",
     .severity = Severity::info,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message =
         "Scripts of the page may still write text that came from an attacker into the page as HTML, where it can run.",
     .fix = "policy.require_trusted_types_for(sh::csp::TrustedTypesSink::script);",
     .references = {"OWASP Secure Headers: Content-Security-Policy", "CWE-79", "Trusted Types, section 4.1"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_together(r, n, csp_rules::trusted_types_missing); },
     .csp_evaluator = {"REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS"}},
    {.id = "csp-reporting-missing",
     .severity = Severity::info,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Nobody hears of what the policy keeps out.",
     .fix = reporting::own_fix,
     .references = {"ASVS 5.0: 3.4.7", "CWE-778", "CSP3, section 6.5"},
     .check =
         [](const Response& r, Notes& n) {
             if (!r.csp_limits_nothing() && r.is_page())
                 csp_rules::note_reporting(r, n, csp_rules::reporting_missing(r.csp()));
         },
     .csp_evaluator = {"REPORTING_DESTINATION_MISSING"}},
    {.id = "csp-report-uri-only",
     .severity = Severity::info,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "report-uri is on its way out; report-to is its successor.",
     .fix = reporting::own_fix,
     .references = {"CSP3, section 6.5.1"},
     .check =
         [](const Response& r, Notes& n) {  // over plain HTTP report-to sends nothing
             if (!r.context().https) return;
             for (const csp::ParsedPolicy& policy : r.csp())
                 if (!n.is_full()) csp_rules::note_reporting(r, n, csp_rules::report_uri_only(policy));
         }},
    {.id = "csp-block-all-mixed-content",
     .severity = Severity::info,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message = "Browsers block or upgrade mixed content by themselves; the directive is past its time.",
     .fix = "policy.remove(sh::csp::Directive::block_all_mixed_content);",
     .references = {"Mixed Content, section 5.2"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_each(r, n, csp_rules::blocks_mixed_content); }},
    {.id = "csp-weaker-than-report-only",
     .severity = Severity::low,
     .needs = Header::content_security_policy,
     .header = csp_rules::name,
     .message =
         "The report-only policy keeps out what this lets through; when its reports are quiet, enforce it beside this one.",
     .fix = csp_rules::enforced_beside,
     .references = {"CSP3, section 3.2"},
     .check = [](const Response& r, Notes& n) { csp_rules::note_weaker(r, n); }},
};

}  // namespace secure_headers::audit_rules
