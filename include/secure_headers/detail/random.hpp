// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#if defined(_WIN32)
// As bcrypt.h declares it, without windows.h and its macros.
extern "C" __declspec(dllimport) long __stdcall BCryptGenRandom(void*, unsigned char*, unsigned long, unsigned long);
#if defined(_MSC_VER)
#pragma comment(lib, "bcrypt")
#endif
#elif defined(__linux__)
#include <sys/random.h>
#include <cerrno>
#else
#include <stdlib.h>
#endif

namespace secure_headers::detail {

/// Fills `bytes` from the operating system's generator; false if it failed, and then the bytes mean nothing.
inline bool system_random(unsigned char* bytes, std::size_t count) {
#if defined(_WIN32)
    constexpr unsigned long use_system_preferred_generator = 2;
    return BCryptGenRandom(nullptr, bytes, static_cast<unsigned long>(count), use_system_preferred_generator) == 0;
#elif defined(__linux__)
    for (std::size_t done = 0; done < count;) {
        const auto got = getrandom(bytes + done, count - done, 0);
        if (got < 0 && errno != EINTR) return false;
        if (got > 0) done += static_cast<std::size_t>(got);
    }
    return true;
#else  // BSD and macOS: cannot fail
    arc4random_buf(bytes, count);
    return true;
#endif
}

}  // namespace secure_headers::detail
