// SPDX-License-Identifier: MIT
#include <secure_headers/policy/feature_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using sh::Feature;
using sh::FeaturePolicy;

namespace {

constexpr bool writes_directives() {
    sh::FieldWriter out;
    FeaturePolicy{Feature::camera}.allow(Feature::usb, {FeaturePolicy::self, "https://a.example"}).write_to(out);
    return out.value() == "camera 'none'; usb 'self' https://a.example";
}

}  // namespace

static_assert(FeaturePolicy::name == "Feature-Policy");
static_assert(writes_directives());

TEST_CASE("Feature-Policy writes what browsers of its time read") {
    CHECK(written(FeaturePolicy{Feature::camera}) == "camera 'none'");
    CHECK(written(FeaturePolicy{Feature::camera, "microphone"}) == "camera 'none'; microphone 'none'");
    CHECK(written(FeaturePolicy{}.allow(Feature::camera, {FeaturePolicy::any})) == "camera *");
    CHECK(written(
              FeaturePolicy{}.allow(Feature::camera, {"https://a.example"}).allow(Feature::usb, {FeaturePolicy::self})) ==
          "camera https://a.example; usb 'self'");
    CHECK(written(FeaturePolicy{Feature::usb}.allow(Feature::camera,
                                                    {sh::runtime{"https://a.example:444"}, FeaturePolicy::self})) ==
          "usb 'none'; camera https://a.example:444 'self'");
    CHECK(FeaturePolicy{Feature::usb} == FeaturePolicy{"usb"});
    CHECK(FeaturePolicy{Feature::usb} != FeaturePolicy{Feature::camera});
}

TEST_CASE("Feature-Policy refuses what says nothing, or a thing twice") {
    CHECK_THROWS_WITH(FeaturePolicy(std::initializer_list<Feature>{}), "Feature-Policy: needs a feature");
    CHECK_THROWS_WITH((FeaturePolicy{Feature::usb, Feature::usb}), "Feature-Policy: has the same feature twice");
    CHECK_THROWS_WITH(FeaturePolicy{Feature::usb}.allow(Feature::usb, {FeaturePolicy::self}),
                      "Feature-Policy: has the same feature twice");
    CHECK_THROWS_WITH(FeaturePolicy{}.allow(Feature::usb, {}),
                      "Feature-Policy: allow needs somebody; deny by FeaturePolicy{feature}");
    CHECK_THROWS_WITH(FeaturePolicy{}.allow(Feature::usb, {FeaturePolicy::self, FeaturePolicy::any}),
                      "Feature-Policy: any stands alone");
    CHECK_THROWS_WITH(FeaturePolicy{}.allow(Feature::usb, {FeaturePolicy::self, FeaturePolicy::self}),
                      "Feature-Policy: a feature has the same origin twice");
}

TEST_CASE("Feature-Policy takes origins from outside that are origins") {
    const auto for_origin = [](std::string_view text) {
        return FeaturePolicy{}.allow(Feature::usb, {sh::runtime{text}});
    };
    for (const std::string_view text : {"", "*", "self", "'self'", "'none'", "a.example", "https://a;b", "https://a,b",
                                        "https://a b", "https://a\"b", "https://*.a.example", "https://a.example/"})
        CHECK_THROWS_AS(for_origin(text), sh::InvalidHeader);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(for_origin("https://" + std::string{text}), sh::InvalidHeader);
    for (const std::string_view text : never_in_a_field)
        CHECK_THROWS_AS(FeaturePolicy{sh::runtime{text}}, sh::InvalidHeader);
}
