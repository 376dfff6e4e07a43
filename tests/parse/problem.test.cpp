// SPDX-License-Identifier: MIT
#include <secure_headers/parse/problem.hpp>

#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/expires.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>
#include <secure_headers/parse/x_xss_protection.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"

#include <string>
#include <string_view>

namespace parse = secure_headers::parse;

namespace {

/// Every parser, with the making of a policy object; the offsets of all problems must lie in the text.
template <class Check>
void with_all(std::string_view text, Check check) {
    const auto one = [&](const auto& parsed) {
        check(parsed.problems);
        if constexpr (requires { to_policy(parsed); }) static_cast<void>(to_policy(parsed));
    };
    one(parse::strict_transport_security(text));
    one(parse::x_frame_options(text));
    one(parse::x_content_type_options(text));
    one(parse::referrer_policy(text));
    one(parse::permissions_policy(text));
    one(parse::cross_origin_opener_policy(text));
    one(parse::cross_origin_embedder_policy(text));
    one(parse::cross_origin_resource_policy(text));
    one(parse::origin_agent_cluster(text));
    one(parse::integrity_policy(text));
    one(parse::document_policy(text));
    one(parse::reporting_endpoints(text));
    one(parse::cache_control(text));
    one(parse::clear_site_data(text));
    one(parse::access_control_allow_origin(text));
    one(parse::access_control_list(text));
    one(parse::set_cookie(text));
    one(parse::expires(text));
    one(parse::nel(text));
    one(parse::report_to(text));
    one(parse::server(text));
    one(parse::timing_allow_origin(text));
    one(parse::x_robots_tag(text));
    one(parse::x_xss_protection(text));
    for (const auto& policy : parse::content_security_policies(text)) {
        check(policy.problems);
        static_cast<void>(parse::to_policy(policy));
    }
}

}  // namespace

TEST_CASE("No text makes a parser throw, and every problem lies in the text") {
    std::string every_byte;
    for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
    const auto run = [](std::string_view text) {
        INFO(text);
        with_all(text, [&](const auto& problems) {
            for (const auto& problem : problems) {
                REQUIRE(problem.offset <= text.size());
                CHECK(problem.text.size() <= text.size());
            }
        });
    };
    run(every_byte);
    for (const std::string_view text : never_in_a_field) run(text);
    for (const char* seed :
         {"max-age=\"1\"; a=\"b\\\"c;d\"; preload", "a=(self \"https://a.b\" *);report-to=\"c\", d=?0;e=%\"f%c3%a9\"",
          "script-src 'nonce-YQ==' 'sha256-YQ==' *.a.b:80/c%20?d; sandbox, img-src", "no-cache=\"a, b\", max-age=\"1",
          "a=b; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=-1", "\"cache\",\"*\",", "@-1;a=:YWI=:, -0.5",
          R"({"group":"a","max_age":1,"endpoints":[{"url":"https://a.example","priority":1}]})",
          R"({"report_to":"a","max_age":1,"success_fraction":0.5},{"x":[{}]})",
          R"({"group":"\u0061","endpoints":[{"url":"https:\/\/a\ud83d\ude00"}],"max_age":1})",
          "bot: noindex, max-snippet:1, unavailable_after: 25 Jun 2030 15:00:00 GMT", "nginx/1.2 (x)", "1; mode=block"}) {
        const std::string text = seed;
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            run(std::string_view{text}.substr(0, cut));
            for (const char c : {'"', '\\', ';', ',', '=', '(', '%', '\'', '\0', '\x80', ' '})
                run(text.substr(0, cut) + c + text.substr(cut));
        }
    }
}
