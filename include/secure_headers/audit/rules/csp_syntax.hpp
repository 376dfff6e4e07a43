// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_nonce_fix.hpp>
#include <secure_headers/audit/rules/csp_skipped.hpp>
#include <secure_headers/audit/rules/reporting_fix.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/nearest_directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>

#include <cstddef>
#include <string_view>

// What browsers do not read as it is meant, in policies both enforced and report-only. CSP3, section 2.2.
namespace secure_headers::audit_rules {

namespace csp_syntax {

using Kind = csp::ProblemKind;
inline constexpr std::string_view name = "Content-Security-Policy";
inline constexpr Header headers[]{Header::content_security_policy, Header::content_security_policy_report_only};

/// The directive that has the value at that offset, or begins there; null for what is in none.
constexpr const csp::ParsedDirective* directive_at(const csp::ParsedPolicy& policy, std::size_t offset) {
    const csp::ParsedDirective* found = nullptr;
    for (const csp::ParsedDirective& directive : policy.directives)
        if (directive.offset <= offset) found = &directive;
    return found;
}

/// False for the default-src of a policy that names all directives of scripts.
constexpr bool decides_over_scripts(const csp::ParsedPolicy& policy, const csp::ParsedDirective& list) {
    for (const csp::Directive load : {csp::Directive::script_src_elem, csp::Directive::script_src})
        if (csp::effective_directive(policy, load) == &list) return true;
    return false;
}

constexpr bool is_wrong_hash(csp::Directive directive, const csp::ParsedToken& token) {
    return token.kind == csp::SourceKind::hash && csp::detail::has_place(directive, token.traits) &&
           !csp::detail::is_digest(token.payload(), csp::detail::hash_length(csp::detail::unquoted(token.text)));
}

/// The C++ of the whole list, put right.
constexpr WrittenList rewritten(const csp::ParsedPolicy& policy, const csp::ParsedDirective& list, const Notes& n) {
    Rewriting how{&list, *list.directive};
    const Rewritings earlier{n, list, how.directive};
    how.earlier = earlier.last();
    how.for_scripts = decides_over_scripts(policy, list);
    const bool counts = !csp::detail::attributes.has(*list.directive) || list.has(csp::detail::Trait::unsafe_hashes);
    for (const csp::ParsedToken& token : list.tokens) {
        if (token.kind == csp::SourceKind::hash && !counts) {
            how.remark = "  // and move that code out of attributes";
        } else if (is_wrong_hash(*list.directive, token)) {
            how.remark = "  // and sh::csp::sha256(code) of the code";
            how.alone = "sh::csp::sha256(code)";
            if (csp::detail::attributes.has(*list.directive))
                how.alone = "sh::csp::unsafe_hashes, sh::csp::sha256(code)";
        }
    }
    return audit_rules::written(how);
}

/// What is to be said of a nonce that is none; nothing for others.
constexpr std::string_view message_of(const csp::Problem& problem) {
    constexpr std::string_view skipped =
        "Browsers skip this nonce, which is not base64: perhaps a template was sent before its nonce was filled in.";
    return is_template_of_nonce(csp::detail::read_token(problem.text)) ? skipped : std::string_view{};
}

constexpr std::string_view leave_out(const csp::Problem& problem) {
    return problem.kind == Kind::none_beside_others ? std::string_view{"Leave 'none' out."} : std::string_view{};
}

/// Which of a policy's problems a rule is about.
using IsAbout = bool (*)(const csp::ParsedPolicy& policy, const csp::Problem& problem);

template <Kind... kinds>
constexpr bool is_one_of(const csp::ParsedPolicy&, const csp::Problem& problem) {
    return (... || (problem.kind == kinds));
}

/// Notes problems with the lists that they are in put right; of one list after the other, each written once.
class ListNotes {
public:
    constexpr ListNotes(const Response& r, Header header, Notes& notes)
        : response_{r}, header_{header}, notes_{notes} {}

    constexpr void add(const csp::ParsedPolicy& policy, const csp::Problem& problem) {
        const csp::ParsedDirective* const list = directive_at(policy, problem.offset);
        if (list != list_) write(policy, *list);
        list_ = list;
        if (fix_.empty())
            notes_.add(problem.text, problem.offset, name_of(header_), leave_out(problem));
        else
            notes_.add_mended(problem.text, problem.offset, name_of(header_), fix_, message_of(problem));
    }

private:
    constexpr void write(const csp::ParsedPolicy& policy, const csp::ParsedDirective& list) {
        fix_ = {};
        if (csp::takes_sources(*list.directive)) fix_ = with_needs(response_, header_, rewritten(policy, list, notes_));
        if (list.is(csp::Directive::sandbox)) fix_ = sandbox_without(list, {});
    }

