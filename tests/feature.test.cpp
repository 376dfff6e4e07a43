// SPDX-License-Identifier: MIT
#include <secure_headers/feature.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "vectors.hpp"

#include <set>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::Feature;

static_assert(Feature{Feature::accelerometer}.name() == "accelerometer");
static_assert(Feature{Feature::xr_spatial_tracking}.name() == "xr-spatial-tracking");
static_assert(Feature{"camera"} == Feature{Feature::camera});

TEST_CASE("Feature constants carry the names of their list") {
    constexpr auto count = std::size(sh::detail::feature_names);
    CHECK(count == 105);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < count; ++i) {
        const Feature feature{static_cast<Feature::Known>(i + 1)};
        CHECK(feature.name() == sh::detail::feature_names[i]);
        CHECK(sh::detail::sf::is_key(feature.name()));
        names.insert(feature.name());
    }
    CHECK(names.size() == count);
    CHECK(Feature{Feature::ch_ua_full_version_list}.name() == "ch-ua-full-version-list");
    CHECK(Feature{Feature::publickey_credentials_get}.name() == "publickey-credentials-get");
}

TEST_CASE("Feature knows the names that browsers and standards know") {
    const auto vectors = load_vectors("permissions_policy_features");
    if (!vectors) return;
    std::set<std::string> theirs;
    for (const auto& feature : *vectors) theirs.insert(feature["name"].get<std::string>());
    std::size_t found = 0;
    for (const std::string_view name : sh::detail::feature_names) {
        INFO(name);
        const bool listed = theirs.count(std::string{name}) == 1;
        CHECK((listed || name.starts_with("ch-")));  // client hints, of which the W3C lists some
        found += listed ? 1U : 0U;
    }
    CHECK(found == theirs.size());
}

TEST_CASE("Feature refuses a name that nobody knows, unless it is said to be new") {
    constexpr const char* unknown =
        "Permissions-Policy: no such feature; for one that is new write Feature::unlisted(name)";
    for (const std::string_view text : {"", "screen-wak-lock", "Camera", "camera ", "camera=()", "new-feature"})
        CHECK_THROWS_WITH(Feature{sh::runtime{text}}, unknown);
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_WITH(Feature{sh::runtime{text}}, unknown);
        CHECK_THROWS_AS(Feature::unlisted(sh::runtime{text}), sh::InvalidHeader);
    }
    CHECK(Feature::unlisted("new-feature").name() == "new-feature");
    CHECK_THROWS_WITH(Feature::unlisted(sh::runtime{"New"}),
                      "Permissions-Policy: a feature's name takes a-z 0-9 _ - . *, a letter or * first");
}

TEST_CASE("A number that is no feature's is refused") {
    const unsigned end = sizeof sh::detail::feature_names / sizeof sh::detail::feature_names[0];
    CHECK(sh::Feature{static_cast<sh::Feature::Known>(end)}.name() == "xr-spatial-tracking");
    for (const unsigned number : {0U, end + 1, 201U, 255U})
        CHECK_THROWS_WITH(sh::Feature{static_cast<sh::Feature::Known>(number)},
                          "Permissions-Policy: no feature has this number; write Feature::camera, say");
}
