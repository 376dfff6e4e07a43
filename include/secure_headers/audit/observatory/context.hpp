// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/response_field.hpp>

#include <span>
#include <string_view>

namespace secure_headers {

/// Tells the HTTP Observatory's tests what a response's fields do not.
struct ObservatoryContext {
    bool https = true;            ///< How the response came; plain HTTP cannot have HSTS.
    bool verified = true;         ///< False if the certificate was not valid.
    bool preloaded = false;       ///< True if the host is in browsers' HSTS preload list, which is not looked up.
    std::string_view host{};      ///< Cookies of other domains are left out as a cookie store does; empty takes all.
    std::string_view path = "/";  ///< Of the request: where cookies without a path belong.

    /// What the request named as `Origin`; the Observatory itself asks as this.
    std::string_view origin = "https://http-observatory.security.mozilla.org";

    /// The page's `<meta http-equiv>` of Content-Security-Policy, and `<meta name="referrer">` as Referrer-Policy.
    std::span<const ResponseField> http_equiv{};

    /// The URLs from the first, over plain HTTP, to the last; without them redirection is not tested.
    std::span<const std::string_view> redirects{};
};

}  // namespace secure_headers
