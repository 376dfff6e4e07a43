// SPDX-License-Identifier: MIT
// Whatever byte comes in between, a parsed text becomes no policy, or one that writes a field's value.
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/expect_ct.hpp>
#include <secure_headers/parse/expires.hpp>
#include <secure_headers/parse/feature_policy.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/pragma.hpp>
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>
#include <secure_headers/parse/x_dns_prefetch_control.hpp>
#include <secure_headers/parse/x_download_options.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_permitted_cross_domain_policies.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>
#include <secure_headers/parse/x_xss_protection.hpp>

#include "catch.hpp"
#include "proof/oracle.hpp"
#include "written.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace parse = secure_headers::parse;

namespace {

/// Puts bytes before, behind and in place of each of a text that becomes something with a `value`.
void check(std::string_view text, auto&& to_policy, auto&& value) {
    INFO(text);
    REQUIRE(to_policy(text).has_value());
    for (std::size_t place = 0; place <= text.size(); ++place)
        for (int byte = 0; byte < 256; ++byte)
            for (const std::size_t replaced : {std::size_t{0}, std::size_t{1}}) {
                std::string changed{text};
                changed.replace(place, replaced, 1, static_cast<char>(byte));
                const auto policy = to_policy(changed);
                if (policy && !oracle::field_value(value(*policy))) FAIL_CHECK(changed);
            }
}
void check(std::string_view text, auto&& to_policy) {
    check(text, to_policy, [](const auto& policy) { return written(policy); });
}

}  // namespace

TEST_CASE("A parsed text with any byte in it becomes no policy, or one that writes a field's value") {
    check(R"(no-store)", [](std::string_view text) { return parse::to_policy(parse::cache_control(text)); });
    check(R"(private="A, B", max-age=5)",
          [](std::string_view text) { return parse::to_policy(parse::cache_control(text)); });
    check(R"("cache", "cookies")", [](std::string_view text) { return parse::to_policy(parse::clear_site_data(text)); });
    check(R"(default-src 'self' https://*.a.example:443/b; report-uri https://[::1]/a; report-to b)",
          [](std::string_view text) { return parse::to_policy(parse::content_security_policy(text)); });
    check(R"(require-corp;report-to="a")",
          [](std::string_view text) { return parse::to_policy(parse::cross_origin_embedder_policy(text)); });
    check(R"(same-origin; report-to="a")",
          [](std::string_view text) { return parse::to_policy(parse::cross_origin_opener_policy(text)); });
    check(R"(same-site)",
          [](std::string_view text) { return parse::to_policy(parse::cross_origin_resource_policy(text)); });
    check(R"(a=1.5, b, *;report-to="c")",
          [](std::string_view text) { return parse::to_policy(parse::document_policy(text)); });
    check(R"(max-age=1, enforce, report-uri="https://[::1]/ct")",
          [](std::string_view text) { return parse::to_policy(parse::expect_ct(text)); });
    check(R"(0)", [](std::string_view text) { return parse::to_policy(parse::expires(text)); });
    check(R"(Thu, 01 Jan 1970 00:00:00 GMT)",
          [](std::string_view text) { return parse::to_policy(parse::expires(text)); });
    check(R"(usb 'self' https://[::1]:8443; camera 'none')",
          [](std::string_view text) { return parse::to_policy(parse::feature_policy(text)); });
    check(R"(blocked-destinations=(script), endpoints=(a b))",
          [](std::string_view text) { return parse::to_policy(parse::integrity_policy(text)); });
    check(R"({"report_to":"a","max_age":1,"success_fraction":0.5})",
          [](std::string_view text) { return parse::to_policy(parse::nel(text)); });
    check(R"(?1)", [](std::string_view text) { return parse::to_policy(parse::origin_agent_cluster(text)); });
    check(R"(usb=(self "https://a.example"), camera=*, midi=();report-to="b")",
          [](std::string_view text) { return parse::to_policy(parse::permissions_policy(text)); });
    check(R"(no-cache)", [](std::string_view text) { return parse::to_policy(parse::pragma(text)); });
    check(R"(pin-sha256="d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM="; pin-sha256="E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g="; max-age=1; report-uri="https://[::1]/p")",
          [](std::string_view text) { return parse::to_policy(parse::public_key_pins(text)); });
    check(R"(no-referrer, strict-origin)",
          [](std::string_view text) { return parse::to_policy(parse::referrer_policy(text)); });
    check(R"({"group":"a","max_age":1,"endpoints":[{"url":"https://[::1]/r","priority":1}]})",
          [](std::string_view text) { return parse::to_policy(parse::report_to(text)); });
    check(R"(a="https://[::1]/r", b="/r")",
          [](std::string_view text) { return parse::to_policy(parse::reporting_endpoints(text)); });
    check(R"(nginx)", [](std::string_view text) { return parse::to_policy(parse::server(text)); });
    check(R"(max-age=63072000; includeSubDomains; preload)",
          [](std::string_view text) { return parse::to_policy(parse::strict_transport_security(text)); });
    check(R"(https://a.example, https://[::1]:8443)",
          [](std::string_view text) { return parse::to_policy(parse::timing_allow_origin(text)); });
    check(R"(nosniff)", [](std::string_view text) { return parse::to_policy(parse::x_content_type_options(text)); });
    check(R"(off)", [](std::string_view text) { return parse::to_policy(parse::x_dns_prefetch_control(text)); });
    check(R"(noopen)", [](std::string_view text) { return parse::to_policy(parse::x_download_options(text)); });
    check(R"(SAMEORIGIN)", [](std::string_view text) { return parse::to_policy(parse::x_frame_options(text)); });
    check(R"(none)",
          [](std::string_view text) { return parse::to_policy(parse::x_permitted_cross_domain_policies(text)); });
    check(R"(bot: noindex, max-snippet:1, unavailable_after: 25 Jun 2030 15:00:00 GMT)",
          [](std::string_view text) { return parse::to_policy(parse::x_robots_tag(text)); });
    check(R"(0)", [](std::string_view text) { return parse::to_policy(parse::x_xss_protection(text)); });
    check(
        "id=a; Path=/a; Domain=a.example; Max-Age=5; Secure; HttpOnly; SameSite=Lax; Partitioned",
        [](std::string_view text) { return parse::to_policy(parse::set_cookie(text)); },
        [](const secure_headers::SecureCookie& cookie) { return cookie.header("v"); });
}

