// SPDX-License-Identifier: MIT
// What server_baked.cpp does, written by hand.
#include <string>

void respond(std::string& response, bool https) {
    if (https) response.append("Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n");
    response.append(
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; media-src 'self'; object-src 'none'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    if (https) response.append("; upgrade-insecure-requests");
    response.append("\r\n");
    response.append("X-Frame-Options: DENY\r\n");
    response.append("X-Content-Type-Options: nosniff\r\n");
    response.append("Referrer-Policy: strict-origin-when-cross-origin\r\n");
    response.append(
        "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), "
        "usb=(), window-management=(), xr-spatial-tracking=()\r\n");
    response.append("Cross-Origin-Opener-Policy: same-origin\r\n");
    response.append("Cross-Origin-Resource-Policy: same-origin\r\n");
    response.append("Origin-Agent-Cluster: ?1\r\n");
    response.append("X-Permitted-Cross-Domain-Policies: none\r\n");
    response.append("X-DNS-Prefetch-Control: off\r\n");
}
