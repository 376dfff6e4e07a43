// SPDX-License-Identifier: MIT
#pragma once

/// The recommended set as one writes it by hand: calls `set(name, value)` with literals.
inline void for_each_header_by_hand(auto&& set) {
    set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    set("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src "
        "'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; upgrade-insecure-requests");
    set("X-Frame-Options", "DENY");
    set("X-Content-Type-Options", "nosniff");
    set("Referrer-Policy", "strict-origin-when-cross-origin");
    set("Permissions-Policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), "
        "serial=(), usb=(), window-management=(), xr-spatial-tracking=()");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Origin-Agent-Cluster", "?1");
    set("X-Permitted-Cross-Domain-Policies", "none");
    set("X-DNS-Prefetch-Control", "off");
}
