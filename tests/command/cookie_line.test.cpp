// SPDX-License-Identifier: MIT
// What the audit says to send for a cookie mends what it found and keeps all else that the cookie has.
#include "../../examples/audit/cookie_line.hpp"

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/rules/cookie_fix.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include "catch.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;

namespace {

using sh::parse::CookieSameSite;
using sh::parse::SetCookie;

/// The cookie of a line, without the header's name and what is said beside it.
std::string cookie_of(const std::string& line) { return line.substr(12, audit_command::begin_of_notes(line) - 12); }

audit_command::ResponseHead head_of(const std::string& cookie) { return {.fields = {{"Set-Cookie", cookie}}}; }

bool has(const sh::Report& report, std::string_view id) {
    for (const sh::Finding& finding : report.findings())
        if (finding.id == id) return true;
    return false;
}

/// What is to be sent for a finding of that rule, less the header's name.
std::string line_for(std::string_view id, const std::string& cookie) {
    const sh::Report report = sh::audit(head_of(cookie).fields);
    for (const sh::Finding& finding : report.findings())
        if (finding.id == id) return cookie_of(audit_command::cookie_line(finding, head_of(cookie)));
    return "no such finding";
}

/// How far the cookie keeps from other sites.
int strictness(const SetCookie& cookie) {
    switch (cookie.same_site) {
        case CookieSameSite::strict:
            return 3;
        case CookieSameSite::lax:
            return 2;
        case CookieSameSite::none:
            return 0;
        default:
            return 1;
    }
}

/// The names of what is lost on the way from one to the other.
std::string lost(const SetCookie& before, const SetCookie& after) {
    std::string names;
    const auto compare = [&](bool is_kept, std::string_view name) {
        if (!is_kept) names.append(names.empty() ? "" : " ").append(name);
    };
    compare(after.name.text.ends_with(before.name.text), "name");
    compare(before.path == after.path, "Path");
    compare(before.domain == after.domain, "Domain");
    const auto kept_for = [](const SetCookie& cookie) {  // by browsers, for 400 days at most
        return std::min(cookie.max_age.value_or(-1), sh::detail::cookie_age_limit);
    };
    compare(kept_for(before) == kept_for(after), "Max-Age");
    compare(before.expires.value_or(-1) == after.expires.value_or(-1), "Expires");
    compare(!before.secure || after.secure, "Secure");
    compare(!before.http_only || after.http_only, "HttpOnly");
    compare(strictness(before) <= strictness(after), "SameSite");
    compare(!before.partitioned || after.partitioned, "Partitioned");
    return names;
}

}  // namespace

