// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#if !defined(__cpp_exceptions)
#include <cstdio>
#include <cstdlib>
#endif

namespace secure_headers {

// A handler in one shared library catches what another throws, whatever -fvisibility says of the rest.
#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility push(default)
#endif

/// Reports a policy, cookie or header that must not exist: `what()` names the field, the rule and the fix.
class InvalidHeader : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

#if defined(__GNUC__) && !defined(_WIN32)
#pragma GCC visibility pop
#endif

/// Lets text from outside in, to be checked while the program runs; a bare literal is checked while compiling.
struct runtime {
    std::string_view text;
};

namespace detail {

/// Text from outside that is not wrapped, as it most often comes: those who take text refuse it by a function that says
/// so where it is deleted. No views, since names of ours become views, and are compared with them.
template <class T>
concept Unchecked = std::is_same_v<T, std::string> || std::is_same_v<T, const char*> || std::is_same_v<T, char*>;

// Every refusal is one call on one line. None of these is constexpr, so that in a constant expression the
// compiler stops there and quotes the line with its message; when run, they throw. Their texts have names, since g++
// 12's analyzer takes temporaries that a throw destroys for leaked.
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse(std::string_view message) {
#if defined(__cpp_exceptions)
    const std::string text{message};
    throw InvalidHeader{text};
#else  // a build without exceptions ends the program
    std::fprintf(stderr, "secure_headers: %.*s\n", static_cast<int>(message.size()), message.data());
    std::abort();
#endif
}

/// Refuses with "field: rule".
[[noreturn]] inline void refuse(std::string_view field, std::string_view rule) {
    std::string text{field};
    text.append(": ").append(rule);
    refuse(text);
}

/// Refuses with "field: part: rule".
[[noreturn]] inline void refuse(std::string_view field, std::string_view part, std::string_view rule) {
    std::string text{field};
    text.append(": ").append(part).append(": ").append(rule);
    refuse(text);
}

}  // namespace detail
}  // namespace secure_headers
