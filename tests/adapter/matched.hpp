// SPDX-License-Identifier: MIT
// What the matchers of Catch2 and GoogleTest see of a framework's response.
#pragma once

#include <secure_headers/audit/catch2.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <string>

/// Takes a new response with status 200 and what gives it another status: the matchers see its fields, each of its
/// cookies, and its status.
template <class Response, class SetStatus>
void check_matched(Response&& response, SetStatus set_status) {
    namespace sh = secure_headers;
    using sh::secure, sh::Severity;
    const auto told = [&response] { return sh::audit_matchers::judge(response, Severity::info, {}).told; };
    const auto tells = [&told](const std::string& id) { return told().find(" " + id + ",") != std::string::npos; };

    CHECK_THAT(response, !secure(Severity::high));
    CHECK(tells("csp-missing"));
    sh::set_headers(response, sh::SecureHeaders{}.set(sh::CacheControl{{.no_store = true}}), {.https = true});
    sh::set_headers(response,
                    sh::SecureHeaders::empty().set(sh::CustomHeader{"Content-Type", "text/html; charset=utf-8"}));
    CHECK_THAT(response, secure(Severity::low));

    sh::set_cookie(response, sh::SecureCookie{"__Host-first", {.same_site = sh::SameSite::strict}}, "1");
    CHECK_THAT(response, secure(Severity::medium));
    sh::set_cookie(response, sh::SecureCookie{"session", {.secure = sh::Secure::also_over_plain_http}}, "2");
    CHECK(tells("cookie-session-without-secure"));

    CHECK_FALSE(tells("product-disclosed"));
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::CustomHeader{"X-Envoy-Test", "1"}));
    CHECK(tells("product-disclosed"));

    if constexpr (requires { set_status(204); }) {
        sh::set_headers(response, sh::SecureHeaders::empty().remove("X-Content-Type-Options"));
        CHECK(tells("nosniff-missing"));
        set_status(204);
        CHECK_FALSE(tells("nosniff-missing"));
    }
}
