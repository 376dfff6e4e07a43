// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/optional_time.hpp>

namespace secure_headers {

/// Says which requests from other sites carry the cookie. RFC 6265bis, section 5.6.7.
enum class SameSite : unsigned char {
    strict,  ///< None.
    lax,     ///< Those that navigate to this site by a safe method, such as GET.
    none,    ///< All, which needs Secure.
};

/// Says over what the cookie travels. RFC 6265bis, section 4.1.2.5.
enum class Secure : unsigned char {
    over_https_only,
    also_over_plain_http,  ///< Leaves Secure out: whoever is on the way can read and replace the cookie.
};

/// Says whether scripts see the cookie. RFC 6265bis, section 4.1.2.6.
enum class HttpOnly : unsigned char {
    hidden_from_scripts,
    readable_by_scripts,  ///< Leaves HttpOnly out: injected script can steal the cookie.
};

/// A point in time, to the second; none where none is given.
using CookieTime = detail::OptionalTime;

}  // namespace secure_headers
