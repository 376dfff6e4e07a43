// SPDX-License-Identifier: MIT
#pragma once

#include "fix_code.hpp"
#include "mended_policy.hpp"
#include "response_head.hpp"

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/rules/cookies.hpp>
#include <secure_headers/audit/rules/disclosure.hpp>
#include <secure_headers/audit/rules/permissions.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

/// What the C++ of a fix makes a server send, for those whose server is none of ours.
struct HeaderLine {
    std::string_view fix{};
    std::string_view line{};  ///< `...` stands for what the header says already.
};

inline constexpr std::string_view whole_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; upgrade-insecure-requests";

inline constexpr HeaderLine header_lines[]{
    {"set_headers(response, headers, {.https = false});", "(leave Strict-Transport-Security out over plain HTTP)"},

    {"headers.set(sh::presets::recommended_content_security_policy());", whole_policy},
    {"headers.set(sh::ContentSecurityPolicy{report_only});  // and audit that: what is enforced has findings of its own",
     "Content-Security-Policy: ...  (what Content-Security-Policy-Report-Only says; and audit that: what is enforced has "
     "findings of its own)"},
    {sh::audit_rules::csp_rules::enforced_beside,
     "Content-Security-Policy: ...  (and a second Content-Security-Policy beside it: what "
     "Content-Security-Policy-Report-Only says; browsers obey both; and audit that: what is enforced has findings of its "
     "own)"},
    {"policy.remove(sh::csp::Directive::block_all_mixed_content);",
     "Content-Security-Policy: ...  (without block-all-mixed-content)"},
    {"policy.upgrade_insecure_requests().report_to(\"csp\");  // each with the value that it takes, if any",
     "Content-Security-Policy: ...; upgrade-insecure-requests; report-to csp  (each with the value that it takes, if any)"},
    {"report_only.remove(sh::csp::Directive::sandbox);", "Content-Security-Policy-Report-Only: ...  (without sandbox)"},
    {"report_only.remove(sh::csp::Directive::upgrade_insecure_requests);",
     "Content-Security-Policy-Report-Only: ...  (without upgrade-insecure-requests)"},
    {"policy.upgrade_insecure_requests();  // and write https://",
     "Content-Security-Policy: ...; upgrade-insecure-requests"},
    {"set_headers(response, headers, {.nonce = sh::Nonce::generate()});",
     "Content-Security-Policy: ... 'nonce-RANDOM' ...  (RANDOM is new in each response: 22 letters or more)"},

    {"headers.set(sh::XFrameOptions::deny);", "X-Frame-Options: DENY"},
    {"headers.set(sh::XFrameOptions::same_origin);", "X-Frame-Options: SAMEORIGIN"},
    {"headers.remove(\"X-Frame-Options\");", "(leave X-Frame-Options out; frame-ancestors says who may frame the page)"},
    {"headers.set(sh::XContentTypeOptions::nosniff);", "X-Content-Type-Options: nosniff"},
    {"headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});",
     "Content-Type: text/html; charset=utf-8"},
    {"headers.set(sh::CustomHeader{\"Content-Type\", \"text/html; charset=utf-8\"});  // with the type that it has",
     "Content-Type: text/html; charset=utf-8"},
    {"headers.set(sh::ReferrerPolicy::strict_origin_when_cross_origin);",
     "Referrer-Policy: strict-origin-when-cross-origin"},
    {"headers.set(sh::CrossOriginOpenerPolicy::same_origin);", "Cross-Origin-Opener-Policy: same-origin"},
    {"headers.set(sh::CrossOriginEmbedderPolicy::require_corp);", "Cross-Origin-Embedder-Policy: require-corp"},
    {"headers.set(sh::CrossOriginResourcePolicy::same_origin);", "Cross-Origin-Resource-Policy: same-origin"},
    {"headers.set(sh::OriginAgentCluster::enabled);", "Origin-Agent-Cluster: ?1"},
    {"headers.set(permissions.remove(sh::Feature::cross_origin_isolated));",
     "Permissions-Policy: ...  (without cross-origin-isolated)"},
    {"headers.set(permissions.remove(sh::Feature::camera).deny(sh::Feature::camera));",
     "Permissions-Policy: ..., camera=()  (in place of the camera that is there; or (self), or those who need it)"},
    {sh::audit_rules::permissions::syntax_fix,
     "Permissions-Policy: camera=(), microphone=()  (so with each feature that is meant)"},

    {"headers.set(sh::IntegrityPolicy{{sh::IntegrityPolicy::Destination::script}});",
     "Integrity-Policy: blocked-destinations=(script)"},

    {"headers.set(sh::CacheControl{{.no_store = true}});", "Cache-Control: no-store"},
    {"headers.merge(sh::presets::log_out());", "Clear-Site-Data: \"cache\",\"cookies\",\"storage\""},

    {"headers.set(sh::CustomHeader{\"Access-Control-Allow-Origin\", \"https://app.example.com\"})"
     ".add(sh::CustomHeader{\"Vary\", \"Origin\"});  // one of a fixed list",
     "Access-Control-Allow-Origin: https://app.example.com  (one of a fixed list, and Vary: Origin)"},
    {"headers.add(sh::CustomHeader{\"Vary\", \"Origin\"});", "Vary: Origin"},
    {"headers.set(sh::CustomHeader{\"Access-Control-Allow-Headers\", \"Content-Type\"});",
     "Access-Control-Allow-Headers: Content-Type"},
    {"headers.set(sh::CustomHeader{\"Access-Control-Allow-Methods\", \"GET, PUT\"});",
     "Access-Control-Allow-Methods: GET, PUT"},
    {"headers.set(sh::CustomHeader{\"Access-Control-Expose-Headers\", \"ETag\"});", "Access-Control-Expose-Headers: ETag"},
    {"headers.set(sh::TimingAllowOrigin{\"https://app.example.com\"});", "Timing-Allow-Origin: https://app.example.com"},

    {"constexpr sh::SecureCookie session{\"__Host-session\", {.same_site = sh::SameSite::strict}};",
     "Set-Cookie: __Host-session=...; Path=/; Secure; HttpOnly; SameSite=Strict"},
    {sh::audit_rules::cookies::csrf_fix, "Set-Cookie: __Host-csrf=...; Path=/; Secure; SameSite=Lax"},
    {"constexpr sh::SecureCookie remembered{\"__Host-remembered\", {.max_age = std::chrono::days{400}}};",
     "Set-Cookie: __Host-remembered=...; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax"},
    {"set_cookie(response, session, value);  // replaces the one that is there", "(one Set-Cookie of this name)"},

    {"headers.remove(\"Server\").remove(\"X-Powered-By\");  // or the header that the finding names",
     "(leave the header out, or have it name neither product nor version)"},
    {sh::audit_rules::disclosure::type_fix, "Content-Type: application/json  (a type that names no product)"},
    {"headers.set(sh::XXSSProtection::disabled);", "X-XSS-Protection: 0"},
    {"headers.remove(\"Public-Key-Pins\").remove(\"Public-Key-Pins-Report-Only\");",
     "(leave the header out, once max-age=0 has taken the pins out of browsers)"},
    {"headers.remove(\"Feature-Policy\").set(sh::PermissionsPolicy{}.deny(sh::Feature::camera));",
     "Permissions-Policy: camera=()  (and no Feature-Policy)"},
    {"headers.remove(\"X-Content-Security-Policy\").remove(\"X-WebKit-CSP\").remove(\"Frame-Options\");",
     "(leave the header out)"},
    {"headers.set(sh::XPermittedCrossDomainPolicies::none);", "X-Permitted-Cross-Domain-Policies: none"},
    {"headers.set(sh::XDNSPrefetchControl::off);", "X-DNS-Prefetch-Control: off"},
};

