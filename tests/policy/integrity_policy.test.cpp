// SPDX-License-Identifier: MIT
#include <secure_headers/policy/integrity_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::IntegrityPolicy;
using Destination = IntegrityPolicy::Destination;

TEST_CASE("Integrity-Policy writes a structured dictionary of inner lists") {
    CHECK(written(IntegrityPolicy{Destination::script}) == "blocked-destinations=(script)");
    CHECK(written(IntegrityPolicy{Destination::style}) == "blocked-destinations=(style)");
    CHECK(written(IntegrityPolicy{Destination::style, Destination::script}) == "blocked-destinations=(script style)");
    CHECK(written(IntegrityPolicy{Destination::script}.inline_source().report_to({"main", "other"})) ==
          "blocked-destinations=(script), sources=(inline), endpoints=(main other)");
}

TEST_CASE("Integrity-Policy reports to endpoints that the set declares") {
    sh::FieldWriter out;
    IntegrityPolicy{Destination::script}.report_to({"a", sh::runtime{"b"}}).write_to(out);
    REQUIRE(out.marks().size() == 2);
    CHECK(out.marks()[0].kind == sh::FieldWriter::Mark::uses_endpoint);
    CHECK(out.names() == "ab");
}

TEST_CASE("Integrity-Policy refuses what has no effect") {
    CHECK_THROWS_WITH(IntegrityPolicy(std::initializer_list<Destination>{}),
                      "Integrity-Policy: has no effect without a blocked destination");
    for (const unsigned number : {0U, 3U, 255U})
        CHECK_THROWS_WITH((IntegrityPolicy{Destination::script, static_cast<Destination>(number)}),
                          "Integrity-Policy: no destination has this number");
    CHECK_THROWS_WITH((IntegrityPolicy{Destination::script, Destination::script}),
                      "Integrity-Policy: has the same destination twice");
    const IntegrityPolicy policy{Destination::script};
    CHECK_THROWS_WITH(policy.report_to({}), "Integrity-Policy: report_to needs an endpoint");
    CHECK_THROWS_WITH(policy.report_to({"a", "a"}), "Integrity-Policy: has the same endpoint twice");
    CHECK_THROWS_WITH(policy.report_to({"a"}).report_to({"b"}), "Integrity-Policy: says this already");
    CHECK_THROWS_WITH(policy.inline_source().inline_source(), "Integrity-Policy: says this already");
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(policy.report_to({sh::runtime{text}}), sh::InvalidHeader);
}
