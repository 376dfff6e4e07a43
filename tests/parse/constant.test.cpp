// SPDX-License-Identifier: MIT
// What a text becomes in a constant expression, by each parser: g++ 12 destroys twice what a conditional expression makes.
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
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
namespace parse = secure_headers::parse;
namespace csp = secure_headers::csp;

namespace {

/// True if the policy is there, and is written as the text.
constexpr bool writes(const auto& policy, std::string_view text) {
    if (!policy) return false;
    sh::FieldWriter out;
    policy->write_to(out);
    return out.value() == text;
}

constexpr bool is_csp(std::string_view text) {
    return writes(parse::to_policy(parse::content_security_policy(text)), text);
}
constexpr bool is_coop(std::string_view text) {
    return writes(parse::to_policy(parse::cross_origin_opener_policy(text)), text);
}
constexpr bool is_coep(std::string_view text) {
    return writes(parse::to_policy(parse::cross_origin_embedder_policy(text)), text);
}
constexpr bool is_permissions(std::string_view text) {
    return writes(parse::to_policy(parse::permissions_policy(text)), text);
}
constexpr bool is_cookie(std::string_view text) {
    const auto cookie = parse::to_policy(parse::set_cookie(text));
    if (!cookie) return false;
    const sh::SecureCookie copy = *cookie;
    return copy.name() == "a";
}

}  // namespace

TEST_CASE("A text becomes a policy in a constant expression, too") {
    static_assert(is_csp("default-src 'self' a.example; sandbox allow-forms; report-uri /a; report-to b"));
    static_assert(is_coop("same-origin"));
    static_assert(is_coop("same-origin;report-to=\"a\""));
    static_assert(is_coep("require-corp;report-to=\"a\""));
    static_assert(is_permissions("usb=(self \"https://a.example\");report-to=\"a\", camera=*, hid=()"));
    static_assert(is_cookie("a=b; SameSite=Lax"));
    static_assert(is_cookie("a=b; Path=/b; Domain=a.example; Max-Age=5; Secure; SameSite=None; Priority=High"));
    static_assert(
        writes(parse::to_policy(parse::cache_control("private=\"A, B\", max-age=5")), "private=\"A, B\", max-age=5"));
    static_assert(writes(parse::to_policy(parse::clear_site_data("\"cache\",\"cookies\"")), "\"cache\",\"cookies\""));
    static_assert(writes(parse::to_policy(parse::cross_origin_resource_policy("same-site")), "same-site"));
    static_assert(
        writes(parse::to_policy(parse::document_policy("a=1.5, b;report-to=\"c\"")), "a=1.5, b;report-to=\"c\""));
    static_assert(writes(parse::to_policy(parse::expect_ct("max-age=5, enforce")), "max-age=5, enforce"));
    static_assert(writes(parse::to_policy(parse::expires("0")), "0"));
    static_assert(writes(parse::to_policy(parse::feature_policy("usb 'self' https://a.example")),
                         "usb 'self' https://a.example"));
    static_assert(writes(parse::to_policy(parse::integrity_policy("blocked-destinations=(script), endpoints=(a)")),
                         "blocked-destinations=(script), endpoints=(a)"));
    static_assert(
        writes(parse::to_policy(parse::nel(R"({"report_to":"a","max_age":5})")), R"({"report_to":"a","max_age":5})"));
    static_assert(writes(parse::to_policy(parse::origin_agent_cluster("?1")), "?1"));
    static_assert(parse::to_policy(parse::public_key_pins("max-age=0")).has_value());
    static_assert(writes(parse::to_policy(parse::referrer_policy("no-referrer, origin")), "no-referrer, origin"));
    static_assert(parse::to_policy(parse::report_to(R"({"max_age":5,"endpoints":[{"url":"/\u0061"}]})")).has_value());
    static_assert(writes(parse::to_policy(parse::reporting_endpoints("a=\"/b\"")), "a=\"/b\""));
    static_assert(writes(parse::to_policy(parse::server("nginx")), "nginx"));
    static_assert(writes(parse::to_policy(parse::strict_transport_security("max-age=5")), "max-age=5"));
    static_assert(writes(parse::to_policy(parse::timing_allow_origin("https://a.example")), "https://a.example"));
    static_assert(writes(parse::to_policy(parse::x_frame_options("DENY")), "DENY"));
    static_assert(
        writes(parse::to_policy(parse::x_robots_tag("bot: noindex, max-snippet:5")), "bot: noindex, max-snippet:5"));
    SUCCEED();
}