    const Response& response_;
    Header header_;
    Notes& notes_;
    const csp::ParsedDirective* list_ = nullptr;
    detail::Text fix_{};
};

/// The policies of a header, enforced or not.
constexpr const detail::List<csp::ParsedPolicy>& policies_of(const Response& r, Header header) {
    return header == Header::content_security_policy ? r.csp() : r.csp_report_only();
}

constexpr void note(const Response& r, Header header, Notes& n, IsAbout is_about) {
    ListNotes lists{r, header, n};
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems) {
            if (!is_about(policy, problem)) continue;
            if (n.is_full()) return;
            lists.add(policy, problem);
        }
}

/// Notes such problems of these kinds, each with its list put right.
template <Kind... kinds>
constexpr void note(const Response& r, Notes& n, IsAbout is_about = is_one_of<kinds...>) {
    for (const Header header : headers) note(r, header, n, is_about);
}

constexpr bool is_alone(const csp::ParsedPolicy& policy, const csp::Problem& problem) {
    return problem.kind == Kind::strict_dynamic_alone &&
           decides_over_scripts(policy, *directive_at(policy, problem.offset));
}
/// Also of 'strict-dynamic' in a default-src that decides over no scripts.
constexpr bool is_misplaced(const csp::ParsedPolicy& policy, const csp::Problem& problem) {
    return problem.kind == Kind::misplaced_source ||
           (problem.kind == Kind::strict_dynamic_alone && !is_alone(policy, problem));
}

/// Whether two directives of one name say the same.
constexpr bool is_same(const csp::ParsedDirective& a, const csp::ParsedDirective& b) {
    if (a.tokens.size() != b.tokens.size()) return false;
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
        if (a.tokens[i].text != b.tokens[i].text) return false;
    return true;
}

/// Notes directives that come again, and say the same as the first or not.
constexpr void note_duplicates(const detail::List<csp::ParsedPolicy>& policies, Header header, Notes& n, bool same) {
    for (const csp::ParsedPolicy& policy : policies) {
        const csp::ParsedDirective* firsts[static_cast<unsigned>(csp::Directive::report_to) + 1]{};
        for (const csp::ParsedDirective& directive : policy.directives) {
            if (!directive.directive) continue;
            const csp::ParsedDirective*& first = firsts[static_cast<unsigned>(*directive.directive)];
            if (first == nullptr)
                first = &directive;
            else if (is_same(*first, directive) == same)
                n.add(directive.name, directive.offset, name_of(header));
        }
    }
}
constexpr void note_duplicates(const Response& r, Notes& n, bool same) {
    note_duplicates(r.csp(), Header::content_security_policy, n, same);
    note_duplicates(r.csp_report_only(), Header::content_security_policy_report_only, n, same);
}

/// Notes names that no directive has, with the directive that is most likely meant put in.
constexpr void note_unknown(const Response& r, Header header, Notes& n) {
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems) {
            if (problem.kind != Kind::unknown_directive && problem.kind != Kind::malformed_name) continue;
            if (n.is_full()) return;
            const auto nearest = csp::detail::nearest_directive(problem.text);
            if (!nearest) {
                n.add(problem.text, problem.offset, name_of(header));
                continue;
            }
            const csp::ParsedDirective& skipped = *directive_at(policy, problem.offset);
            const auto meant = csp_skipped::as(*nearest, skipped.tokens.begin(), skipped.tokens.end());
            csp_skipped::add(n, problem, header, policy, meant, csp_skipped::put_in(r, header, policy, meant));
        }
}

constexpr void note_removed(const Response& r, Header header, Notes& n) {
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems)
            if (problem.kind == Kind::removed_directive) n.add(problem.text, problem.offset, name_of(header));
}

/// Notes directives' names among values, with what follows them put in as those directives.
constexpr void note_missing_semicolons(const Response& r, Header header, Notes& n) {
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems) {
            if (problem.kind != Kind::missing_semicolon) continue;
            if (n.is_full()) return;
            const csp::ParsedDirective& list = *directive_at(policy, problem.offset);
            const csp::ParsedToken* first = list.tokens.begin();
            while (first->offset != problem.offset) ++first;
            const csp::ParsedToken* last = first + 1;  // of its values
            while (last != list.tokens.end() && !csp::detail::find_directive(last->text)) ++last;
            const auto meant = csp_skipped::as(*csp::detail::find_directive(problem.text), first + 1, last);
            csp_skipped::add(n, problem, header, policy, meant, csp_skipped::put_in(r, header, policy, meant));
        }
}