/// A name of C++ as it is on the wire.
inline std::string on_the_wire(std::string_view name) {
    std::string wire{name};
    std::replace(wire.begin(), wire.end(), '_', '-');
    return wire;
}

inline constexpr std::string_view sha256_of_code = "sh::csp::sha256(code)";

/// A source as a policy has it, or a token of a sandbox, of its C++.
inline std::string source_of(std::string_view code) {
    if (code.starts_with('"')) return std::string{code.substr(1, code.size() - 2)};
    const std::string name = on_the_wire(code.substr(code.rfind(':') + 1));
    if (code.starts_with("sh::csp::Sandbox::")) return name;
    if (code == sha256_of_code) return "'sha256-...'";
    if (name == "any") return "*";
    if (name == "nonce") return "'nonce-RANDOM'";
    return sh::csp::detail::is_scheme_without_colon(name) ? name + ":" : "'" + name + "'";
}

/// What is to be done about the nonces of a directive that has some.
inline std::string remark_on_nonces(std::string_view line, std::string_view directive) {
    if (line.find("nonce-RANDOM") == std::string_view::npos) return {};
    const std::string_view tag = directive.starts_with("style") ? "style" : "script";
    return fmt::format("  (RANDOM is new in each response and stands in each <{} nonce=\"RANDOM\">)", tag);
}

