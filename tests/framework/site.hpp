// SPDX-License-Identifier: MIT
// What each driver serves, so that the suite can ask every framework the same questions.
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/cookie/rules.hpp>
#include <secure_headers/secure_headers.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace site {

namespace sh = secure_headers;

/// What the hook delivers to every response: a mode of each kind, a nonce, and parts for HTTPS only.
inline constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders{}
        .as_defaults()
        .set_default(
            sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).script_src({sh::csp::nonce}).upgrade_insecure_requests())
        .set(sh::XFrameOptions::deny)
        .set_default(sh::CustomHeader{"X-Default", "ours"})
        .set_default(sh::CustomHeader{"X-Absent", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours too"});
});

/// What the hook delivers where the suite asks for it: of the request, only its scheme changes it.
inline constexpr auto without_nonce = sh::bake([] {
    return sh::SecureHeaders{}
        .set_default(sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).upgrade_insecure_requests())
        .set_default(sh::Server{"site"})
        .add(sh::CustomHeader{"X-Https", "ours"})
        .https_only("X-Https");
});

/// What the handler of /route delivers to its own response, as the hook would.
inline constexpr auto route = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::ContentSecurityPolicy{}.default_src({sh::csp::none}).upgrade_insecure_requests())
        .set(sh::StrictTransportSecurity{{.max_age = std::chrono::days{30}, .include_subdomains = false}})
        .set(sh::ReferrerPolicy::no_referrer);
});

/// What the hook makes of the cookies that are set by the framework's own means.
inline const sh::CookieRules rules{sh::SecureCookie{}};

/// What the handlers of /modes and /twice set by the framework's own means before any of ours is delivered; where a
/// name can stand twice, it does.
inline constexpr std::pair<const char*, const char*> fields[]{{"X-Frame-Options", "ALLOWALL"},
                                                              {"x-frame-options", "SAMEORIGIN"},
                                                              {"X-Default", "theirs"},
                                                              {"X-Added", "theirs"},
                                                              {"Server", "Bare/1.0"},
                                                              {"X-Powered-By", "C++"},
                                                              {"X-Kept", "theirs"}};

/// The page of /page, from a template.
inline std::string page(std::string_view nonce) {
    return "<!doctype html><script nonce=\"" + std::string{nonce} + "\">start()</script>";
}

/// What the handler of /cookies does after it has set own=1 by the framework's own means.
template <class Response>
void set_cookies(Response&& response) {
    constexpr sh::SecureCookie a{"a"}, b{"b"}, c{"c"};
    sh::set_cookie(response, a, "1");
    sh::set_cookie(response, b, "2");
    sh::set_cookie(response, a, "3");
    sh::set_cookie(response, c, "4");
    sh::delete_cookie(response, c);
}

}  // namespace site
