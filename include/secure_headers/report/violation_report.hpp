// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

namespace secure_headers {

/// Where in the code a report's cause lies; what the browser did not tell is empty or zero.
struct SourcePlace {
    std::string file{};
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    bool operator==(const SourcePlace&) const = default;
};

/// What a Content-Security-Policy stopped, or would have stopped. CSP3, section 5.
struct CspViolation {
    std::string document_url{};
    std::string referrer{};
    std::string blocked_url{};  ///< A URL, the scheme alone of one that is not HTTP(S), or a word such as `inline` or `eval`.
    std::string effective_directive{};
    std::string original_policy{};
    csp::Disposition disposition = csp::Disposition::enforce;
    std::uint64_t status_code = 0;
    std::string sample{};  ///< The first 40 characters of inline code, if the policy has 'report-sample'.
    SourcePlace place{};
    bool operator==(const CspViolation&) const = default;
};

/// The hash of a script that was loaded, which a policy with 'report-sha256' or one of its kind asks for. CSP3, section 5.
struct CspHash {
    std::string document_url{};
    std::string subresource_url{};
    std::string hash{};         ///< Such as `sha256-...`; empty where the browser may not tell it.
    std::string type{};         ///< `subresource`.
    std::string destination{};  ///< `script`.
    bool operator==(const CspHash&) const = default;
};

/// A feature that Permissions-Policy or Document-Policy denied. Permissions Policy, section 6.2.
struct FeatureViolation {
    std::string feature{};
    std::string message{};
    csp::Disposition disposition = csp::Disposition::enforce;
    SourcePlace place{};
    bool operator==(const FeatureViolation&) const = default;
};

/// A window that Cross-Origin-Opener-Policy cut off. HTML, section 7.1.3.3.
struct OpenerViolation {
    std::string kind{};  ///< Such as `navigation-to-response`.
    std::string effective_policy{};
    std::string property{};   ///< What was accessed across windows, if that was it.
    std::string other_url{};  ///< The page on the other side, as far as the browser may tell.
    csp::Disposition disposition = csp::Disposition::enforce;
    SourcePlace place{};
    bool operator==(const OpenerViolation&) const = default;
};

/// A resource that Cross-Origin-Embedder-Policy stopped. HTML, section 7.1.4.
struct EmbedderViolation {
    std::string kind{};  ///< `corp`, `navigation` or `worker initialization`.
    std::string blocked_url{};
    std::string destination{};
    csp::Disposition disposition = csp::Disposition::enforce;
    bool operator==(const EmbedderViolation&) const = default;
};

/// A script or style without integrity that Integrity-Policy stopped. SRI, section 3.8.
struct IntegrityViolation {
    std::string document_url{};
    std::string blocked_url{};
    std::string destination{};
    csp::Disposition disposition = csp::Disposition::enforce;
    bool operator==(const IntegrityViolation&) const = default;
};

/// A request that failed, or a sample of those that did not. Network Error Logging, section 5.
struct NetworkError {
    std::string phase{};  ///< `dns`, `connection` or `application`.
    std::string type{};   ///< `ok`, or what failed, such as `tcp.timed_out`.
    std::string server_ip{};
    std::string protocol{};
    std::string method{};
    std::uint64_t status_code = 0;
    std::chrono::milliseconds elapsed{};
    bool operator==(const NetworkError&) const = default;
};

/// What the browser says about itself: a deprecation, an intervention or a crash.
struct BrowserNotice {
    std::string id{};  ///< Of the feature; the reason of a crash.
    std::string message{};
    SourcePlace place{};
    bool operator==(const BrowserNotice&) const = default;
};

/// Why a report tells nothing about the site: what caused it was not served by the site.
enum class Noise : unsigned char {
    none,
    extension,        ///< A browser extension.
    injected_script,  ///< A script that an application, virus scanner or network put into the page.
    browser,          ///< The browser's own pages and machinery.
};

/// One report of a browser. Reporting API, section 2.2.
struct ViolationReport {
    using Body = std::variant<std::monostate, CspViolation, FeatureViolation, OpenerViolation, EmbedderViolation,
                              IntegrityViolation, NetworkError, BrowserNotice, CspHash>;

    std::string type{};  ///< Such as `csp-violation`.
    std::string url{};   ///< The page that caused it.
    std::string user_agent{};
    std::chrono::milliseconds age{};  ///< How long the browser waited before it sent the report.
    Noise noise = Noise::none;
    Body body{};  ///< `std::monostate` where the type is none that is known here.
    bool operator==(const ViolationReport&) const = default;
};

}  // namespace secure_headers
