// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cross_origin_opener_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using sh::CrossOriginOpenerPolicy;

// A closed set: nobody else makes one.
static_assert(CrossOriginOpenerPolicy::name == "Cross-Origin-Opener-Policy");
static_assert(!std::is_constructible_v<CrossOriginOpenerPolicy, const char*> &&
              !std::is_default_constructible_v<CrossOriginOpenerPolicy>);
static_assert(CrossOriginOpenerPolicy::unsafe_none == CrossOriginOpenerPolicy::unsafe_none &&
              CrossOriginOpenerPolicy::unsafe_none != CrossOriginOpenerPolicy::same_origin_allow_popups);

TEST_CASE("Cross-Origin-Opener-Policy is one of the words that browsers know") {
    CHECK(written(CrossOriginOpenerPolicy::unsafe_none) == "unsafe-none");
    CHECK(written(CrossOriginOpenerPolicy::same_origin_allow_popups) == "same-origin-allow-popups");
    CHECK(written(CrossOriginOpenerPolicy::same_origin) == "same-origin");
    CHECK(written(CrossOriginOpenerPolicy::noopener_allow_popups) == "noopener-allow-popups");
}

TEST_CASE("Cross-Origin-Opener-Policy may name the endpoint of its reports") {
    const auto policy = CrossOriginOpenerPolicy::same_origin_allow_popups.report_to("main.endpoint_1-a*");
    CHECK(written(policy) == "same-origin-allow-popups;report-to=\"main.endpoint_1-a*\"");
    CHECK(policy != CrossOriginOpenerPolicy::same_origin_allow_popups);
    CHECK(written(policy.report_to("other")) == "same-origin-allow-popups;report-to=\"other\"");
    sh::FieldWriter out;
    policy.write_to(out);
    REQUIRE(out.marks().size() == 1);
    CHECK(out.marks()[0].kind == sh::FieldWriter::Mark::uses_endpoint);
    CHECK(out.names() == "main.endpoint_1-a*");
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(CrossOriginOpenerPolicy::same_origin_allow_popups.report_to(sh::runtime{text}),
                        sh::InvalidHeader);
    CHECK_THROWS_WITH(CrossOriginOpenerPolicy::same_origin_allow_popups.report_to(sh::runtime{"Main"}),
                      "report-to: an endpoint's name takes a-z 0-9 _ - . *, a letter or * first");
}
