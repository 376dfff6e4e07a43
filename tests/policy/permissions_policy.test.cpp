// SPDX-License-Identifier: MIT
#include <secure_headers/policy/permissions_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::Allow;
using sh::Feature;
using sh::PermissionsPolicy;

namespace {

constexpr bool composes_while_compiling() {
    sh::FieldWriter out;
    PermissionsPolicy{}.deny(Feature::camera).allow("geolocation", {Allow::self}).write_to(out);
    return out.value() == "camera=(), geolocation=(self)";
}
static_assert(composes_while_compiling());

}  // namespace

TEST_CASE("Permissions-Policy writes features in the order given, as a structured dictionary") {
    CHECK(written(PermissionsPolicy{}
                      .deny(Feature::accelerometer)
                      .allow(Feature::sync_xhr, {Allow::self})
                      .allow(Feature::geolocation, {Allow::self, "https://maps.example.com", "https://*.a.example:8443"})
                      .allow(Feature::fullscreen, {Allow::any})
                      .allow(Feature::unlisted("new-feature"), {sh::runtime{"https://b.example:*"}})
                      .deny("ch-ua-full-version-list")) ==
          "accelerometer=(), sync-xhr=(self), "
          "geolocation=(self \"https://maps.example.com\" \"https://*.a.example:8443\"), fullscreen=*, "
          "new-feature=(\"https://b.example:*\"), ch-ua-full-version-list=()");
}

TEST_CASE("Permissions-Policy lets all origins of a scheme use a feature") {
    CHECK(written(PermissionsPolicy{}.allow(Feature::geolocation, {"https:"})) == "geolocation=(\"https:\")");
    CHECK(written(PermissionsPolicy{}.allow(Feature::usb, {Allow::self, sh::runtime{"com.example.app:"}})) ==
          "usb=(self \"com.example.app:\")");
}

TEST_CASE("Permissions-Policy denies several features at once, and takes one that it allows without braces") {
    CHECK(written(PermissionsPolicy{}
                      .deny({Feature::camera, "usb", sh::runtime{"hid"}})
                      .deny({Feature::midi})
                      .deny({"serial"})
                      .allow(Feature::fullscreen, Allow::self)) ==
          "camera=(), usb=(), hid=(), midi=(), serial=(), fullscreen=(self)");
    auto policy = PermissionsPolicy{}.deny(Feature::usb);
    const auto before = policy;
    CHECK_THROWS_AS(policy.deny({Feature::camera, Feature::usb}), sh::InvalidHeader);
    CHECK(policy == before);
}

TEST_CASE("Permissions-Policy finds each of many features") {
    PermissionsPolicy policy;
    const auto feature = [](int i) { return Feature::unlisted(sh::runtime{"new-" + std::to_string(i)}); };
    for (int i = 0; i < 100; ++i) policy.deny(feature(i));
    CHECK_THROWS_AS(policy.deny(feature(70)), sh::InvalidHeader);
    policy.remove(feature(70)).remove(feature(0)).replace(feature(1), Allow::self);
    CHECK_THROWS_AS(policy.deny(feature(99)), sh::InvalidHeader);
    policy.deny(feature(70)).report_to(feature(99), "reports");
    const std::string text = written(policy);
    CHECK(text.starts_with("new-1=(self), new-2=(), "));
    CHECK(text.ends_with(", new-99=();report-to=\"reports\", new-70=()"));
    CHECK(std::count(text.begin(), text.end(), ',') == 98);
}

TEST_CASE("Permissions-Policy may name endpoints for reports") {
    const auto policy = PermissionsPolicy{}
                            .deny(Feature::camera)
                            .allow(Feature::usb, {Allow::any})
                            .report_to(Feature::usb, "main")
                            .report_to("camera", "other");
    CHECK(written(policy) == "camera=();report-to=\"other\", usb=*;report-to=\"main\"");
    sh::FieldWriter out;
    policy.write_to(out);
    CHECK(out.names() == "othermain");
    CHECK_THROWS_WITH(PermissionsPolicy{}.report_to(Feature::usb, "main"),
                      "Permissions-Policy: usb: is not in the policy; put it in before its report_to");
}