TEST_CASE("What is to be sent for a cookie has its name and its attributes") {
    struct Row {
        std::string_view id;
        const char* cookie;
        std::string_view line;
    };
    for (const Row& row : {
             Row{"cookie-without-secure", "csrftoken=a; Path=/; HttpOnly; SameSite=Strict",
                 "__Host-csrftoken=...; Path=/; Secure; HttpOnly; SameSite=Strict"},
             Row{"cookie-without-prefix", "XSRF-TOKEN=a; Path=/; Secure; SameSite=Strict",
                 "__Host-XSRF-TOKEN=...; Path=/; Secure; SameSite=Strict"},
             Row{"cookie-without-secure", "__RequestVerificationToken=xyz; path=/; HttpOnly",
                 "__Host-__RequestVerificationToken=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-prefix",
                 "sid=1; Domain=a.example; Path=/app; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600",
                 "__Secure-sid=...; Path=/app; Max-Age=600; Secure; HttpOnly; SameSite=Lax; Partitioned"},
             Row{"cookie-without-prefix", "sid=1; Path=/app; Secure",
                 "__Secure-sid=...; Path=/app; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-prefix", "sid=1; Secure", "__Host-sid=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-httponly",
                 "_octo=a; Path=/; Domain=github.com; Expires=Wed, 21-Oct-2037 07:28:00 GMT; Secure; SameSite=Lax",
                 "__Host-_octo=...; Path=/; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-secure", "a=b; Priority=High; Foo=\"bar\"",
                 "__Host-a=...; Path=/; Secure; SameSite=Lax; Priority=High"},
             Row{"cookie-attribute-unknown", "a=b; Secure; Paht=/; Priority=High",
                 "__Host-a=...; Path=/; Secure; SameSite=Lax; Priority=High"},
             Row{"cookie-attribute-unknown", "a=1; Priority=High; Priority=Low; Path=/; Secure; SameSite=Lax",
                 "__Host-a=...; Path=/; Secure; SameSite=Lax; Priority=Low"},
             Row{"cookie-attribute-unknown", "a=1; Foo=2; Foo=2; Priority=Higher; SameSite=None; Secure",
                 "__Host-a=...; Path=/; Secure; SameSite=None"},
             Row{"cookie-attribute-unknown", "sid=; Max-Age=0; Path=/x; Domain=a.example; Foo",
                 "sid=...; Path=/x; Domain=a.example; Max-Age=0"},
             Row{"cookie-without-samesite", "a=b; Secure; Domain=.a.example", "__Host-a=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-attribute-unknown", "a=b; SameSite=Lax; samesite=Strict",
                 "__Host-a=...; Path=/; Secure; SameSite=Strict"},
             Row{"cookie-attribute-unknown", "a=b; Path=x; Max-Age=y; Expires=z",
                 "__Host-a=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-session-samesite-none", "sid=1; Secure; SameSite=None",
                 "__Host-sid=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-csrf-without-samesite", "csrf=1; Secure; HttpOnly",
                 "__Host-csrf=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-samesite-unknown", "a=1; SameSite=Strong", "__Host-a=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-lifetime", "a=1; Max-Age=99999999; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Secure",
                 "__Host-a=...; Path=/; Max-Age=34560000; Secure; SameSite=Lax"},
             Row{"cookie-without-httponly", "a=1; Expires=Thu, 21 Oct 2038 07:28:00 GMT; Secure; SameSite=Lax",
                 "__Host-a=...; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-domain", "__Secure-a=1; Secure; Domain=a.example; Path=/x",
                 "__Secure-a=...; Path=/x; Secure; SameSite=Lax"},
             Row{"cookie-prefix-case", "__host-a=1; Secure; Path=/", "__Host-a=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-http-prefix", "__Http-a=1; Secure; Path=/x",
                 "__Http-a=...; Path=/x; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-rejected", "__Host-a=1; Domain=a.example; HttpOnly",
                 "__Host-a=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-rejected", "a=1; SameSite=None", "__Host-a=...; Path=/; Secure; SameSite=None"},
             Row{"cookie-rejected", "a=1; Partitioned; Path=/", "__Host-a=...; Path=/; Secure; SameSite=Lax; Partitioned"},
             Row{"cookie-rejected", "a=1; Secure; Domain=*.a.example", "__Host-a=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-rejected", "__Host-a=; Max-Age=0", "__Host-a=...; Path=/; Max-Age=0; Secure"},
             Row{"cookie-without-name", "b; Secure; HttpOnly", "__Host-name=...; Path=/; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-secure", "a\"b=1; Path=/", "__Host-a\"b=...; Path=/; Secure; SameSite=Lax"},
             Row{"cookie-without-secure", "a=1; Max-Age=99999999999999999999",
                 "__Host-a=...; Path=/; Max-Age=34560000; Secure; SameSite=Lax"},
         }) {
        INFO(row.cookie);
        CHECK(line_for(row.id, row.cookie) == row.line);
    }
}

