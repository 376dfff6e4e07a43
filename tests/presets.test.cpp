// SPDX-License-Identifier: MIT
#include <secure_headers/presets.hpp>

#include <secure_headers/adapter/response.hpp>

#include "catch.hpp"
#include "vectors.hpp"
#include "written.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
namespace presets = secure_headers::presets;

namespace {

std::string block(const sh::HeaderView& headers, bool https = true) {
    std::string text;
    sh::for_each_field(headers, {.https = https, .nonce = sh::Nonce::generate()}, [&](const sh::HeaderField& field, auto) {
        if (field.mode != sh::Mode::remove) text.append(field.name).append(": ").append(field.value).append("\n");
    });
    return text;
}

std::vector<std::string> removed(const sh::HeaderView& headers) {
    std::vector<std::string> names;
    for (const sh::HeaderField& field : headers)
        if (field.mode == sh::Mode::remove) names.emplace_back(field.name);
    return names;
}

constexpr std::string_view denied =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()";

}  // namespace

TEST_CASE("presets::recommended, to the byte") {
    const std::string expected =
        "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; upgrade-insecure-requests\r\n"
        "X-Frame-Options: DENY\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: strict-origin-when-cross-origin\r\n"
        "Permissions-Policy: " +
        std::string{denied} +
        "\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Origin-Agent-Cluster: ?1\r\n"
        "X-Permitted-Cross-Domain-Policies: none\r\n"
        "X-DNS-Prefetch-Control: off\r\n";
    CHECK(sh::HeaderView{presets::recommended}.block() == expected);
    CHECK(sh::HeaderView{sh::FrozenHeaders{sh::SecureHeaders{}}}.block() == expected);
    CHECK(removed(presets::recommended) == std::vector<std::string>{"Server", "X-Powered-By"});
}

TEST_CASE("The presets' policies are there for a site to change") {
    const auto value = [](const sh::HeaderView& set, std::string_view name) {
        return std::string{set.find(name)->value};
    };
    CHECK(written(presets::recommended_content_security_policy()) ==
          value(presets::recommended, "Content-Security-Policy"));
    CHECK(written(presets::recommended_permissions_policy()) == denied);
    CHECK(written(presets::strict_content_security_policy()) == value(presets::strict, "Content-Security-Policy"));
    CHECK(written(presets::api_content_security_policy()) == value(presets::api, "Content-Security-Policy"));
    CHECK(written(presets::recommended_permissions_policy().replace(sh::Feature::payment, {sh::Allow::self})) ==
          std::string{denied}.replace(denied.find("payment=()"), 10, "payment=(self)"));
}

TEST_CASE("A preset is merged into a set as it is, or called") {
    static constexpr auto baked = sh::bake([] { return presets::api().merge(presets::log_out); });
    auto called = presets::api();
    called.merge(presets::log_out());
    CHECK(baked.view().block() == sh::HeaderView{sh::FrozenHeaders{called}}.block());
    CHECK(baked.view().find("Clear-Site-Data").has_value());
    auto lvalue = presets::api();
    CHECK(lvalue.merge(presets::log_out) == called);
}

TEST_CASE("presets::recommended over plain HTTP promises nothing about HTTPS") {
    const std::string text = block(presets::recommended, false);
    CHECK(text.find("Strict-Transport-Security") == std::string::npos);
    CHECK(text.find("upgrade-insecure-requests") == std::string::npos);
    CHECK(text.find("frame-ancestors 'none'\n") != std::string::npos);
}

TEST_CASE("presets::strict, to the byte") {
    CHECK(sh::HeaderView{presets::strict}.block() ==
          "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
          "Content-Security-Policy: default-src 'none'; script-src 'nonce-{nonce-of-each-response}' 'strict-dynamic'; "
          "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; object-src 'none'; "
          "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
          "require-trusted-types-for 'script'; upgrade-insecure-requests\r\n"
          "X-Frame-Options: DENY\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Permissions-Policy: " +
              std::string{denied} +
              "\r\n"
              "Cross-Origin-Opener-Policy: same-origin\r\n"
              "Cross-Origin-Resource-Policy: same-origin\r\n"
              "Origin-Agent-Cluster: ?1\r\n"
              "X-Permitted-Cross-Domain-Policies: none\r\n"
              "X-DNS-Prefetch-Control: off\r\n"
              "Cross-Origin-Embedder-Policy: require-corp\r\n"
              "Cache-Control: no-store\r\n");
    CHECK(removed(presets::strict) == std::vector<std::string>{"Server", "X-Powered-By"});
}

