// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/csp_fix.hpp>
#include <secure_headers/audit/rules/csp_nonce_fix.hpp>
#include <secure_headers/audit/rules/csp_weakness.hpp>
#include <secure_headers/audit/rules/reporting_fix.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/nearest_directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/csp/token.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/x_frame_options.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// What directives say that browsers skip, for a letter in their name, a semicolon or quotes of a word processor.
namespace secure_headers::audit_rules::csp_skipped {

inline constexpr std::string_view leave_out = "Leave the directive out.", leave_value_out = "Leave this value out.",
                                  leave_rest_out =
                                      "Leave it and what follows it out, or write that into the directive of its name.",
                                  write_in_ascii = "Write hosts in punycode and paths percent-encoded.";

/// Some of a directive's values as those of the directive that is meant.
constexpr csp::ParsedDirective as(csp::Directive directive, const csp::ParsedToken* first, const csp::ParsedToken* last) {
    csp::ParsedDirective meant;
    meant.name = csp::name_of(directive);
    meant.directive = directive;
    for (; first != last; ++first) meant.add(csp::detail::read_token(first->text, first->offset));
    return meant;
}

/// Whether a policy of ours takes a value of report-uri or trusted-types.
constexpr bool is_taken(csp::Directive directive, std::string_view value) {
    if (directive == csp::Directive::report_uri) return csp::ReportUri::is_valid(value);
    return csp::TrustedTypesPolicy::is_valid(value);
}

/// Such a value in C++, or nothing.
constexpr detail::Text value_in_cpp(csp::Directive directive, const csp::ParsedToken& token) {
    if (directive == csp::Directive::trusted_types) {
        if (token.text == "*") return detail::Text{"sh::csp::TrustedTypesPolicy::any"};
        if (token.is("'allow-duplicates'")) return detail::Text{"sh::csp::TrustedTypesPolicy::allow_duplicates"};
    }
    if (!is_taken(directive, token.text)) return {};
    detail::Text value{"\""};
    return std::move(value.append(token.text).append("\""));
}

/// The C++ of report-to, report-uri or trusted-types with the values that they take; empty if there is none.
constexpr detail::Text with_values(const Response& r, const csp::ParsedDirective& meant) {
    const csp::Directive directive = *meant.directive;
    if (directive == csp::Directive::report_to) return reporting::policy_fix(r, meant);
    const bool is_types = meant.is(csp::Directive::trusted_types);
    detail::Text fix{is_types ? "policy.trusted_types({" : "policy.report_uri({"};
    csp::detail::SeenTokens seen{directive, meant.tokens.size()};
    bool is_empty = true;
    for (const csp::ParsedToken& token : meant.tokens) {
        const detail::Text value = value_in_cpp(directive, token);
        if (!value.empty() && seen.insert(token.text))
            fix.append(std::exchange(is_empty, false) ? "" : ", ").append(value);
    }
    if (is_empty && !is_types) return {};
    if (is_empty) fix.append("sh::csp::TrustedTypesPolicy::none");
    return std::move(fix.append("});"));
}

/// What to do about a problem in their values if there is no C++.
constexpr std::string_view what_to_leave_out(const csp::ParsedDirective& list) {
    return list.tokens.size() < 2 ? leave_out : leave_value_out;
}

/// Whether a directive's values are what `with_values` writes, which a report-to gets by another way.
constexpr bool has_values(csp::Directive directive) {
    return directive == csp::Directive::report_uri || directive == csp::Directive::trusted_types;
}

/// Whether others could frame the page that X-Frame-Options keeps from it now, or the site itself no more.
constexpr bool changes_framing(const Response& r, const csp::ParsedDirective& ancestors) {
    const bool is_one = ancestors.tokens.size() == 1;
    if (!r.has(Header::x_frame_options)) return csp_rules::first(ancestors, csp_rules::is_wide) != nullptr;
    if (is_one && ancestors.tokens[0].is("'none'")) return r.frame_options().framing != parse::Framing::nobody;
    return !is_one || !ancestors.tokens[0].is("'self'") || r.frame_options().framing != parse::Framing::same_origin;
}

/// Whether a list of sources, once browsers obey it, has findings of its own for what it lets through.
constexpr bool is_weak(const csp::ParsedDirective& list) {
    using D = csp::Directive;
    using Trait = csp::detail::Trait;
    using Use = csp::detail::Use;
    constexpr csp::detail::Traits of_scripts{Trait::unsafe_eval, Trait::unsafe_hashes, Trait::host,
                                             Trait::data,        Trait::blob,          Trait::filesystem};
    const bool scripts = is_for_scripts(*list.directive), styles = list.is(D::style_src) || list.is(D::style_src_elem);
    const auto allows_inline = [&list](Use use) { return csp::detail::allows_all_inline(list, use); };
    if (csp_rules::first(list, csp_rules::is_plain_http) != nullptr) return true;
    if (scripts && (list.traits.has_any(of_scripts) || allows_inline(Use::script))) return true;
    if (list.is(D::script_src_attr) && (list.has(Trait::unsafe_hashes) || allows_inline(Use::script_attribute)))
        return true;
    if ((styles || list.is(D::style_src_attr) || list.is(D::default_src)) && allows_inline(Use::style)) return true;
    if (list.is(D::object_src)) return !list.allows_nothing();
    const bool leads = scripts || list.is(D::base_uri) || list.is(D::form_action);
    return leads && csp_rules::first(list, csp_rules::is_wide) != nullptr;
}

/// The C++ by which the policy gets all of the directive, and lets nothing through that it keeps out; empty if it has
/// it already, or if that is not to be had.
constexpr detail::Text put_in(const Response& r, Header header, const csp::ParsedPolicy& policy,
                              const csp::ParsedDirective& meant) {
    using D = csp::Directive;
    const D directive = *meant.directive;
    if (policy.has(directive)) return {};
    if (directive == D::frame_ancestors && changes_framing(r, meant)) return {};
    if (csp::takes_sources(directive)) {
        Rewriting how{&meant, directive};
        how.beside = &policy;
        if (header == Header::content_security_policy && (is_weak(meant) || r.csp_limits_nothing()))
            how.remark = "  // and audit that: what is enforced has findings of its own";
        return with_needs(r, header, written(how));
    }
    if (directive == D::report_to || directive == D::report_uri) return with_values(r, meant);
    detail::List<csp::Problem> problems;
    csp::detail::check_value(problems, meant);
    if (!problems.empty()) return {};
    if (directive == D::sandbox) return sandbox_without(meant, {});
    if (directive == D::trusted_types) return with_values(r, meant);
    if (meant.has("'allow'")) return detail::Text{"policy.webrtc(sh::csp::WebRtc::allow);"};
    return detail::Text{anew(directive)};
}

/// What to do about a directive that cannot be put in as it is.
constexpr detail::Text in_words(csp::ProblemKind problem, csp::Directive meant) {
    const bool is_behind = problem == csp::ProblemKind::missing_semicolon;
    detail::Text words{is_behind ? "Leave it and what follows it out, or write " : "Leave it out, or write "};
    words.append(csp::name_of(meant));
    const bool is_ascii = problem != csp::ProblemKind::not_ascii, has_hosts = csp::takes_sources(meant);
    if (!is_ascii) words.append(" in ASCII");
    words.append(has_hosts ? " with the hosts that it is to let in" : " with no values but those that it takes");
    if (!is_ascii && has_hosts) words.append(" (in punycode, paths percent-encoded)");
    if (has_hosts) words.append(", and try that in Content-Security-Policy-Report-Only first");
    return std::move(words.append("."));
}

/// Notes a problem with C++, or if there is none with words.
constexpr void add(Notes& n, const csp::Problem& problem, Header header, detail::Text fix, std::string_view words) {
    if (fix.empty()) return n.add(problem.text, problem.offset, name_of(header), words);
    n.add_mended(problem.text, problem.offset, name_of(header), std::move(fix));
}

/// The same of a directive that browsers skip, in the policy that is to have it.
constexpr void add(Notes& n, const csp::Problem& problem, Header header, const csp::ParsedPolicy& policy,
                   const csp::ParsedDirective& meant, detail::Text fix) {
    const bool is_behind = problem.kind == csp::ProblemKind::missing_semicolon;
    if (fix.empty() && !policy.has(*meant.directive)) fix = in_words(problem.kind, *meant.directive);
    add(n, problem, header, std::move(fix), is_behind ? leave_rest_out : leave_out);
}

/// What word processors put in place of ASCII, in UTF-8 and in Windows-1252.
struct Typeset {
    std::string_view typeset{};
    std::string_view ascii{};
};
inline constexpr Typeset typeset_characters[]{
    {"\xe2\x80\x98", "'"}, {"\xe2\x80\x99", "'"}, {"\xe2\x80\x9a", "'"}, {"\xe2\x80\x9b", "'"},  // quotation marks
    {"\xe2\x80\x9c", "'"}, {"\xe2\x80\x9d", "'"}, {"\xe2\x80\x9e", "'"}, {"\xe2\x80\x9f", "'"},
    {"\xe2\x80\xb2", "'"}, {"\xe2\x80\xb3", "'"}, {"\xe2\x80\xb9", "'"}, {"\xe2\x80\xba", "'"},
    {"\xc2\xab", "'"},     {"\xc2\xbb", "'"},     {"\xc2\xb4", "'"},     {"\x91", "'"},
    {"\x92", "'"},         {"\x93", "'"},         {"\x94", "'"},         {"\x84", "'"},
    {"\xe2\x80\x90", "-"}, {"\xe2\x80\x91", "-"}, {"\xe2\x80\x92", "-"}, {"\xe2\x80\x93", "-"},  // hyphens
    {"\xe2\x80\x94", "-"}, {"\xe2\x88\x92", "-"}, {"\x96", "-"},         {"\xc2\xad", ""},
    {"\xc2\xa0", " "},     {"\xe2\x80\xaf", " "}, {"\xe2\x80\x89", " "}, {"\xa0", " "},  // blanks
    {"\xe2\x80\x8b", ""},  {"\xef\xbb\xbf", ""},
};

/// A directive in ASCII: with what a word processor has put in as it was typed.
constexpr detail::Text retyped(std::string_view directive) {
    detail::Text text;
    while (!directive.empty()) {
        std::string_view next = directive.substr(0, 1), typed = next;
        for (const Typeset& known : typeset_characters) {
            if (!directive.starts_with(known.typeset)) continue;
            next = known.typeset;
            typed = known.ascii;
            break;
        }
        text.append(typed);
        directive.remove_prefix(next.size());
    }
    return text;
}

/// Notes a directive that is not all ASCII, with what it is meant to say.
constexpr void add_in_ascii(const Response& r, Notes& n, const csp::Problem& problem, Header header,
                            const csp::ParsedPolicy& policy) {
    const detail::Text typed = retyped(problem.text);
    detail::Text ascii;
    bool whole = true;
    for (std::string_view rest = typed; !rest.empty();) {
        std::size_t size = 0;
        while (size < rest.size() && !csp::detail::is_blank(rest[size])) ++size;
        const bool is_ascii = csp::detail::is_ascii(rest.substr(0, size));
        if (is_ascii) ascii.append(rest.substr(0, size)).append(" ");
        whole = whole && is_ascii;
        rest.remove_prefix(size == rest.size() ? size : size + 1);
    }
    const csp::ParsedPolicy alone = parse::content_security_policy(ascii);
    detail::Optional<csp::Directive> directive;
    if (!alone.directives.empty()) directive = csp::detail::nearest_directive(alone.directives[0].name);
    if (!directive) return add(n, problem, header, {}, write_in_ascii);
    const csp::ParsedDirective meant =
        as(*directive, alone.directives[0].tokens.begin(), alone.directives[0].tokens.end());
    detail::Text fix;
    if (whole) fix = put_in(r, header, policy, meant);
    add(n, problem, header, policy, meant, std::move(fix));
}

}  // namespace secure_headers::audit_rules::csp_skipped
