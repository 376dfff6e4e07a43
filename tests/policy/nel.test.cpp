// SPDX-License-Identifier: MIT
#include <secure_headers/policy/nel.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::NEL;

namespace {

constexpr bool writes(const NEL& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

/// What a user sees of a refusal.
std::string refusal(NEL::options chosen) {
    try {
        static_cast<void>(NEL{"network", chosen});
    } catch (const sh::InvalidHeader& error) {
        return error.what();
    }
    return "accepted";
}

constexpr NEL usual() { return NEL{"network"}; }
constexpr bool writes_objects() {
    const NEL policy = usual(), same{sh::runtime{"network"}}, other{"other"};
    return writes(policy, R"({"report_to":"network","max_age":2592000})") &&
           writes(NEL::disable(), R"({"max_age":0})") && policy == same && policy != other && policy != NEL::disable();
}

}  // namespace

static_assert(NEL::name == "NEL");
static_assert(!std::is_default_constructible_v<NEL>);
static_assert(writes_objects());

TEST_CASE("NEL writes a JSON object") {
    CHECK(writes_objects());
    CHECK(written(usual()) == R"({"report_to":"network","max_age":2592000})");
    CHECK(written(NEL::disable()) == R"({"max_age":0})");
    CHECK(
        written(NEL{"a", {.max_age = 1h, .include_subdomains = true, .success_fraction = 0.01, .failure_fraction = 1.0}}) ==
        R"({"report_to":"a","max_age":3600,"include_subdomains":true,"success_fraction":0.01,"failure_fraction":1.0})");
    CHECK(written(NEL{"a", {.success_fraction = 0.0, .failure_fraction = 0.125}}) ==
          R"({"report_to":"a","max_age":2592000,"success_fraction":0.0,"failure_fraction":0.125})");
    for (int i = 0; i <= 1000; ++i) CHECK(refusal({.success_fraction = i / 1000.0}) == "accepted");
}

TEST_CASE("NEL is sent over HTTPS, to a group that the set declares") {
    sh::FieldWriter out;
    usual().write_to(out);
    CHECK(out.is_https_only());
    CHECK(out.names() == "network");
    REQUIRE(out.marks().size() == 2);
    CHECK(out.marks()[1] == sh::FieldWriter::Mark{sh::FieldWriter::Mark::uses_group, 0, 7});
    sh::FieldWriter off;
    NEL::disable().write_to(off);
    CHECK(off.is_https_only());
    CHECK(off.names().empty());
}

TEST_CASE("NEL refuses what browsers ignore") {
    for (const std::chrono::seconds time : {0s, -1s})
        CHECK(refusal({.max_age = time}) == "NEL: max_age must be positive; to switch it off write NEL::disable()");
    for (const double fraction : {-0.001, 1.001, 2.0, -1e300, 1e300, std::numeric_limits<double>::quiet_NaN(),
                                  std::numeric_limits<double>::infinity()}) {
        CHECK(refusal({.success_fraction = fraction}) == "NEL: a fraction is 0 to 1");
        CHECK(refusal({.failure_fraction = fraction}) == "NEL: a fraction is 0 to 1");
    }
    for (const double fraction : {0.0001, 0.0005, 0.1234, 1.0 / 3})
        CHECK(refusal({.success_fraction = fraction}) == "NEL: a fraction has at most three digits after its point");
}

TEST_CASE("NEL takes a group's name from outside that is a name") {
    const auto to = [](std::string_view text) { return NEL{sh::runtime{text}}; };
    constexpr auto no_name = "Report-To: a group's name takes letters, digits and !#$%&'*+-.^_`|~ only";
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_WITH(to(text), no_name);
    for (const std::string_view text :
         {"", "a;b", "a,b", "a\"b", "a\\b", "a b", " a", "a ", "a\",\"max_age\":0,\"b\":\""})
        CHECK_THROWS_WITH(to(text), no_name);
}
