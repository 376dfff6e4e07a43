// SPDX-License-Identifier: MIT
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SECURE_HEADERS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SECURE_HEADERS_SANITIZED
#endif

/// How often a property is asked of what chance puts together: under sanitizers, which look for other mistakes and are
/// slow, a quarter of the times.
constexpr int rounds(int all) {
#if defined(SECURE_HEADERS_SANITIZED)
    return all / 4;
#else
    return all;
#endif
}
