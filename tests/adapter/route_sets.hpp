// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/secure_headers.hpp>

#include <chrono>

// A site's set, and one that a route has of its own, both with a nonce, and the route's with what is for HTTPS only.
inline constexpr auto site_set = secure_headers::bake([] {
    return secure_headers::SecureHeaders{}
        .set(secure_headers::ContentSecurityPolicy{}.script_src({secure_headers::csp::nonce}))
        .as_defaults();
});
inline constexpr auto route_set = secure_headers::bake([] {
    namespace csp = secure_headers::csp;
    return secure_headers::SecureHeaders::empty()
        .set(secure_headers::ContentSecurityPolicy{}.default_src({csp::self}).script_src({csp::nonce}))
        .set(secure_headers::StrictTransportSecurity{{.max_age = std::chrono::seconds{1}}});
});

// Each mode, for a response that has some of the fields already.
inline constexpr auto set_of_modes = secure_headers::bake([] {
    return secure_headers::SecureHeaders::empty()
        .set(secure_headers::XFrameOptions::deny)
        .set_default(secure_headers::CustomHeader{"X-Default", "ours"})
        .set_default(secure_headers::CustomHeader{"X-Absent", "ours"})
        .add(secure_headers::CustomHeader{"X-Added", "ours"})
        .remove("Server");
});