/// Notes directives that are not all ASCII, with what they are meant to say.
constexpr void note_not_ascii(const Response& r, Header header, Notes& n) {
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems) {
            if (problem.kind != Kind::not_ascii) continue;
            if (n.is_full()) return;
            csp_skipped::add_in_ascii(r, n, problem, header, policy);
        }
}

/// Notes problems in what is enforced and what is not.
constexpr void note_skipped(const Response& r, Notes& n, void (*note)(const Response&, Header, Notes&)) {
    for (const Header header : headers) note(r, header, n);
}

constexpr bool is_of_values(const csp::ParsedPolicy& policy, const csp::Problem& problem) {
    return is_one_of<Kind::value_missing, Kind::value_unexpected, Kind::value_unknown, Kind::too_many_values>(policy,
                                                                                                              problem);
}

/// Where a policy reports to by a report-to that names more than one endpoint, or none.
constexpr detail::Text reporting_of(const Response& r, const csp::ParsedDirective& report_to) {
    detail::Text fix = reporting::policy_fix(r, report_to);
    if (fix.empty()) fix = reporting::policy_fix(r);
    return fix;
}

/// The values that a directive takes, of those that it has; if there are none, of one that comes again, which browsers
/// ignore.
constexpr detail::Text values_meant(const Response& r, const csp::ParsedPolicy& policy,
                                    const csp::ParsedDirective& directive) {
    detail::Text fix = csp_skipped::with_values(r, directive);
    for (const csp::ParsedDirective& again : policy.directives)
        if (fix.empty() && again.is(*directive.directive)) fix = csp_skipped::with_values(r, again);
    return fix;
}

/// Notes values that a directive does not take, or lacks, with those that it takes.
constexpr void note_values(const Response& r, Header header, Notes& n) {
    ListNotes lists{r, header, n};
    for (const csp::ParsedPolicy& policy : policies_of(r, header))
        for (const csp::Problem& problem : policy.problems) {
            if (!is_of_values(policy, problem)) continue;
            if (n.is_full()) return;
            const csp::ParsedDirective& directive = *directive_at(policy, problem.offset);
            if (directive.is(csp::Directive::sandbox))
                lists.add(policy, problem);
            else if (directive.is(csp::Directive::report_to))
                n.add_mended(problem.text, problem.offset, name_of(header), reporting_of(r, directive));
            else if (csp_skipped::has_values(*directive.directive))
                csp_skipped::add(n, problem, header, values_meant(r, policy, directive),
                                 csp_skipped::what_to_leave_out(directive));
            else
                n.add(problem.text, problem.offset, name_of(header), anew(*directive.directive));
        }
}

/// Notes where reports are to go by plain HTTP, which pages that came over HTTPS do not send.
constexpr void note_plain_reports(const Response& r, Header header, Notes& n) {
    for (const csp::ParsedPolicy& policy : policies_of(r, header)) {
        const csp::ParsedDirective* const uris = policy.find(csp::Directive::report_uri);
        for (std::size_t i = 0; uris != nullptr && i < uris->tokens.size() && !n.is_full(); ++i) {
            const csp::ParsedToken& uri = uris->tokens[i];
            if (!detail::istarts_with(uri.text, "http://") || detail::takes_reports(uri.text)) continue;
            const csp::Problem problem{Kind::value_unknown, uri.offset, uri.text, uris->name};
            csp_skipped::add(n, problem, header, values_meant(r, policy, *uris), csp_skipped::what_to_leave_out(*uris));
        }
    }
}

}  // namespace csp_syntax