/// Directives with RANDOM in place of nonces, which are not to be sent twice.
inline std::string without_nonces(std::string_view directives) {
    std::string text;
    std::size_t copied = 0;
    for (const csp::ParsedPolicy& policy : sh::parse::content_security_policies(directives))
        for (const csp::ParsedDirective& directive : policy.directives) {
            bool is_second = false;
            for (const csp::ParsedToken& token : directive.tokens) {
                if (token.kind != csp::SourceKind::nonce) continue;
                text += directives.substr(copied, token.offset - copied - (is_second ? 1 : 0));  // the space before it
                if (!is_second) text += "'nonce-RANDOM'";
                is_second = true;
                copied = token.offset + token.text.size();
            }
        }
    return text.append(directives.substr(copied));
}

/// The values that stand in C++ with commas between them, as `write` writes them, each with a space before it.
template <class Write>
std::string values_of(std::string_view code, Write write) {
    std::string values;
    for (std::size_t at = 0; at < code.size();) {
        const std::size_t comma = std::min(code.find(", ", at), code.size());
        values.append(" ").append(write(code.substr(at, comma - at)));
        at = comma + 2;
    }
    return values;
}

/// The arguments of a function that takes a name, and values for it.
struct NameAndValues {
    std::string name{};  ///< As it is on the wire.
    std::string_view values{};

    explicit NameAndValues(std::string_view arguments) {
        const std::size_t end = std::min(arguments.find(", "), arguments.size());
        const std::string_view first = arguments.substr(0, end);
        name = on_the_wire(first.substr(first.rfind(':') + 1));
        values = without_braces(arguments.substr(std::min(end + 2, arguments.size())));
    }

    static std::string_view without_braces(std::string_view list) {
        return list.starts_with('{') ? list.substr(1, list.size() - 2) : list;
    }
};

/// The directives that calls of a policy's functions write; nothing if one of them writes none.
inline std::string directives_of(const std::vector<Call>& calls) {
    std::string directives;
    for (const Call& call : calls) {
        if (call.name == "remove") continue;  // before it is written anew
        const NameAndValues replaced{call.argument};
        const bool is_replace = call.name == "replace";
        const std::string name = is_replace ? replaced.name : on_the_wire(call.name);
        const std::string_view values = is_replace ? replaced.values : NameAndValues::without_braces(call.argument);
        if (!csp::detail::find_directive(name)) return {};
        directives.append(directives.empty() ? "" : "; ").append(name).append(values_of(values, source_of));
    }
    return directives;
}

/// The name of the first of some directives.
inline std::string_view name_of_first(std::string_view directives) {
    return directives.substr(0, directives.find(' '));
}

/// The line of a policy that is changed by calls, or nothing.
inline std::string policy_line(const CallChain& policy) {
    constexpr std::string_view name = "Content-Security-Policy: ";
    const std::string directives = directives_of(policy.calls);
    if (directives.empty()) return {};
    if (policy.object == "sh::presets::recommended_content_security_policy()") {
        MendedPolicy whole{sh::parse::content_security_policy(whole_policy.substr(name.size()))};
        whole.set(directives);
        return std::string{name} + whole.text();
    }
    if (policy.object != "policy") return {};
    std::string line = std::string{name} + "...; " + directives;
    line += remark_on_nonces(line, name_of_first(directives));
    if (line.find("'sha256-...'") != std::string::npos) line += "  (of the code)";
    return line;
}