TEST_CASE("Permissions-Policy of a route is a variant of the site's") {
    const auto site = PermissionsPolicy{}.deny(Feature::camera).deny(Feature::usb);
    auto route = site;
    route.remove(Feature::camera).allow(Feature::camera, {Allow::self});
    CHECK(written(route) == "usb=(), camera=(self)");
    CHECK(written(PermissionsPolicy{site}.remove(Feature::hid)) == "camera=(), usb=()");
    CHECK(site != route);
    CHECK(site == PermissionsPolicy{}.deny("camera").deny("usb"));
}

TEST_CASE("Permissions-Policy replaces what it says of a feature, or puts it in") {
    const auto site = PermissionsPolicy{}.deny(Feature::camera).deny(Feature::usb).report_to(Feature::camera, "main");
    CHECK(written(PermissionsPolicy{site}.replace(Feature::camera, {Allow::self, "https://a.example"})) ==
          "camera=(self \"https://a.example\");report-to=\"main\", usb=()");
    CHECK(written(PermissionsPolicy{site}.replace(Feature::hid, {Allow::any})) ==
          "camera=();report-to=\"main\", usb=(), hid=*");
    auto refused = site;
    CHECK_THROWS_WITH(refused.replace(Feature::camera, {}),
                      "Permissions-Policy: allow needs somebody; to allow nobody write deny(feature)");
    CHECK(refused == site);
}

TEST_CASE("Permissions-Policy refuses what browsers ignore") {
    CHECK_THROWS_WITH(PermissionsPolicy{}.deny(Feature::usb).deny(Feature::usb),
                      "Permissions-Policy: usb: is there already; use replace(feature, allowed), or remove it");
    CHECK_THROWS_WITH(PermissionsPolicy{}.deny(Feature::usb).allow(Feature::usb, {Allow::self}),
                      "Permissions-Policy: usb: is there already; use replace(feature, allowed), or remove it");
    CHECK_THROWS_WITH(PermissionsPolicy{}.allow(Feature::usb, {}),
                      "Permissions-Policy: allow needs somebody; to allow nobody write deny(feature)");
    CHECK_THROWS_WITH(PermissionsPolicy{}.allow(Feature::usb, {Allow::any, Allow::self}),
                      "Permissions-Policy: Allow::any stands alone");
    CHECK_THROWS_WITH(PermissionsPolicy{}.allow(Feature::usb, {Allow::self, Allow::any}),
                      "Permissions-Policy: Allow::any stands alone");
    CHECK_THROWS_WITH(PermissionsPolicy{}.allow(Feature::usb, {"https://a.example", "https://a.example"}),
                      "Permissions-Policy: a feature is allowed to the same twice");
}

TEST_CASE("Permissions-Policy takes origins from outside that are origins") {
    constexpr const char* words = "Permissions-Policy: this is no text here; write Allow::self, Allow::any or deny()";
    for (const std::string_view text : {"self", "'self'", "*", "none", "'none'", "()"})
        CHECK_THROWS_WITH(Allow{sh::runtime{text}}, words);
    constexpr const char* scheme = "Permissions-Policy: an origin is written with its scheme, as in https://example.com";
    for (const std::string_view text : {"", "a.example", "//a.example", "https:a.example", "1://a.example", "'src'",
                                        ":", "1:", "a.example:", "localhost:", "a_b:"})
        CHECK_THROWS_WITH(Allow{sh::runtime{text}}, scheme);
    CHECK_THROWS_WITH(Allow{sh::runtime{"https://[::1]:8443"}},
                      "Permissions-Policy: browsers match no IPv6 address; write a host's name");
    CHECK_THROWS_WITH(Allow{sh::runtime{"https://user:pw@a.example"}},
                      "Permissions-Policy: browsers take no user and no password here; write the host alone");
    for (const std::string_view text : {"https://", "https://a.example/", "https://a b", "https://a;b", "https://a,b",
                                        "https://a\"b", "https://a.*.b", "https://a:b"})
        CHECK_THROWS_AS(Allow{sh::runtime{text}}, sh::InvalidHeader);
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_AS(Allow{sh::runtime{text}}, sh::InvalidHeader);
        CHECK_THROWS_AS(Allow{sh::runtime{"https://" + std::string{text}}}, sh::InvalidHeader);
    }
}