TEST_CASE("What is to be sent for one of several cookies is that one") {
    const audit_command::ResponseHead head{.fields = {{"Set-Cookie", "__Host-a=1; Secure; Path=/; SameSite=Lax; HttpOnly"},
                                                      {"Vary", "Origin"},
                                                      {"set-cookie", "b=1; Secure; SameSite=Lax; HttpOnly"},
                                                      {"Set-Cookie", "c=1; Secure; Path=/c; SameSite=Lax; HttpOnly"}}};
    std::vector<std::string> lines;
    const sh::Report report = sh::audit(head.fields);
    for (const sh::Finding& finding : report.findings())
        if (finding.id == "cookie-without-prefix") lines.push_back(audit_command::cookie_line(finding, head));
    CHECK(lines ==
          std::vector<std::string>{"Set-Cookie: __Host-b=...; Path=/; Secure; HttpOnly; SameSite=Lax  (whatever reads "
                                   "it has to ask for __Host-b)",
                                   "Set-Cookie: __Secure-c=...; Path=/c; Secure; HttpOnly; SameSite=Lax  (whatever "
                                   "reads it has to ask for __Secure-c)"});
}

namespace {

/// A cookie of each name with each choice of the attributes.
template <std::size_t Names, std::size_t Count>
std::vector<std::string> cookies_of(const char* const (&names)[Names], const char* const (&attributes)[Count]) {
    std::vector<std::string> cookies;
    for (const char* const name : names)
        for (unsigned chosen = 0; chosen < 1U << Count; ++chosen) {
            std::string cookie = std::string{name} + "=1";
            for (unsigned i = 0; i < Count; ++i)
                if ((chosen >> i & 1U) != 0) cookie += attributes[i];
            cookies.push_back(std::move(cookie));
        }
    return cookies;
}

}  // namespace

TEST_CASE("What is to be sent for a cookie no longer has what was found, and loses only that") {
    const char* const names[]{"a", "sid", "csrf", "__Host-a", "__Secure-sid", "__host-a", "__Http-a"};
    const char* const attributes[]{"; Secure",      "; HttpOnly",   "; SameSite=Strict",  "; SameSite=None",
                                   "; Path=/x",     "; Max-Age=60", "; Max-Age=99999999", "; Domain=a.example",
                                   "; Partitioned", "; Path=/"};
    std::size_t count = 0;
    for (const std::string& cookie : cookies_of(names, attributes)) {
        const sh::Report report = sh::audit(head_of(cookie).fields);
        for (const sh::Finding& finding : report.findings()) {
            const std::string line = audit_command::cookie_line(finding, head_of(cookie));
            if (line.empty() || finding.id == "cookie-attribute-unknown") continue;
            const std::string mended = cookie_of(line);
            INFO(finding.id << ": " << cookie << " -> " << mended);
            ++count;
            const bool is_gone = !has(sh::audit(head_of(mended).fields), finding.id);
            CHECK(is_gone);
            const SetCookie before = sh::parse::set_cookie(cookie), after = sh::parse::set_cookie(mended);
            CHECK_FALSE(after.is_dropped());
            if (before.is_dropped() || cookie[0] == '_') continue;
            const std::string is_lost = lost(before, after);
            const bool is_host = after.has_prefix("__Host-") && before.path.empty();
            std::string about;
            if (is_host) about = "Path";
            if (!before.domain.empty()) about.append(about.empty() ? "" : " ").append("Domain");
            CHECK(is_lost == about);
        }
    }
    CHECK(count > 1000);
}

