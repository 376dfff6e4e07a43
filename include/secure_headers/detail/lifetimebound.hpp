// SPDX-License-Identifier: MIT
#pragma once

// Lets clang and MSVC warn where a view outlives what it looks at; g++ warns of attributes that it does not know.
#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::lifetimebound)
#define SECURE_HEADERS_LIFETIMEBOUND [[clang::lifetimebound]]
#elif __has_cpp_attribute(msvc::lifetimebound)
#define SECURE_HEADERS_LIFETIMEBOUND [[msvc::lifetimebound]]
#endif
#endif
#ifndef SECURE_HEADERS_LIFETIMEBOUND
#define SECURE_HEADERS_LIFETIMEBOUND
#endif