inline constexpr Rule csp_syntax_rules[]{
    {.id = "csp-unquoted-keyword",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::unquoted_keyword},
     .header = csp_syntax::name,
     .message = "Without its quotes browsers take this for the name of a host, so the policy does not say what is meant.",
     .fix = replace_by_self[csp::Directive::img_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::unquoted_keyword>(r, n); },
     .csp_evaluator = {"INVALID_KEYWORD"}},
    {.id = "csp-scheme-without-colon",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::scheme_without_colon},
     .header = csp_syntax::name,
     .message =
         "Without its colon browsers take this for the name of a host; it is better left out, as https: with its colon would let in every host.",
     .fix = replace_by_self[csp::Directive::img_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::scheme_without_colon>(r, n); }},
    {.id = "csp-unknown-keyword",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::unknown_keyword},
     .header = csp_syntax::name,
     .message = "Browsers know no such keyword, nonce or hash and skip it, so the policy does not say what is meant.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::unknown_keyword>(r, n); },
     .csp_evaluator = {"INVALID_KEYWORD", "NONCE_CHARSET"}},
    {.id = "csp-unknown-directive",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::unknown_directive, csp_syntax::Kind::malformed_name},
     .header = csp_syntax::name,
     .message = "Browsers know no such directive and skip it, so that what it names stays open.",
     .fix = "Leave it out, or write the name of a directive that browsers know.",
     .references = {"CSP3, section 2.2.1"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Header header : csp_syntax::headers) csp_syntax::note_unknown(r, header, n);
         },
     .csp_evaluator = {"UNKNOWN_DIRECTIVE"}},
    {.id = "csp-removed-directive",
     .severity = Severity::low,
     .problems = {csp_syntax::Kind::removed_directive},
     .header = csp_syntax::name,
     .message = "Browsers no longer know this directive of an earlier draft and skip it.",
     .fix = "Leave the directive out.",
     .references = {"CSP3, section 2.2.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note_skipped(r, n, csp_syntax::note_removed); },
     .csp_evaluator = {"DEPRECATED_DIRECTIVE"}},
    {.id = "csp-duplicate-directive",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::duplicate_directive},
     .header = csp_syntax::name,
     .message = "Browsers obey the first directive of a name and ignore this one.",
     .fix = "Leave this one out, and write what it says and the first does not into the first.",
     .references = {"CSP3, section 2.2.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note_duplicates(r, n, false); },
     .observatory = {"csp-implemented-but-duplicate-directives", "csp-header-invalid"}},
    {.id = "csp-directive-repeated",
     .severity = Severity::info,
     .problems = {csp_syntax::Kind::duplicate_directive},
     .header = csp_syntax::name,
     .message = "The policy says this twice.",
     .fix = "Leave this one out.",
     .references = {"CSP3, section 2.2.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note_duplicates(r, n, true); },
     .observatory = {"csp-implemented-but-duplicate-directives", "csp-header-invalid"}},
    {.id = "csp-missing-semicolon",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::missing_semicolon},
     .header = csp_syntax::name,
     .message = "Browsers take this directive's name for a host of the directive before it; a semicolon is missing.",
     .fix = replace_by_none[csp::Directive::object_src],
     .references = {"CSP3, section 2.2.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note_skipped(r, n, csp_syntax::note_missing_semicolons); },
     .csp_evaluator = {"MISSING_SEMICOLON"}},
    {.id = "csp-malformed-source",
     .severity = Severity::low,
     .problems = {csp_syntax::Kind::malformed_source},
     .header = csp_syntax::name,
     .message =
         "By the grammar this is no source, and browsers may skip it: hosts stand in punycode, paths percent-encoded.",
     .fix = replace_by_host[csp::Directive::img_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::malformed_source>(r, n); }},
    {.id = "csp-not-ascii",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::not_ascii},
     .header = csp_syntax::name,
     .message = "Browsers skip a directive that is not all ASCII, such as one with typographic quotes.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"CSP3, section 2.2.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note_skipped(r, n, csp_syntax::note_not_ascii); }},
    {.id = "csp-value",
     .severity = Severity::medium,
     .header = csp_syntax::name,
     .message = "The directive takes no such value, or none is there; browsers ignore the value, or all of the directive.",
     .fix = "policy.upgrade_insecure_requests().report_to(\"csp\");  // each with the value that it takes, if any",
     .references = {"CSP3, section 6"},
     .check =
         [](const Response& r, Notes& n) {
             for (const Header header : csp_syntax::headers) csp_syntax::note_values(r, header, n);
             if (!r.context().https) return;
             for (const Header header : csp_syntax::headers) csp_syntax::note_plain_reports(r, header, n);
         }},
    {.id = "csp-none-beside-others",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::none_beside_others},
     .header = csp_syntax::name,
     .message = "Browsers ignore 'none' beside other sources, which stay allowed.",
     .fix = replace_by_none[csp::Directive::object_src],
     .references = {"CSP3, section 6.7.2.5"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::none_beside_others>(r, n); }},
    {.id = "csp-misplaced-source",
     .severity = Severity::low,
     .problems = {csp_syntax::Kind::misplaced_source, csp_syntax::Kind::strict_dynamic_alone},
     .header = csp_syntax::name,
     .message =
         "This source has no effect in this directive: nonces, hashes and most keywords are for scripts and styles, code in attributes has no host and no nonce, and a page that frames another no path.",
     .fix = replace_by_self[csp::Directive::img_src],
     .references = {"CSP3, section 2.3.1"},
     .check =
         [](const Response& r, Notes& n) {
             csp_syntax::note<csp_syntax::Kind::misplaced_source,
                              csp_syntax::Kind::strict_dynamic_alone>(r, n, csp_syntax::is_misplaced);
         }},
    {.id = "csp-hash-length",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::wrong_hash_length},
     .header = csp_syntax::name,
     .message = "A hash of this length matches no code, so the code that it is for stays blocked.",
     .fix = "policy.replace(sh::csp::Directive::script_src, {sh::csp::self});  // and sh::csp::sha256(code) of the code",
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::wrong_hash_length>(r, n); }},
    {.id = "csp-strict-dynamic-alone",
     .severity = Severity::medium,
     .problems = {csp_syntax::Kind::strict_dynamic_alone},
     .header = csp_syntax::name,
     .message = "'strict-dynamic' without a nonce or hash blocks every script.",
     .fix = replace_by_nonce[csp::Directive::script_src],
     .references = {"CSP3, section 8.2"},
     .check = [](const Response& r,
                 Notes& n) { csp_syntax::note<csp_syntax::Kind::strict_dynamic_alone>(r, n, csp_syntax::is_alone); },
     .csp_evaluator = {"STRICT_DYNAMIC_NOT_STANDALONE"}},
    {.id = "csp-unsafe-hashes-alone",
     .severity = Severity::low,
     .problems = {csp_syntax::Kind::unsafe_hashes_alone},
     .header = csp_syntax::name,
     .message = "'unsafe-hashes' without a hash does nothing.",
     .fix = replace_by_self[csp::Directive::script_src],
     .references = {"CSP3, section 8.5"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::unsafe_hashes_alone>(r, n); }},
    {.id = "csp-query-in-source",
     .severity = Severity::low,
     .problems = {csp_syntax::Kind::query_in_source},
     .header = csp_syntax::name,
     .message = "Browsers ignore the query or fragment of a source, or all of it.",
     .fix = replace_by_host[csp::Directive::img_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::query_in_source>(r, n); }},
    {.id = "csp-duplicate-value",
     .severity = Severity::info,
     .problems = {csp_syntax::Kind::duplicate_value},
     .header = csp_syntax::name,
     .message = "The directive says this twice.",
     .fix = "Leave one of them out.",
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::duplicate_value>(r, n); }},
    {.id = "csp-empty-source-list",
     .severity = Severity::info,
     .problems = {csp_syntax::Kind::empty_source_list},
     .header = csp_syntax::name,
     .message = "An empty list allows nothing, which 'none' would say.",
     .fix = replace_by_none[csp::Directive::object_src],
     .references = {"CSP3, section 2.3.1"},
     .check = [](const Response& r, Notes& n) { csp_syntax::note<csp_syntax::Kind::empty_source_list>(r, n); }},
    {.id = "csp-report-only-sandbox",
     .severity = Severity::low,
     .header = "Content-Security-Policy-Report-Only",
     .message = "Browsers ignore sandbox and upgrade-insecure-requests in a report-only policy.",
     .fix = "report_only.remove(sh::csp::Directive::sandbox);",
     .references = {"CSP3, section 6.3.2", "Upgrade Insecure Requests, section 3.1"},
     .check =
         [](const Response& r, Notes& n) {
             constexpr std::string_view remove = "report_only.remove(sh::csp::Directive::upgrade_insecure_requests);";
             for (const csp::ParsedPolicy& policy : r.csp_report_only()) {
                 if (const auto* sandbox = policy.find(csp::Directive::sandbox); sandbox != nullptr)
                     n.add(sandbox->name, sandbox->offset);
                 if (const auto* upgrade = policy.find(csp::Directive::upgrade_insecure_requests); upgrade != nullptr)
                     n.add(upgrade->name, upgrade->offset, {}, remove);
             }
         }},
};

}  // namespace secure_headers::audit_rules