/// Whether a fix writes a list of sources or a sandbox anew.
inline bool rewrites_list(std::string_view fix) {
    constexpr std::string_view set = "headers.set(";
    if (fix.starts_with(set)) fix.remove_prefix(set.size());
    return fix.starts_with("policy.replace(") || fix.starts_with("policy.remove(sh::csp::Directive::sandbox).sandbox(");
}

/// A piece of C++ and what a header has in its place.
struct Translation {
    std::string_view code{};
    std::string_view wire{};
};

/// The code with each piece that is listed translated, and all else as it is.
template <std::size_t Size>
std::string translated(std::string_view code, const Translation (&list)[Size]) {
    std::string wire;
    while (!code.empty()) {
        const auto begins = [code](const Translation& each) { return code.starts_with(each.code); };
        const Translation* const found = std::find_if(list, list + Size, begins);
        wire += found == list + Size ? code.substr(0, 1) : found->wire;
        code.remove_prefix(found == list + Size ? 1 : found->code.size());
    }
    return wire;
}

inline constexpr Translation endpoints_on_the_wire[]{{"\"}, {\"", "\", "}, {"{\"", ""}, {"\", \"", "=\""}, {"}", ""}};
inline constexpr Translation groups_on_the_wire[]{
    {"{.group = ", "{\"group\":"},
    {", .max_age = std::chrono::seconds{", ",\"max_age\":"},
    {"}, .endpoints = {{.url = ", ",\"endpoints\":[{\"url\":"},
    {", .endpoints = {{.url = ", ",\"max_age\":2592000,\"endpoints\":[{\"url\":"},
    {"{.url = ", "{\"url\":"},
    {"}, {.url = ", "},{\"url\":"},
    {", .priority = ", ",\"priority\":"},
    {", .weight = ", ",\"weight\":"},
    {"}}, .include_subdomains = true}", "}],\"include_subdomains\":true}"},
    {"}}}", "}]}"},
};

/// The header that an argument of `set` stands for; empty if that says nothing of where reports go.
inline std::string reporting_header(std::string_view policy) {
    constexpr std::string_view endpoints = "sh::ReportingEndpoints{", groups = "sh::ReportTo{", nel = "sh::NEL{\"";
    if (!policy.ends_with('}')) return {};
    policy.remove_suffix(1);
    if (policy.starts_with(endpoints))
        return "Reporting-Endpoints: " + translated(policy.substr(endpoints.size()), endpoints_on_the_wire);
    if (policy.starts_with(groups)) return "Report-To: " + translated(policy.substr(groups.size()), groups_on_the_wire);
    if (!policy.starts_with(nel)) return {};
    return fmt::format(R"(NEL: {{"report_to":"{}","max_age":2592000}})",
                       policy.substr(nel.size(), policy.size() - nel.size() - 1));
}

/// The line of a Strict-Transport-Security that is set; or nothing.
inline std::string hsts_line(std::string_view code) {
    constexpr std::string_view begin = "sh::StrictTransportSecurity{", seconds = ".max_age = std::chrono::seconds{";
    if (!code.starts_with(begin)) return {};
    std::string_view max_age = "63072000";
    if (const std::size_t at = code.find(seconds); at != std::string_view::npos)
        max_age = code.substr(at + seconds.size(), code.find('}', at + seconds.size()) - at - seconds.size());
    const bool preload = code.find(".preload = true") != std::string_view::npos;
    return fmt::format("Strict-Transport-Security: max-age={}; includeSubDomains{}", max_age, preload ? "; preload" : "");
}

/// Who may use a feature as a policy has it, of its C++.
inline std::string allowed_of(std::string_view code) {
    return code.starts_with('"') ? std::string{code} : on_the_wire(code.substr(code.rfind(':') + 1));
}

/// The line of a Permissions-Policy that is composed; or nothing.
inline std::string permissions_line(std::string_view code) {
    const CallChain chain{code};
    if (chain.object != "sh::PermissionsPolicy{}") return {};
    std::string line;
    for (const Call& call : chain.calls) {
        const NameAndValues feature{call.argument};
        const std::string allowed = values_of(feature.values, allowed_of);
        const std::string list = allowed.empty() ? "()" : "(" + allowed.substr(1) + ")";
        line += fmt::format("{} {}={}", line.empty() ? "Permissions-Policy:" : ",", feature.name,
                            list == "(any)" ? "*" : list);
    }
    return line;
}

