// SPDX-License-Identifier: MIT
#include <secure_headers/format.hpp>

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/cookie.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/custom_header.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>
#include <secure_headers/policy/x_frame_options.hpp>
#include <secure_headers/presets.hpp>

#include "catch.hpp"

#include <sstream>
#include <string>

namespace sh = secure_headers;

TEST_CASE("fmt prints a policy as its header line") {
    CHECK(fmt::format("{}", sh::XFrameOptions::deny) == "X-Frame-Options: DENY");
    CHECK(fmt::format("{}", sh::StrictTransportSecurity{}) ==
          "Strict-Transport-Security: max-age=63072000; includeSubDomains");
    CHECK(fmt::format("{}", sh::ContentSecurityPolicy{}.default_src({sh::csp::self})) ==
          "Content-Security-Policy: default-src 'self'");
    CHECK(fmt::format("{}", sh::CustomHeader{"X-Name", "value"}) == "X-Name: value");
    CHECK(fmt::format("[{:>24}]", sh::XFrameOptions::deny) == "[   X-Frame-Options: DENY]");
}

TEST_CASE("fmt prints a set as the wire shows it, frozen or not") {
    constexpr auto make = [] {
        return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server").add(sh::CustomHeader{"A", "1"});
    };
    constexpr auto baked = sh::bake(make);
    const std::string expected = "X-Frame-Options: DENY\r\nA: 1\r\n";
    CHECK(fmt::format("{}", make()) == expected);
    CHECK(fmt::format("{}", baked) == expected);
    CHECK(fmt::format("{}", baked.view()) == expected);
    CHECK(fmt::format("{}", sh::FrozenHeaders{make()}) == expected);
    CHECK(fmt::format("{}", sh::presets::log_out) == "Clear-Site-Data: \"cache\",\"cookies\",\"storage\"\r\n");
}

TEST_CASE("fmt and streams print what a finding keeps of the text") {
    const sh::Report report = sh::audit({sh::HeaderField{"X-Frame-Options", "ALLOWALL"}});
    for (const sh::Finding& finding : report.findings()) {
        if (finding.value.empty()) continue;
        std::ostringstream out;
        out << finding.header << ": " << finding.value;
        CHECK(out.str() == "X-Frame-Options: ALLOWALL");
        CHECK(fmt::format("{}: {:>10}", finding.header, finding.value) == "X-Frame-Options:   ALLOWALL");
    }
    CHECK_FALSE(report.findings().empty());
}

TEST_CASE("fmt prints a nonce's value") {
    const sh::Nonce nonce = sh::Nonce::generate();
    CHECK(fmt::format("{}", nonce) == nonce.value());
}

TEST_CASE("fmt prints a cookie's name and attributes") {
    CHECK(fmt::format("{}", sh::SecureCookie{"sid", {.same_site = sh::SameSite::strict}}) ==
          "sid; Path=/; Secure; HttpOnly; SameSite=Strict");
    CHECK(fmt::format("{}", sh::SecureCookie{}) == "; Path=/; Secure; HttpOnly; SameSite=Lax");
}
