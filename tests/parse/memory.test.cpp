// SPDX-License-Identifier: MIT
// Whatever the text, a parser holds little more than its result needs.
#include <secure_headers/parse/access_control.hpp>
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
#include "counting_allocator.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace parse = secure_headers::parse;

namespace {

constexpr std::size_t text_size = 16384, little = 8192;

/// `begin`, as many of `part` as make a large text, each with its number in place of #, and `end`.
struct Growing {
    std::string_view begin, part, end;

    std::string text() const {
        std::string text{begin};
        for (std::size_t i = 0; text.size() < text_size; ++i)
            for (const char c : part) text += c == '#' ? std::to_string(i) : std::string(1, c);
        return text.append(end);
    }
};

constexpr Growing growing[]{
    {"", ";", ""},
    {"", "; ", ""},
    {"", ",", ""},
    {"", ", ", "img-src *"},
    {"a", ";", ""},
    {"x", ",", ""},
    {"", "a,", ""},
    {"", "a,", "a"},
    {"", "a;", ""},
    {"", "a#,", "a"},
    {"", "a#;", ""},
    {"", "a b,", ""},
    {"", "\x80,", ""},
    {"", "\x80#,", "a"},
    {"", ";; ;a,", ""},
    {"", ",; \x80", ""},
    {"", "a: ", ""},
    {"a", ";b", ""},
    {"a", ";b#", ""},
    {"?1", ";b#", ""},
    {"require-corp", ";a#", ""},
    {"same-origin", ";a", ""},
    {"", "a#=(),", "a=()"},
    {"", "a=(),", "a=()"},
    {"", "a=(self),", "a=()"},
    {"camera=(", "self ", ")"},
    {"camera=(", "\"https://a#.example\" ", ")"},
    {"camera=(", "1 ", ")"},
    {"camera=(x", ";p#", ")"},
    {"a", ";p#=\"x\"", ""},
    {"", "a#=\"https://a.example/\",", "a=\"/\""},
    {"", "a=\"/\",", "a=\"/\""},
    {"", "a#=\"/\",", "A"},
    {"endpoints=(", "e# ", ")"},
    {"endpoints=(", "e ", ")"},
    {"", "img-src *;", ""},
    {"x;", "img-src *; ", ""},
    {"img-src a;foo", ";", ""},
    {"", "img-src *, ", ""},
    {"script-src ", "'self' ", ""},
    {"script-src ", "https://a#.example ", ""},
    {"script-src ", "x' ", ""},
    {"script-src", " ", ""},
    {"sandbox ", "x# ", ""},
    {"", "max-age=1;", ""},
    {"max-age=1;", "a#;", ""},
    {"", "preload;", ""},
    {"", "camera self;", ""},
    {"", "c# 'self';", ""},
    {"camera ", "https://a#.example ", ""},
    {"", "no-referrer,", ""},
    {"", "DENY,", ""},
    {"0", ";a", ""},
    {"", "noindex,", ""},
    {"", "no-store,", ""},
    {"private=\"", "a#,", "b\""},
    {"", "\"cache\",", ""},
    {"", "enforce,", ""},
    {"", "pin-sha256=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\";", ""},
    {"", "a#/1 ", ""},
    {"", "() ", ""},
    {"", "(", ""},
    {"", "https://a#.example,", ""},
    {"", "*,", ""},
    {"a=b", ";a#", ""},
    {"a=b", ";Secure", ""},
    {"a=b", "; ", ""},
    {"", R"({"max_age":1,"group":"g#","endpoints":[{"url":"/x"},{"url":"/y"}]},)", R"({"max_age":1})"},
    {"", "{},", "{}"},
    {"", R"({"max_age":0},)", "{}"},
    {"{", R"("a":1,)", R"("b":1})"},
    {"{", R"("max_age":1,)", R"("b":1})"},
    {R"({"endpoints":[)", "{},", "{}]}"},
    {R"({"max_age":1,"endpoints":[)", R"({"url":"\u002f"},)", "{}]}"},
    {R"({"x":)", "[", ""},
    {"", R"({"max_age":5,"report_to":"\u0061bcdefghijklmnopqrstuvwxyz0123456789"},)", "{}"},
};

/// How many parts there are between blanks, commas and semicolons, less those without a text.
std::size_t words(std::string_view text) {
    std::size_t count = 0;
    bool begins = true;
    for (const char c : text) {
        const bool separates = c == ' ' || c == ',' || c == ';';
        count += begins && !separates ? 1U : 0U;
        begins = separates;
    }
    return count;
}

struct Memory {
    std::size_t held = 0, most = 0, needed = 0;
};

/// What is allocated for what is read, at the end and at most, and what a copy of it takes.
Memory memory_of(auto read, const std::string& text) {
    Memory memory;
    const std::size_t before = bytes_held;
    most_bytes_held = before;
    const auto parsed = read(text);
    memory.held = bytes_held - before;
    memory.most = most_bytes_held - before;
    const std::size_t with_one = bytes_held;
    const auto copy = parsed;
    memory.needed = bytes_held - with_one;
    return memory;
}

void check(const char* header, auto read) {
    INFO(header);
    for (const Growing& one : growing) {
        INFO(one.begin << one.part << "..." << one.end);
        const std::string text = one.text();
        const Memory memory = memory_of(read, text);
        CHECK(memory.held <= 2 * memory.needed + little);
        CHECK(memory.most <= 3 * memory.needed + 64 * words(text) + little);
    }
}

/// The same of a text that goes wrong at its very end: what it takes before may be there until then.
void check_ending(auto read, const Growing& one, std::string_view wrong) {
    INFO(one.begin << one.part << "..." << one.end);
    const std::string text = one.text();
    const Memory sound = memory_of(read, text), broken = memory_of(read, text + std::string{wrong});
    CHECK(broken.held <= little);
    CHECK(broken.most <= sound.most + little);
}

}  // namespace

TEST_CASE(
    "What a parser holds is at most twice what a copy of its result needs, and three times that and 64 bytes for each word "
    "while it reads") {
    check("csp", [](std::string_view text) { return parse::content_security_policy(text); });
    check("csp list", [](std::string_view text) { return parse::content_security_policies(text); });
    check("hsts", [](std::string_view text) { return parse::strict_transport_security(text); });
    check("permissions", [](std::string_view text) { return parse::permissions_policy(text); });
    check("feature", [](std::string_view text) { return parse::feature_policy(text); });
    check("referrer", [](std::string_view text) { return parse::referrer_policy(text); });
    check("xfo", [](std::string_view text) { return parse::x_frame_options(text); });
    check("nosniff", [](std::string_view text) { return parse::x_content_type_options(text); });
    check("xss", [](std::string_view text) { return parse::x_xss_protection(text); });
    check("robots", [](std::string_view text) { return parse::x_robots_tag(text); });
    check("download", [](std::string_view text) { return parse::x_download_options(text); });
    check("dns", [](std::string_view text) { return parse::x_dns_prefetch_control(text); });
    check("cross-domain", [](std::string_view text) { return parse::x_permitted_cross_domain_policies(text); });
    check("cache", [](std::string_view text) { return parse::cache_control(text); });
    check("clear", [](std::string_view text) { return parse::clear_site_data(text); });
    check("coep", [](std::string_view text) { return parse::cross_origin_embedder_policy(text); });
    check("coop", [](std::string_view text) { return parse::cross_origin_opener_policy(text); });
    check("corp", [](std::string_view text) { return parse::cross_origin_resource_policy(text); });
    check("oac", [](std::string_view text) { return parse::origin_agent_cluster(text); });
    check("document", [](std::string_view text) { return parse::document_policy(text); });
    check("integrity", [](std::string_view text) { return parse::integrity_policy(text); });
    check("endpoints", [](std::string_view text) { return parse::reporting_endpoints(text); });
    check("expires", [](std::string_view text) { return parse::expires(text); });
    check("expect-ct", [](std::string_view text) { return parse::expect_ct(text); });
    check("pins", [](std::string_view text) { return parse::public_key_pins(text); });
    check("pragma", [](std::string_view text) { return parse::pragma(text); });
    check("server", [](std::string_view text) { return parse::server(text); });
    check("timing", [](std::string_view text) { return parse::timing_allow_origin(text); });
    check("cors origin", [](std::string_view text) { return parse::access_control_allow_origin(text); });
    check("cors list", [](std::string_view text) { return parse::access_control_list(text); });
    check("cookie", [](std::string_view text) { return parse::set_cookie(text); });
    check("report-to", [](std::string_view text) { return parse::report_to(text); });
    check("nel", [](std::string_view text) { return parse::nel(text); });
}

TEST_CASE("Of a text that is wrong at its end a parser holds nothing but the problem") {
    const auto report_to = [](std::string_view text) { return parse::report_to(text); };
    check_ending(report_to, {"", R"({"max_age":1,"group":"g#","endpoints":[{"url":"/x"}]},)", R"({"max_age":0})"}, "x");
    check_ending([](std::string_view text) { return parse::nel(text); }, {"", R"({"max_age":0},)", R"({"max_age":0})"},
                 "x");
    const auto permissions = [](std::string_view text) { return parse::permissions_policy(text); };
    check_ending(permissions, {"", "a#=(self),", "a=()"}, ",");
    check_ending([](std::string_view text) { return parse::reporting_endpoints(text); }, {"", "a#=\"/\",", "a=\"/\""},
                 ",");
    check_ending([](std::string_view text) { return parse::document_policy(text); }, {"", "a#,", "a"}, ",");
    check_ending([](std::string_view text) { return parse::integrity_policy(text); }, {"", "a#=(b),", "a"}, ",");
}
