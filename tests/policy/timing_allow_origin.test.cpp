// SPDX-License-Identifier: MIT
#include <secure_headers/policy/timing_allow_origin.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using sh::TimingAllowOrigin;

namespace {

constexpr bool writes(const TimingAllowOrigin& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}
constexpr bool writes_origins() {
    return writes(TimingAllowOrigin{{"https://a.example", "http://b.example:8080"}},
                  "https://a.example, http://b.example:8080");
}

}  // namespace

static_assert(TimingAllowOrigin::name == "Timing-Allow-Origin");
static_assert(!std::is_default_constructible_v<TimingAllowOrigin>);
static_assert(writes(TimingAllowOrigin::any(), "*"));
static_assert(writes_origins());

TEST_CASE("Timing-Allow-Origin writes its origins in the order given") {
    CHECK(written(TimingAllowOrigin::any()) == "*");
    CHECK(written(TimingAllowOrigin{{"https://a.example"}}) == "https://a.example");
    CHECK(written(TimingAllowOrigin{{"https://b.example", sh::runtime{"https://a.example:444"}}}) ==
          "https://b.example, https://a.example:444");
    CHECK(TimingAllowOrigin{{"https://a.example"}} == TimingAllowOrigin{sh::Origin{sh::runtime{"https://a.example"}}});
    CHECK(TimingAllowOrigin{{"https://a.example"}} != TimingAllowOrigin::any());
    CHECK(written(TimingAllowOrigin{{"https://[2001:db8::1]:8443", "http://[::1]:9764"}}) ==
          "https://[2001:db8::1]:8443, http://[::1]:9764");
    CHECK(written(TimingAllowOrigin{{sh::Origin::null}}) == "null");
    CHECK(written(TimingAllowOrigin{{"https://a.example", sh::Origin::null}}) == "https://a.example, null");
}

TEST_CASE("Timing-Allow-Origin refuses a list that says nothing, or a thing twice") {
    CHECK_THROWS_WITH(TimingAllowOrigin(std::initializer_list<sh::Origin>{}),
                      "Timing-Allow-Origin: needs an origin; for all of them write TimingAllowOrigin::any()");
    CHECK_THROWS_WITH((TimingAllowOrigin{{"https://a.example", "https://b.example", "https://a.example"}}),
                      "Timing-Allow-Origin: has the same origin twice");
    CHECK_THROWS_WITH((TimingAllowOrigin{{sh::Origin::null, sh::Origin::null}}),
                      "Timing-Allow-Origin: has the same origin twice");
}

TEST_CASE("Timing-Allow-Origin takes origins from outside that are origins") {
    const auto only = [](std::string_view text) { return TimingAllowOrigin{{sh::runtime{text}}}; };
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_AS(only(text), sh::InvalidHeader);
        CHECK_THROWS_AS(only("https://" + std::string{text}), sh::InvalidHeader);
    }
    for (const std::string_view text :
         {"*", "null", "", "https://a.example, https://b.example", "https://a;b", "https://a\"b"})
        CHECK_THROWS_AS(only(text), sh::InvalidHeader);
}