TEST_CASE("Each fix of a cookie mends all that is more than worth knowing, and keeps none but a session's from scripts") {
    const char* const names[]{"a", "sid", "csrf", "__Host-a", "__Secure-sid", "__host-a", "__Http-a", ""};
    const char* const attributes[]{"; Secure",           "; HttpOnly",
                                   "; SameSite=Strict",  "; SameSite=None",
                                   "; Path=/x",          "; Domain=a.example",
                                   "; Max-Age=99999999", "; Foo=1",
                                   "; SameSite=x",       "; Priority=High; Priority=Low"};
    std::size_t count = 0;
    for (const std::string& cookie : cookies_of(names, attributes)) {
        const sh::Report report = sh::audit(head_of(cookie).fields);
        const bool is_session = has(report, "cookie-session-without-httponly");
        std::vector<std::string> lines, fixes;
        for (const sh::Finding& finding : report.findings()) {
            const std::string line = audit_command::cookie_line(finding, head_of(cookie));
            if (line.empty()) continue;
            INFO(finding.id << ": " << cookie << " -> " << line);
            ++count;
            for (const sh::Finding& left : sh::audit(head_of(cookie_of(line)).fields).findings()) {
                const bool is_cookies = left.id.starts_with("cookie-") && left.severity > sh::Severity::info;
                CHECK_FALSE(is_cookies);
            }
            if (finding.id == "cookie-without-httponly") continue;
            lines.push_back(line);
            fixes.emplace_back(finding.fix.view());
            const bool is_kept_from_scripts = line.find("HttpOnly") != std::string::npos;
            const SetCookie before = sh::parse::set_cookie(cookie);
            if (is_kept_from_scripts && !before.is_dropped() && !before.has_prefix("__Http-"))
                CHECK((is_session || before.http_only));
        }
        INFO(cookie);
        CHECK(std::adjacent_find(lines.begin(), lines.end(), std::not_equal_to<>{}) == lines.end());
        CHECK(std::adjacent_find(fixes.begin(), fixes.end(), std::not_equal_to<>{}) == fixes.end());
    }
    CHECK(count > 1000);
}

TEST_CASE("Whoever follows a cookie's fixes to the last has nothing left to mend") {
    for (const char* const cookie : {"sid=1", "theme=1; Expires=Thu, 21 Oct 2038 07:28:00 GMT",
                                     "a=1; Max-Age=99999999; Foo", "csrf=1; SameSite=None; Secure; Domain=a.example"}) {
        std::string last;
        const sh::Report report = sh::audit(head_of(cookie).fields);
        for (const sh::Finding& finding : report.findings())
            if (std::string line = audit_command::cookie_line(finding, head_of(cookie)); !line.empty())
                last = cookie_of(line);
        INFO(cookie << " -> " << last);
        for (const sh::Finding& left : sh::audit(head_of(last).fields).findings())
            CHECK_FALSE(left.id.starts_with("cookie-"));
    }
}

TEST_CASE("What else changes with a cookie is said") {
    struct Row {
        const char* cookie;
        bool https;
        std::string_view remark;
    };
    for (const Row& row : {
             Row{"sid=1", true, "  (whatever reads it has to ask for __Host-sid)"},
             Row{"sid=1; Path=/a  (b); Secure", true, "  (whatever reads it has to ask for __Secure-sid)"},
             Row{"__host-sid=1", true, "  (whatever reads it has to ask for __Host-sid)"},
             Row{"sid=1; Domain=a.example", true,
                 "  (whatever reads it has to ask for __Host-sid; subdomains get it no more)"},
             Row{"__Secure-sid=1; Secure; Domain=.a.example", true, "  (subdomains get it no more)"},
             Row{"__Host-sid=1; Secure; Path=/; HttpOnly; SameSite=None", true, ""},
             Row{"=1", true, ""},
             Row{"sid=; Max-Age=0; Foo", true, ""},
             Row{"sid=; Max-Age=0; Foo", false, ""},
             Row{"__Host-sid=1; Secure; Path=/; SameSite=None", false, "  (browsers store it over HTTPS only)"},
         }) {
        INFO(row.cookie);
        const audit_command::ResponseHead head = head_of(row.cookie);
        const sh::Report report = sh::audit(head.fields, {.https = row.https});
        std::size_t count = 0;
        for (const sh::Finding& finding : report.findings()) {
            const std::string line = audit_command::cookie_line(finding, head, row.https);
            if (line.empty()) continue;
            ++count;
            CHECK(line.substr(audit_command::begin_of_notes(line)) == row.remark);
            const std::string fix{finding.fix};
            if (row.remark.empty()) CHECK(fix.ends_with("};"));
            if (!row.remark.empty())
                CHECK(fix.ends_with("};  // " + std::string{row.remark.substr(3, row.remark.size() - 4)}));
        }
        CHECK(count > 0);
    }
}