/// The header that an argument of `set` stands for; or nothing.
inline std::string header_of(std::string_view argument) {
    constexpr std::string_view permissions = "permissions.remove(sh::Feature::";
    if (argument.starts_with(permissions))
        return "Permissions-Policy without " +
               on_the_wire(argument.substr(permissions.size(), argument.size() - permissions.size() - 1));
    const std::string whole = "headers.set(" + std::string{argument} + ");";
    for (const HeaderLine& known : header_lines)
        if (known.fix == whole) return std::string{known.line};
    for (const auto write : {hsts_line, reporting_header, permissions_line})
        if (std::string line = write(argument); !line.empty()) return line;
    return policy_line(CallChain{argument});
}

/// The line of code without a remark, with what else it sets or takes out; or nothing.
inline std::string line_of_code(std::string_view code) {
    for (const HeaderLine& known : header_lines)
        if (known.fix == code) return std::string{known.line};
    if (!code.ends_with(';')) return {};
    const CallChain chain{code.substr(0, code.size() - 1)};
    if (chain.object != "headers" || chain.calls.empty()) return policy_line(chain);
    std::string line;
    for (const Call& call : chain.calls) {
        std::string header = header_of(call.argument);
        if (call.name == "remove") header = fmt::format("no {}", source_of(call.argument));
        if (header.empty() || (line.empty() && call.name != "set")) return {};
        line += line.empty() ? header : "  (and " + header + ")";
    }
    return line;
}

/// What a remark of C++ says of a header.
inline std::string in_words(std::string_view remark) {
    if (remark.find(sha256_of_code) != std::string_view::npos) return "  (and 'sha256-...' of the code)";
    return remark.empty() ? std::string{} : fmt::format("  ({})", remark);
}

/// What to send for a rule's fix, with what the C++ remarks; empty where the fix is in words.
inline std::string header_line(std::string_view fix) {
    constexpr std::string_view comment = "  // ", begin = "headers.remove(\"", end = "\");";
    for (const HeaderLine& known : header_lines)
        if (known.fix == fix) return std::string{known.line};
    const std::size_t at = fix.find(comment);
    const std::string_view code = fix.substr(0, at);
    const std::string remark{at == std::string_view::npos ? std::string_view{} : fix.substr(at + comment.size())};
    if (code.starts_with(begin) && code.find(end) == code.size() - end.size())
        return fmt::format("(leave {} out{}{})", code.substr(begin.size(), code.size() - begin.size() - end.size()),
                           remark.empty() ? "" : ", ", remark);
    const std::string line = line_of_code(code);
    return line.empty() ? line : line + in_words(remark);
}

/// What to send for a finding, by its header: of a feature its name, of a type the one that it has.
inline std::string header_line(const sh::Finding& finding) {
    const std::string value = visible(finding.value, 80);
    if (finding.id == "permissions-policy-any")
        return fmt::format(
            "Permissions-Policy: ..., {}=()  "
            "(in place of the {} that is there; or (self), or those who need it)",
            value, value);
    if (finding.id == "cors-without-vary" && !value.empty()) return "Vary: ..., Origin";
    if (finding.id == "content-type-without-charset") return "Content-Type: " + value + "; charset=utf-8";
    std::string line = header_line(finding.fix);
    constexpr std::string_view enforced = "Content-Security-Policy";
    if (finding.header.view() == "Content-Security-Policy-Report-Only" && line.starts_with(enforced) &&
        line[enforced.size()] == ':')
        line.insert(enforced.size(), "-Report-Only");
    return line;
}

inline constexpr std::size_t most_of_line = 1000;  ///< Of a directive; JSON has all of its value.

/// Where a line's notes begin, which stand in parentheses behind two spaces each; its size if it has none. A path of a
/// cookie may have such, too, but not behind all else.
inline std::size_t begin_of_notes(std::string_view line) {
    constexpr std::string_view begin = "  (";
    std::size_t end = line.size();
    while (end != 0 && line[end - 1] == ')') {
        const std::size_t at = line.rfind(begin, end - 1);
        if (at == std::string_view::npos) break;
        end = at;
    }
    return end;
}