TEST_CASE("presets::api, to the byte") {
    CHECK(sh::HeaderView{presets::api}.block() ==
          "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
          "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
          "X-Frame-Options: DENY\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n"
          "X-Permitted-Cross-Domain-Policies: none\r\n"
          "Cache-Control: no-store\r\n");
    CHECK(removed(presets::api) == std::vector<std::string>{"Server", "X-Powered-By"});
}

TEST_CASE("presets::owasp_2026_07, to the byte") {
    CHECK(sh::HeaderView{presets::owasp_2026_07}.block() ==
          "Cache-Control: no-store, max-age=0\r\n"
          "Content-Security-Policy: default-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; "
          "frame-ancestors 'none'; upgrade-insecure-requests\r\n"
          "Cross-Origin-Embedder-Policy: require-corp\r\n"
          "Cross-Origin-Opener-Policy: same-origin\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n"
          "Permissions-Policy: accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), "
          "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(), magnetometer=(), "
          "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), "
          "sync-xhr=(self), usb=(), web-share=(), xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(), "
          "gamepad=(), hid=(), idle-detection=(), interest-cohort=(), serial=(), unload=()\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "X-DNS-Prefetch-Control: off\r\n"
          "X-Frame-Options: deny\r\n"
          "X-Permitted-Cross-Domain-Policies: none\r\n");
    CHECK(removed(presets::owasp_2026_07).size() == 87);
    CHECK(block(presets::owasp_2026_07, false).find("frame-ancestors 'none'\n") != std::string::npos);
}

TEST_CASE("presets::owasp_2026_07 agrees with the project's own files") {
    const auto add = load_vectors("oshp_headers_add");
    const auto remove = load_vectors("oshp_headers_remove");
    if (!add || !remove) return;
    std::string expected;
    for (const auto& header : (*add)["headers"])
        if (header["name"] != "Clear-Site-Data")
            expected += header["name"].get<std::string>() + ": " + header["value"].get<std::string>() + "\r\n";
    CHECK(sh::HeaderView{presets::owasp_2026_07}.block() == expected);
    CHECK(removed(presets::owasp_2026_07) == (*remove)["headers"].get<std::vector<std::string>>());
    CHECK(sh::HeaderView{presets::log_out}.block() ==
          "Clear-Site-Data: " + (*add)["headers"][1]["value"].get<std::string>() + "\r\n");
}

TEST_CASE("presets::helmet_8, to the byte") {
    CHECK(sh::HeaderView{presets::helmet_8}.block() ==
          "Content-Security-Policy: default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';"
          "frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';"
          "style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests\r\n"
          "Cross-Origin-Opener-Policy: same-origin\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n"
          "Origin-Agent-Cluster: ?1\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "X-DNS-Prefetch-Control: off\r\n"
          "X-Download-Options: noopen\r\n"
          "X-Frame-Options: SAMEORIGIN\r\n"
          "X-Permitted-Cross-Domain-Policies: none\r\n"
          "X-XSS-Protection: 0\r\n");
    CHECK(removed(presets::helmet_8) == std::vector<std::string>{"X-Powered-By"});
    CHECK(block(presets::helmet_8, false).find("style-src 'self' https: 'unsafe-inline'\n") != std::string::npos);
}

TEST_CASE("presets::secure_py_0_2, to the byte") {
    CHECK(sh::HeaderView{presets::secure_py_0_2}.block() ==
          "Strict-Transport-Security: max-age=63072000; includeSubdomains\r\n"
          "X-Frame-Options: SAMEORIGIN\r\n"
          "X-XSS-Protection: 1; mode=block\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "Referrer-Policy: no-referrer, strict-origin-when-cross-origin\r\n"
          "Pragma: no-cache\r\n"
          "Expires: 0\r\n"
          "Cache-control: no-cache, no-store, must-revalidate, max-age=0\r\n");
    CHECK(block(presets::secure_py_0_2, false).find("Strict-Transport-Security") == std::string::npos);
}

TEST_CASE("presets::log_out, to the byte") {
    CHECK(sh::HeaderView{presets::log_out}.block() == "Clear-Site-Data: \"cache\",\"cookies\",\"storage\"\r\n");
}

TEST_CASE("A preset is a set to change, and one to deliver as it is") {
    const auto changed = presets::recommended().set(sh::XFrameOptions::same_origin);
    CHECK(changed.find("X-Frame-Options")->value == "SAMEORIGIN");
    std::string text;
    sh::set_headers(text, presets::api, {.https = true});
    CHECK(text == sh::HeaderView{presets::api}.block());
    const sh::SecureHeaders same = presets::api;
    CHECK(same == presets::api());
    sh::SecureHeaders headers;
    headers = presets::api;
    CHECK(headers == same);
    CHECK(presets::api.view().block() == text);
    constexpr auto baked = sh::bake(presets::api);
    CHECK(baked.view().block() == text);
}
