// SPDX-License-Identifier: MIT
#include <secure_headers/policy/expect_ct.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::ExpectCT;

namespace {

constexpr bool writes(const ExpectCT& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected && out.is_https_only();
}

constexpr ExpectCT all{{.max_age = 24h, .enforce = true, .report_uri = "https://r.example/ct"}};

}  // namespace

static_assert(ExpectCT::name == "Expect-CT");
static_assert(!std::is_default_constructible_v<ExpectCT>);
static_assert(writes(all, R"(max-age=86400, enforce, report-uri="https://r.example/ct")"));
static_assert(all != ExpectCT{24h});

TEST_CASE("Expect-CT writes what RFC 9163 had browsers read, over HTTPS only") {
    CHECK(written(all) == R"(max-age=86400, enforce, report-uri="https://r.example/ct")");
    CHECK(written(ExpectCT{0s}) == "max-age=0");
    CHECK(written(ExpectCT{{.enforce = true}}) == "max-age=86400, enforce");
    CHECK(written(ExpectCT{{.max_age = 1s, .report_uri = sh::runtime{"https://r.example/a,b;c"}}}) ==
          R"(max-age=1, report-uri="https://r.example/a,b;c")");
}

TEST_CASE("Expect-CT refuses a negative time, and what is no URL") {
    CHECK_THROWS_WITH(ExpectCT{-1s}, "Expect-CT: max_age must not be negative");
    const auto sent_to = [](std::string_view uri) { return ExpectCT{{.report_uri = sh::runtime{uri}}}; };
    for (const std::string_view text : {"", "/a", "http://r.example", "\"https://r.example"})
        CHECK_THROWS_WITH(sent_to(text), "Expect-CT: report-uri begins with https://");
    for (const std::string_view text : {"https://", "https:///a", "https://@"})
        CHECK_THROWS_WITH(sent_to(text), "Expect-CT: report-uri needs a host");
    constexpr auto no_uri = "Expect-CT: report-uri takes a URI; percent-encode quotes, spaces and what is not ASCII";
    for (const std::string_view text : {"https://a b", "https://a\"b", "https://a\\b", "https://a "})
        CHECK_THROWS_WITH(sent_to(text), no_uri);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_WITH(sent_to("https://" + std::string{text}), no_uri);
    for (const std::string_view text : {"https://r.example/%", "https://r.example:65536/", "https://[r]"})
        CHECK_THROWS_WITH(sent_to(text), "Expect-CT: report-uri is https://host:port/path?query, and % begins an escape");
}