/// What a line says behind `...; `, and what it explains in parentheses.
struct LineParts {
    std::string directives{};
    std::string note{};

    explicit LineParts(const std::string& line) {
        constexpr std::string_view begin = ": ...; ";
        const std::size_t at = line.find(begin), end = begin_of_notes(line);
        if (at != std::string::npos) directives = line.substr(at + begin.size(), end - at - begin.size());
        note = line.substr(end);
    }
};

inline bool is_policy(const sh::Finding& finding) {
    return finding.header.view().starts_with("Content-Security-Policy");
}

/// Whether a finding is about a directive that browsers skip, and its fix puts it in.
inline bool is_of_skipped(const sh::Finding& finding) {
    return finding.id == "csp-unknown-directive" || finding.id == "csp-missing-semicolon" ||
           finding.id == "csp-not-ascii";
}

/// Whether a finding is about directives as such, not about the sources of one.
inline bool is_structural(const sh::Finding& finding) {
    return MendedPolicy::knows(finding.id) && (is_of_skipped(finding) || !rewrites_list(finding.fix));
}

/// Whether the finding is mended by what its line says, rather than by its place alone.
inline bool is_written(const sh::Finding& finding, const LineParts& parts) {
    return !is_structural(finding) || is_of_skipped(finding) || (finding.id == "csp-value" && !parts.directives.empty());
}

/// Mends what the finding is about; false if it is not known how.
inline bool mend(MendedPolicy& policy, const sh::Finding& finding) {
    const LineParts parts{header_line(finding)};
    if (is_written(finding, parts)) policy.set(parts.directives);
    const bool by_place = is_of_skipped(finding) || !is_written(finding, parts);
    return by_place ? policy.mend(finding) : !parts.directives.empty();
}

/// Whether one line is to be sent for both findings: of one rule and fix, in one policy or cookie.
inline bool is_sent_with(const sh::Finding& one, const sh::Finding& other, const Policies& policies,
                         const sh::detail::List<sh::audit_rules::Cookie>& cookies) {
    if (one.id != other.id || one.fix != other.fix || one.header != other.header) return false;
    if (is_policy(one)) return policy_at(policies, one.offset) == policy_at(policies, other.offset);
    if (!sh::detail::iequals(one.header, "Set-Cookie")) return true;
    return std::none_of(cookies.begin(), cookies.end(), [&](const sh::audit_rules::Cookie& cookie) {
        return (cookie.begin <= one.offset) != (cookie.begin <= other.offset);
    });
}

/// What to send for findings of one rule and fix, beside what the policies of the field say already.
inline std::string header_line(const sh::Finding* first, const sh::Finding* last, const Policies& policies) {
    const std::string line = header_line(*first);
    const csp::ParsedPolicy* const policy = is_policy(*first) ? policy_at(policies, first->offset) : nullptr;
    if (policy == nullptr || !MendedPolicy::can_mend(*policy)) return line;
    const MendedPolicy before{*policy};
    MendedPolicy after = before;
    bool mended = false;
    while (last-- != first)  // from the end on, since a place that is changed may be the last that there is
        if (before.holds(last->offset) && mend(after, *last)) mended = true;
    after.erase_repeated(before);
    const MendedPolicy::Changes changes = after.changes_since(before);
    if (!mended || changes.empty()) return line;
    std::string mending{first->header.view()};
    mending += ": ...";
    const LineParts parts{line};
    std::string note = is_written(*first, parts) ? parts.note : std::string{};
    for (const std::string& directive : changes.made) {
        const std::string shown = without_nonces(directive);
        mending += "; " + visible(shown, most_of_line);
        if (note.find("RANDOM") == std::string::npos) note.insert(0, remark_on_nonces(shown, directive));
    }
    const auto list = [](const std::vector<std::string>& names) {
        return visible(fmt::format("{}", fmt::join(names, ", ")));
    };
    if (!changes.replaced.empty()) mending += "  (in place of the " + list(changes.replaced) + " that is there)";
    if (first->id == "csp-not-ascii") mending += "  (in place of the one that is not all ASCII)";
    if (!changes.gone.empty()) mending += "  (without " + list(changes.gone) + ")";
    return mending + note;
}

