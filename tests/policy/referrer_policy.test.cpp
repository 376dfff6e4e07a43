// SPDX-License-Identifier: MIT
#include <secure_headers/policy/referrer_policy.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>
#include <type_traits>

using secure_headers::ReferrerPolicy;

namespace {

constexpr auto fallbacks =
    ReferrerPolicy::fallbacks({ReferrerPolicy::no_referrer, ReferrerPolicy::strict_origin_when_cross_origin});

constexpr bool writes(const ReferrerPolicy& policy, std::string_view expected) {
    secure_headers::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

}  // namespace

static_assert(ReferrerPolicy::name == "Referrer-Policy");
static_assert(!std::is_constructible_v<ReferrerPolicy, const char*> && !std::is_default_constructible_v<ReferrerPolicy>);
static_assert(ReferrerPolicy::origin == ReferrerPolicy::origin && ReferrerPolicy::origin != ReferrerPolicy::strict_origin);
static_assert(writes(ReferrerPolicy::no_referrer, "no-referrer"));
static_assert(writes(fallbacks, "no-referrer, strict-origin-when-cross-origin"));

TEST_CASE("Referrer-Policy is one of the words that browsers know") {
    CHECK(written(ReferrerPolicy::no_referrer) == "no-referrer");
    CHECK(written(ReferrerPolicy::no_referrer_when_downgrade) == "no-referrer-when-downgrade");
    CHECK(written(ReferrerPolicy::same_origin) == "same-origin");
    CHECK(written(ReferrerPolicy::origin) == "origin");
    CHECK(written(ReferrerPolicy::strict_origin) == "strict-origin");
    CHECK(written(ReferrerPolicy::origin_when_cross_origin) == "origin-when-cross-origin");
    CHECK(written(ReferrerPolicy::strict_origin_when_cross_origin) == "strict-origin-when-cross-origin");
    CHECK(written(ReferrerPolicy::unsafe_url) == "unsafe-url");
}

TEST_CASE("Referrer-Policy lists fallbacks in the order given") {
    CHECK(written(fallbacks) == "no-referrer, strict-origin-when-cross-origin");
    CHECK(written(ReferrerPolicy::fallbacks({fallbacks, ReferrerPolicy::origin})) ==
          "no-referrer, strict-origin-when-cross-origin, origin");
    CHECK(ReferrerPolicy::fallbacks({ReferrerPolicy::origin}) == ReferrerPolicy::origin);
    CHECK(written(ReferrerPolicy::fallbacks({ReferrerPolicy::unsafe_url, ReferrerPolicy::no_referrer_when_downgrade,
                                             ReferrerPolicy::origin_when_cross_origin, ReferrerPolicy::origin,
                                             ReferrerPolicy::strict_origin, ReferrerPolicy::same_origin, fallbacks})) ==
          "unsafe-url, no-referrer-when-downgrade, origin-when-cross-origin, origin, strict-origin, same-origin, "
          "no-referrer, strict-origin-when-cross-origin");
}

TEST_CASE("Referrer-Policy refuses a list of fallbacks that says nothing, or a thing twice") {
    CHECK_THROWS_WITH(ReferrerPolicy::fallbacks({}), "Referrer-Policy: fallbacks needs a policy");
    CHECK_THROWS_WITH(ReferrerPolicy::fallbacks({ReferrerPolicy::origin, ReferrerPolicy::origin}),
                      "Referrer-Policy: fallbacks has the same policy twice");
    CHECK_THROWS_WITH(ReferrerPolicy::fallbacks({ReferrerPolicy::no_referrer, fallbacks}),
                      "Referrer-Policy: fallbacks has the same policy twice");
}
