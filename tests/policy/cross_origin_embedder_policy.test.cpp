// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cross_origin_embedder_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using sh::CrossOriginEmbedderPolicy;

// A closed set: nobody else makes one.
static_assert(CrossOriginEmbedderPolicy::name == "Cross-Origin-Embedder-Policy");
static_assert(!std::is_constructible_v<CrossOriginEmbedderPolicy, const char*> &&
              !std::is_default_constructible_v<CrossOriginEmbedderPolicy>);
static_assert(CrossOriginEmbedderPolicy::unsafe_none == CrossOriginEmbedderPolicy::unsafe_none &&
              CrossOriginEmbedderPolicy::unsafe_none != CrossOriginEmbedderPolicy::require_corp);

TEST_CASE("Cross-Origin-Embedder-Policy is one of the words that browsers know") {
    CHECK(written(CrossOriginEmbedderPolicy::unsafe_none) == "unsafe-none");
    CHECK(written(CrossOriginEmbedderPolicy::require_corp) == "require-corp");
    CHECK(written(CrossOriginEmbedderPolicy::credentialless) == "credentialless");
}

TEST_CASE("Cross-Origin-Embedder-Policy may name the endpoint of its reports") {
    const auto policy = CrossOriginEmbedderPolicy::require_corp.report_to("main.endpoint_1-a*");
    CHECK(written(policy) == "require-corp;report-to=\"main.endpoint_1-a*\"");
    CHECK(policy != CrossOriginEmbedderPolicy::require_corp);
    CHECK(written(policy.report_to("other")) == "require-corp;report-to=\"other\"");
    sh::FieldWriter out;
    policy.write_to(out);
    REQUIRE(out.marks().size() == 1);
    CHECK(out.marks()[0].kind == sh::FieldWriter::Mark::uses_endpoint);
    CHECK(out.names() == "main.endpoint_1-a*");
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(CrossOriginEmbedderPolicy::require_corp.report_to(sh::runtime{text}), sh::InvalidHeader);
    CHECK_THROWS_WITH(CrossOriginEmbedderPolicy::require_corp.report_to(sh::runtime{"Main"}),
                      "report-to: an endpoint's name takes a-z 0-9 _ - . *, a letter or * first");
}
