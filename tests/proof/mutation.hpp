// SPDX-License-Identifier: MIT
// Mutants that are chosen when a program starts, so that all are compiled at once: see mutate.py. While something is
// computed by the compiler, none is.
#pragma once

#include <cstdlib>
#include <type_traits>
#include <utility>

namespace mutation {

inline constexpr int most = 100000;
extern int chosen;          ///< The one mutant that lives, or 0.
extern char reached[most];  ///< Which have been asked for.

constexpr bool on(int mutant) {
    if (std::is_constant_evaluated()) return false;
    reached[mutant] = 1;
    return chosen == mutant;
}

/// Of `left && right` and `left || right`: whether the right side decides.
template <class T>
constexpr bool and_decides(int mutant, T&& left) {
    return static_cast<bool>(left) != on(mutant);
}
template <class T>
constexpr bool or_decides(int mutant, T&& left) {
    return static_cast<bool>(left) == on(mutant);
}

template <std::size_t size>
constexpr const char (&text(int mutant, const char (&original)[size], const char (&mutated)[size]))[size] {
    return on(mutant) ? mutated : original;
}

template <class T>
constexpr T returned(int mutant, T&& value) {
    using Value = std::remove_cvref_t<T>;
    if constexpr (std::is_arithmetic_v<Value> && std::is_same_v<T, Value>)
        return on(mutant) ? static_cast<Value>(!value) : value;
    else
        return std::forward<T>(value);
}

template <class A>
struct Left {
    A&& value;
    bool mutated;
};

// `a == Equal{1} == b` is `a == b`, or `a != b` if mutant 1 lives.
#define SECURE_HEADERS_MUTATION(Name, op, other)                                                         \
    struct Name {                                                                                        \
        int mutant;                                                                                      \
    };                                                                                                   \
    template <class A>                                                                                   \
    struct Left##Name : Left<A> {};                                                                      \
    template <class A>                                                                                   \
    constexpr Left##Name<A> operator op(A&& left, Name name) {                                           \
        return {{std::forward<A>(left), on(name.mutant)}};                                               \
    }                                                                                                    \
    template <class A, class B>                                                                          \
    constexpr auto operator op(Left##Name<A> left, B&& right) {                                          \
        if constexpr (requires { left.value other right; })                                              \
            if (left.mutated) return static_cast<decltype(left.value op right)>(left.value other right); \
        return left.value op right;                                                                      \
    }
SECURE_HEADERS_MUTATION(Equal, ==, !=)
SECURE_HEADERS_MUTATION(Unequal, !=, ==)
SECURE_HEADERS_MUTATION(AtMost, <=, <)
SECURE_HEADERS_MUTATION(AtLeast, >=, >)
SECURE_HEADERS_MUTATION(Less, <, <=)
SECURE_HEADERS_MUTATION(Greater, >, >=)
SECURE_HEADERS_MUTATION(Plus, +, -)
SECURE_HEADERS_MUTATION(Minus, -, +)
SECURE_HEADERS_MUTATION(Times, *, /)
SECURE_HEADERS_MUTATION(Over, /, *)
SECURE_HEADERS_MUTATION(Modulo, %, /)
SECURE_HEADERS_MUTATION(And, &, |)
SECURE_HEADERS_MUTATION(Or, |, &)
SECURE_HEADERS_MUTATION(Xor, ^, &)
SECURE_HEADERS_MUTATION(ShiftLeft, <<, >>)
SECURE_HEADERS_MUTATION(ShiftRight, >>, <<)
#undef SECURE_HEADERS_MUTATION

}  // namespace mutation