TEST_CASE("A policy of a parsed text has its own order, letters, dates and blanks where the meaning is the same") {
    const auto robots = [](std::string_view text) { return written(*parse::to_policy(parse::x_robots_tag(text))); };
    CHECK(robots("max-snippet:50, nofollow") == "nofollow, max-snippet:50");
    CHECK(robots("unavailable_after: Wed, 03 Dec 2025 13:09:53 GMT") == "unavailable_after: 03 Dec 2025 13:09:53 GMT");
    CHECK(written(*parse::to_policy(parse::clear_site_data(R"("cookies", "cache")"))) == R"("cookies","cache")");
    CHECK(written(*parse::to_policy(parse::cross_origin_opener_policy(R"(same-origin; report-to="g")"))) ==
          R"(same-origin;report-to="g")");
    CHECK(written(*parse::to_policy(parse::x_frame_options("SameOrigin"))) == "SAMEORIGIN");
}

TEST_CASE("Texts that browsers understand, and that no policy object says") {
    const auto none = [](const auto& parsed) {
        CHECK(parsed.problems.empty());
        CHECK_FALSE(parse::to_policy(parsed).has_value());
    };
    for (const std::string_view text :
         {"max-age=0; preload", "max-age=31536000; preload", "max-age=1; includeSubDomains; preload", "max-age=1; a"}) {
        INFO(text);
        none(parse::strict_transport_security(text));
    }
    for (const std::string_view text : {"no-store, max-age=60", "no-store, s-maxage=0", "no-store, immutable",
                                        "no-store, stale-if-error=0", "public, no-store", "public, private",
                                        "public, private=\"a\"", "immutable", "private=\"a, A\"", "max-age=2147483648"}) {
        INFO(text);
        none(parse::cache_control(text));
    }
    none(parse::clear_site_data(R"("cache", "*")"));
    for (const std::string_view text : {"report-to CSP", "report-uri http://a.example/r", "report-uri r",
                                        "img-src https:443", "img-src localhost:", "img-src https/a.example"}) {
        INFO(text);
        none(parse::content_security_policy(text));
    }
    for (const std::string_view text : {"sandbox", "upgrade-insecure-requests"}) {
        const auto parsed = parse::content_security_policy(text);
        CHECK(parsed.problems.empty());
        CHECK_FALSE(parse::to_policy<secure_headers::csp::Disposition::report>(parsed).has_value());
    }
    for (const std::string_view text :
         {"a=1", "a=1; SameSite=Lax; Max-Age=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT", "a=1; SameSite=Lax; Max-Age=-1",
          "a=1; SameSite=Lax; Max-Age=34560001", "a b=1; SameSite=Lax", "=1; SameSite=Lax",
          "__host-a=1; Path=/; Secure; SameSite=Lax", "a=1; SameSite=Lax; Domain=example",
          "a=1; SameSite=Lax; Domain=1.2.3.4", "a=1; SameSite=Lax; Path=/\xC3\xA9"}) {
        INFO(text);
        CHECK_FALSE(parse::set_cookie(text).is_dropped());
        none(parse::set_cookie(text));
    }
    none(parse::timing_allow_origin("*, https://a.example"));
    none(parse::x_frame_options("DENY, DENY"));
    none(parse::report_to(R"({"group":"a","max_age":0})"));
    for (const std::string_view of : {"priority", "weight"})
        none(parse::report_to(R"({"group":"a","max_age":1,"endpoints":[{"url":"/r",")" + std::string{of} +
                              R"(":4294967296}]})"));
    none(parse::nel(R"({"report_to":"a","max_age":0})"));
    none(parse::nel(R"({"report_to":"a","max_age":1,"success_fraction":0.1234})"));
    for (const std::string_view text : {"nginx/1.2", "nginx (x)", "a b", "nginx1.2"}) none(parse::server(text));
    none(parse::expect_ct("max-age=1, a"));
    none(parse::expect_ct("max-age=1, report-uri=\"http://a.example\""));
    none(parse::public_key_pins("max-age=1; pin-sha256=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=\""));
}