/// The policies of a field's value, each of which is mended where findings say so.
class MendedPolicies {
public:
    static constexpr std::size_t most_policies = 10;

    /// Takes all of them or, where they are more than anybody writes, none: what is shown is to be sent as it is.
    explicit MendedPolicies(const Policies& policies) {
        std::size_t bytes = 0;
        for (const csp::ParsedPolicy& policy : policies) bytes += policy.text.size();
        if (policies.size() > most_policies || bytes > MendedPolicy::most_bytes) return;
        if (!std::all_of(policies.begin(), policies.end(), MendedPolicy::can_mend)) return;
        for (const csp::ParsedPolicy& policy : policies) policies_.emplace_back(policy);
    }

    bool empty() const { return policies_.empty(); }

    std::string text() const {
        std::string text;
        for (const MendedPolicy& policy : policies_) {
            const std::string one = policy.text();
            if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
        }
        return text;
    }

    /// Mends what is wrong with a header's directives as such; if there is nothing of that, what is more than worth
    /// knowing.
    void mend(const sh::detail::List<sh::Finding>& findings, std::string_view header) {
        const std::string before = text();
        mend(findings, header, is_structural);
        if (text() == before || text().empty()) mend(findings, header, is_of_sources);
    }

private:
    static bool is_of_sources(const sh::Finding& finding) {
        return !is_structural(finding) && (finding.severity > sh::Severity::info || MendedPolicy::knows(finding.id));
    }

    /// From the end on, where the worst comes last, and since a place that is changed may be the last that there is.
    void mend(const sh::detail::List<sh::Finding>& findings, std::string_view header, bool (*counts)(const sh::Finding&)) {
        for (const sh::Finding* finding = findings.end(); finding-- != findings.begin();) {
            if (!counts(*finding)) continue;
            if (says_who_frames(*finding, header)) audit_command::mend(policies_.front(), *finding);
            if (finding->header.view() != header) continue;
            for (MendedPolicy& policy : policies_)
                if (policy.holds(finding->offset)) {
                    audit_command::mend(policy, *finding);
                    break;
                }
        }
    }

    /// Of another header, mended by the first policy.
    static bool says_who_frames(const sh::Finding& finding, std::string_view header) {
        return finding.id == "x-frame-options-ignored" && header == "Content-Security-Policy";
    }

    std::vector<MendedPolicy> policies_{};
};

/// What is found of a policy that stands in place of those of a response's headers, enforced or not.
inline sh::Report audit_instead(const sh::audit_rules::Response& response, std::string_view header,
                                std::string_view policy) {
    using sh::audit_rules::Header;
    std::vector<sh::ResponseField> fields;
    for (const sh::audit_rules::Field& field : response.fields())
        if (field.header != Header::content_security_policy && field.header != Header::content_security_policy_report_only)
            fields.push_back({field.name, field.value});
    fields.push_back({header, policy});
    return sh::audit(fields, response.context());
}

/// The policies of a response's header with all mended that is more than worth knowing; empty if there is none, or
/// nothing to mend. What is mended may bring something else to light: hence they are asked again.
inline std::string mended_line(const sh::detail::List<sh::Finding>& findings, std::string_view header,
                               const Policies& parsed, const sh::audit_rules::Response& response) {
    constexpr int rounds = 8;
    MendedPolicies policies{parsed};
    if (policies.empty()) return {};
    const std::string before = policies.text();
    policies.mend(findings, header);
    std::string last = before;
    for (int round = 1; round < rounds && policies.text() != last; ++round) {
        last = policies.text();
        const sh::Report report = audit_instead(response, header, last);
        policies = MendedPolicies{sh::parse::content_security_policies(last)};
        if (policies.empty()) return {};
        policies.mend(report.findings(), header);
    }
    const std::string after = policies.text();
    return after.empty() || after == before ? std::string{} : std::string{header} + ": " + visible(without_nonces(after));
}

}  // namespace audit_command
