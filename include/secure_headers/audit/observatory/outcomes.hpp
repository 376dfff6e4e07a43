// SPDX-License-Identifier: MIT
// What each result of a test is worth: the figures of the HTTP Observatory's algorithm 6 (github.com/mdn/
// mdn-http-observatory, src/grader/charts.js, commit 94042bb).
#pragma once

#include <secure_headers/detail/name_table.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>

namespace secure_headers {

/// One test of the HTTP Observatory, decided: its name, its result, what that is worth.
struct ObservatoryTest {
    std::string_view name{};
    std::string_view result{};
    int modifier = 0;  ///< Points on the score.
    bool pass = false;
    bool operator==(const ObservatoryTest&) const = default;
};

namespace detail::observatory {

inline constexpr ObservatoryTest outcomes[]{
    {"content-security-policy", "csp-implemented-with-no-unsafe-default-src-none", 10, true},
    {"content-security-policy", "csp-implemented-with-no-unsafe", 5, true},
    {"content-security-policy", "csp-implemented-with-unsafe-inline-in-style-src-only", 0, true},
    {"content-security-policy", "csp-implemented-with-insecure-scheme-in-passive-content-only", -10, true},
    {"content-security-policy", "csp-implemented-with-unsafe-eval", -10, false},
    {"content-security-policy", "csp-implemented-with-unsafe-inline", -20, false},
    {"content-security-policy", "csp-implemented-with-insecure-scheme", -20, false},
    {"content-security-policy", "csp-implemented-but-duplicate-directives", 0, true},
    {"content-security-policy", "csp-header-invalid", -25, false},
    {"content-security-policy", "csp-not-implemented", -25, false},
    {"content-security-policy", "csp-not-implemented-but-reporting-enabled", -25, false},
    {"cookies", "cookies-secure-with-httponly-sessions-and-samesite", 5, true},
    {"cookies", "cookies-secure-with-httponly-sessions", 0, true},
    {"cookies", "cookies-not-found", 0, true},
    {"cookies", "cookies-without-secure-flag-but-protected-by-hsts", -5, false},
    {"cookies", "cookies-session-without-secure-flag-but-protected-by-hsts", -10, false},
    {"cookies", "cookies-without-secure-flag", -20, false},
    {"cookies", "cookies-samesite-flag-invalid", -20, false},
    {"cookies", "cookies-anticsrf-without-samesite-flag", -20, false},
    {"cookies", "cookies-session-without-httponly-flag", -30, false},
    {"cookies", "cookies-session-without-secure-flag", -40, false},
    {"cross-origin-embedder-policy", "coep-not-implemented", 0, true},
    {"cross-origin-embedder-policy", "coep-implemented-with-require-corp", 10, true},
    {"cross-origin-embedder-policy", "coep-implemented-with-credentialless", 10, true},
    {"cross-origin-embedder-policy", "coep-implemented-with-unsafe-none", 0, true},
    {"cross-origin-embedder-policy", "coep-header-invalid", -5, false},
    {"cross-origin-opener-policy", "coop-not-implemented", 0, true},
    {"cross-origin-opener-policy", "coop-implemented-with-same-origin", 10, true},
    {"cross-origin-opener-policy", "coop-implemented-with-same-origin-allow-popups", 10, true},
    {"cross-origin-opener-policy", "coop-implemented-with-noopener-allow-popups", 10, true},
    {"cross-origin-opener-policy", "coop-implemented-with-unsafe-none", 0, true},
    {"cross-origin-opener-policy", "coop-header-invalid", -5, false},
    {"cross-origin-resource-sharing", "cross-origin-resource-sharing-not-implemented", 0, true},
    {"cross-origin-resource-sharing", "cross-origin-resource-sharing-implemented-with-public-access", 0, true},
    {"cross-origin-resource-sharing", "cross-origin-resource-sharing-implemented-with-restricted-access", 0, true},
    {"cross-origin-resource-sharing", "cross-origin-resource-sharing-implemented-with-universal-access", -50, false},
    {"redirection", "redirection-all-redirects-preloaded", 0, true},
    {"redirection", "redirection-to-https", 0, true},
    {"redirection", "redirection-not-needed-no-http", 0, true},
    {"redirection", "redirection-off-host-from-http", -5, false},
    {"redirection", "redirection-not-to-https-on-initial-redirection", -10, false},
    {"redirection", "redirection-not-to-https", -20, false},
    {"redirection", "redirection-missing", -20, false},
    {"redirection", "redirection-invalid-cert", -20, false},
    {"referrer-policy", "referrer-policy-private", 5, true},
    {"referrer-policy", "referrer-policy-not-implemented", 0, true},
    {"referrer-policy", "referrer-policy-unsafe", -5, false},
    {"referrer-policy", "referrer-policy-header-invalid", -5, false},
    {"strict-transport-security", "hsts-preloaded", 5, true},
    {"strict-transport-security", "hsts-implemented-max-age-at-least-six-months", 0, true},
    {"strict-transport-security", "hsts-implemented-max-age-less-than-six-months", -10, false},
    {"strict-transport-security", "hsts-not-implemented", -20, false},
    {"strict-transport-security", "hsts-header-invalid", -20, false},
    {"strict-transport-security", "hsts-not-implemented-no-https", -20, false},
    {"strict-transport-security", "hsts-invalid-cert", -20, false},
    {"x-content-type-options", "x-content-type-options-nosniff", 0, true},
    {"x-content-type-options", "x-content-type-options-header-invalid", -5, false},
    {"x-content-type-options", "x-content-type-options-not-implemented", -5, false},
    {"x-frame-options", "x-frame-options-implemented-via-csp", 5, true},
    {"x-frame-options", "x-frame-options-sameorigin-or-deny", 5, true},
    {"x-frame-options", "x-frame-options-allow-from-origin", 0, true},
    {"x-frame-options", "x-frame-options-not-implemented", -20, false},
    {"x-frame-options", "x-frame-options-header-invalid", -20, false},
    {"cross-origin-resource-policy", "corp-not-implemented", 0, true},
    {"cross-origin-resource-policy", "corp-implemented-with-same-origin", 10, true},
    {"cross-origin-resource-policy", "corp-implemented-with-same-site", 10, true},
    {"cross-origin-resource-policy", "corp-implemented-with-cross-origin", 0, true},
    {"cross-origin-resource-policy", "corp-header-invalid", -5, false},
};

/// The results alone.
struct Results {
    std::string_view words[std::size(outcomes)]{};

    consteval Results() {
        for (std::size_t i = 0; i < std::size(outcomes); ++i) words[i] = outcomes[i].result;
    }
};
inline constexpr Results results{};
inline constexpr NameTable result_table{results.words};

/// The row of a result; each is in one test alone.
constexpr ObservatoryTest outcome(std::string_view result) {
    const std::size_t place = result_table.find(result);
    return place == std::size(outcomes) ? ObservatoryTest{} : outcomes[place];
}

/// A result that a test comes to: its row, found while compiling; one that is none does not compile.
class Outcome {
public:
    consteval Outcome(const char* result) : place_{static_cast<unsigned char>(result_table.find(result))} {
        if (place_ == std::size(outcomes)) refuse("observatory: there is no such result");
    }

    constexpr const ObservatoryTest& test() const { return outcomes[place_]; }
    bool operator==(const Outcome&) const = default;

private:
    unsigned char place_;
};

}  // namespace detail::observatory
}  // namespace secure_headers
