// SPDX-License-Identifier: MIT
// What the audit says to send for a cookie mends what it found and keeps all else that the cookie has.
#include "../../examples/audit/cookie_line.hpp"

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/rules/cookie_fix.hpp>
#include <secure_headers/parse/set_cookie.hpp>

#include "catch.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;

namespace {

using sh::parse::CookieSameSite;
using sh::parse::SetCookie;

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
        if (finding.id == id) return audit_command::cookie_line(finding, head_of(cookie)).substr(12);
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
        return std::min(cookie.max_age.value_or(-1), sh::audit_rules::cookies::days_400);
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
                 "csrftoken=...; Path=/; Secure; HttpOnly; SameSite=Strict"},
             Row{"cookie-without-prefix", "XSRF-TOKEN=a; Path=/; Secure; SameSite=Strict",
                 "__Host-XSRF-TOKEN=...; Path=/; Secure; SameSite=Strict"},
             Row{"cookie-without-secure", "__RequestVerificationToken=xyz; path=/; HttpOnly",
                 "__RequestVerificationToken=...; Path=/; Secure; HttpOnly"},
             Row{"cookie-without-prefix",
                 "sid=1; Domain=a.example; Path=/app; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600",
                 "__Secure-sid=...; Path=/app; Domain=a.example; Max-Age=600; Secure; HttpOnly; SameSite=None; Partitioned"},
             Row{"cookie-without-prefix", "sid=1; Path=/app; Secure", "__Secure-sid=...; Path=/app; Secure"},
             Row{"cookie-without-prefix", "sid=1; Secure", "__Host-sid=...; Path=/; Secure"},
             Row{"cookie-without-httponly",
                 "_octo=a; Path=/; Domain=github.com; Expires=Wed, 21-Oct-2037 07:28:00 GMT; Secure; SameSite=Lax",
                 "_octo=...; Path=/; Domain=github.com; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-without-secure", "a=b; Priority=High; Foo=\"bar\"", "a=...; Secure; Priority=High; Foo=\"bar\""},
             Row{"cookie-attribute-unknown", "a=b; Secure; Paht=/; Priority=High", "a=...; Secure; Priority=High"},
             Row{"cookie-without-samesite", "a=b; Secure; Domain=.a.example",
                 "a=...; Domain=a.example; Secure; SameSite=Lax"},
             Row{"cookie-attribute-unknown", "a=b; SameSite=Lax; samesite=Strict", "a=...; SameSite=Strict"},
             Row{"cookie-attribute-unknown", "a=b; Path=x; Max-Age=y; Expires=z", "a=..."},
             Row{"cookie-session-samesite-none", "sid=1; Secure; SameSite=None", "sid=...; Secure; SameSite=Lax"},
             Row{"cookie-csrf-without-samesite", "csrf=1; Secure; HttpOnly", "csrf=...; Secure; HttpOnly; SameSite=Lax"},
             Row{"cookie-samesite-unknown", "a=1; SameSite=Strong", "a=...; SameSite=Lax"},
             Row{"cookie-lifetime", "a=1; Max-Age=99999999; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Secure",
                 "a=...; Max-Age=34560000; Secure"},
             Row{"cookie-domain", "__Secure-a=1; Secure; Domain=a.example; Path=/x", "__Secure-a=...; Path=/x; Secure"},
             Row{"cookie-prefix-case", "__host-a=1; Secure; Path=/", "__Host-a=...; Path=/; Secure"},
             Row{"cookie-http-prefix", "__Http-a=1; Secure; Path=/x", "__Http-a=...; Path=/x; Secure; HttpOnly"},
             Row{"cookie-rejected", "__Host-a=1; Domain=a.example; HttpOnly", "__Host-a=...; Path=/; Secure; HttpOnly"},
             Row{"cookie-rejected", "a=1; SameSite=None", "a=...; Secure; SameSite=None"},
             Row{"cookie-rejected", "a=1; Partitioned; Path=/", "a=...; Path=/; Secure; Partitioned"},
             Row{"cookie-rejected", "a=1; Secure; Domain=*.a.example", "a=...; Secure"},
             Row{"cookie-without-name", "b; Secure; HttpOnly", "name=...; Secure; HttpOnly"},
             Row{"cookie-without-secure", "a\"b=1; Path=/", "a\"b=...; Path=/; Secure"},
             Row{"cookie-without-secure", "a=1; Max-Age=99999999999999999999", "a=...; Max-Age=34560000; Secure"},
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
    CHECK(lines == std::vector<std::string>{"Set-Cookie: __Host-b=...; Path=/; Secure; HttpOnly; SameSite=Lax",
                                            "Set-Cookie: __Secure-c=...; Path=/c; Secure; HttpOnly; SameSite=Lax"});
}

TEST_CASE("What is to be sent for a cookie no longer has what was found, and loses only that") {
    const char* const names[]{"a", "sid", "csrf", "__Host-a", "__Secure-sid", "__host-a", "__Http-a"};
    const char* const attributes[]{"; Secure",      "; HttpOnly",   "; SameSite=Strict",  "; SameSite=None",
                                   "; Path=/x",     "; Max-Age=60", "; Max-Age=99999999", "; Domain=a.example",
                                   "; Partitioned", "; Path=/"};
    std::size_t count = 0;
    for (const char* const name : names)
        for (unsigned chosen = 0; chosen < 1U << 10U; ++chosen) {
            std::string cookie = std::string{name} + "=1";
            for (unsigned i = 0; i < 10; ++i)
                if ((chosen >> i & 1U) != 0) cookie += attributes[i];
            const sh::Report report = sh::audit(head_of(cookie).fields);
            for (const sh::Finding& finding : report.findings()) {
                const std::string line = audit_command::cookie_line(finding, head_of(cookie));
                if (line.empty() || finding.id == "cookie-attribute-unknown") continue;
                const std::string mended = line.substr(12);
                INFO(finding.id << ": " << cookie << " -> " << mended);
                ++count;
                const bool is_gone = !has(sh::audit(head_of(mended).fields), finding.id);
                CHECK(is_gone);
                const SetCookie before = sh::parse::set_cookie(cookie), after = sh::parse::set_cookie(mended);
                CHECK_FALSE(after.is_dropped());
                if (before.is_dropped() || name[0] == '_') continue;
                const std::string is_lost = lost(before, after);
                const bool is_host = after.has_prefix("__Host-") && before.path.empty();
                const bool is_about = (finding.id == "cookie-lifetime" && is_lost == "Max-Age") ||
                                      (finding.id == "cookie-domain" && is_lost == "Domain") ||
                                      (finding.id == "cookie-without-prefix" && is_host && is_lost == "Path");
                if (!is_about) CHECK(is_lost == "");
            }
        }
    CHECK(count > 1000);
}
