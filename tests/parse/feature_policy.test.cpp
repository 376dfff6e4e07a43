// SPDX-License-Identifier: MIT
#include <secure_headers/parse/feature_policy.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstddef>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using sh::parse::feature_policy;

TEST_CASE("Feature-Policy is read as browsers did") {
    constexpr std::string_view text =
        "camera 'none'; usb 'SELF' https://a.example;microphone *,geolocation ; ;\tpayment\thttps://a.example:444";
    const auto parsed = feature_policy(text);
    CHECK(parsed.problems.empty());
    REQUIRE(parsed.features.size() == 5);
    CHECK(parsed.find("camera")->denies_all());
    const auto& usb = *parsed.find("usb");
    CHECK(usb.is_known);
    CHECK(usb.self);
    CHECK_FALSE(usb.any);
    REQUIRE(usb.allowed.size() == 2);
    CHECK(usb.allowed[1].text == "https://a.example");
    CHECK(usb.allowed[1].offset == text.find("https"));
    CHECK(parsed.find("microphone")->any);
    CHECK_FALSE(parsed.find("microphone")->denies_all());
    CHECK(parsed.find("geolocation")->self);
    CHECK_FALSE(parsed.find("geolocation")->denies_all());
    CHECK(parsed.find("payment")->allowed[0].text == "https://a.example:444");
    CHECK(parsed.find("midi") == nullptr);
    CHECK(feature_policy("").features.empty());
    static_assert(feature_policy("usb 'self'").find("usb")->self);
}

TEST_CASE("What browsers did not understand of a Feature-Policy has a place") {
    struct Row {
        std::string_view text, message;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"usb 'none'; teleport *", "browsers know no such feature", 12},
             Row{"USB 'none'", "browsers know no such feature", 0},
             Row{"usb self", "whom a feature is allowed to is *, 'self', 'none' or an origin", 4},
             Row{"usb https://a.example/b", "whom a feature is allowed to is *, 'self', 'none' or an origin", 4},
             Row{"usb 'none' *", "* and 'none' stand alone", 0},
             Row{"usb 'none' 'none'", "* and 'none' stand alone", 0},
             Row{"usb * 'self'", "* and 'none' stand alone", 0},
             Row{"usb 'self' 'Self'", "the feature is allowed to the same twice", 11},
             Row{"usb 'none'; camera *, usb *", "the feature is there twice; the first says", 22},
         }) {
        INFO(row.text);
        const auto parsed = feature_policy(row.text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].offset == row.offset);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
    CHECK(feature_policy("usb 'none', usb *").find("usb")->denies_all());
    CHECK(feature_policy("usb self").find("usb")->denies_all());
}

TEST_CASE("Feature-Policy comes back equal") {
    for (const std::string_view text :
         {"camera 'none'", "camera 'none'; usb 'self' https://a.example", "usb *; camera https://a.example:444 'self'"})
        CHECK(written(sh::parse::to_policy(feature_policy(text)).value()) == text);
    CHECK(written(sh::parse::to_policy(feature_policy("usb,camera 'SELF'")).value()) == "usb 'self'; camera 'self'");
    CHECK(written(sh::parse::to_policy(feature_policy("usb,camera,midi,payment")).value()) ==
          "usb 'self'; camera 'self'; midi 'self'; payment 'self'");
    CHECK_FALSE(sh::parse::to_policy(feature_policy(" ; ")).has_value());
}
