// SPDX-License-Identifier: MIT
#pragma once

/// The recommended set as one writes it by hand: `SET(name, value);` for each header, with the literals in its text. A
/// function that is given them would measure some anew each time.
#define RECOMMENDED_BY_HAND(SET)                                                                                  \
    SET("Strict-Transport-Security", "max-age=63072000; includeSubDomains");                                      \
    SET("Content-Security-Policy",                                                                                \
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src "  \
        "'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; " \
        "frame-ancestors 'none'; upgrade-insecure-requests");                                                     \
    SET("X-Frame-Options", "DENY");                                                                               \
    SET("X-Content-Type-Options", "nosniff");                                                                     \
    SET("Referrer-Policy", "strict-origin-when-cross-origin");                                                    \
    SET("Permissions-Policy",                                                                                     \
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "                 \
        "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), "           \
        "serial=(), usb=(), window-management=(), xr-spatial-tracking=()");                                       \
    SET("Cross-Origin-Opener-Policy", "same-origin");                                                             \
    SET("Cross-Origin-Resource-Policy", "same-origin");                                                           \
    SET("Origin-Agent-Cluster", "?1");                                                                            \
    SET("X-Permitted-Cross-Domain-Policies", "none");                                                             \
    SET("X-DNS-Prefetch-Control", "off")
