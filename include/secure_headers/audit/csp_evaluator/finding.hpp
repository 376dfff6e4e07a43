// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Says which browsers a policy is judged for: each level ignores what it does not know.
enum class CspVersion : unsigned char { csp1 = 1, csp2 = 2, csp3 = 3 };

/// Names what CSP Evaluator reports, by its numbers; those that it never raises are left out.
enum class CspEvaluatorType : unsigned short {
    missing_semicolon = 100,
    unknown_directive = 101,
    invalid_keyword = 102,
    nonce_charset = 106,
    missing_directives = 300,
    script_unsafe_inline = 301,
    script_unsafe_eval = 302,
    plain_url_schemes = 303,
    plain_wildcard = 304,
    script_allowlist_bypass = 305,
    object_allowlist_bypass = 306,
    nonce_length = 307,
    ip_source = 308,
    deprecated_directive = 309,
    src_http = 310,
    script_unsafe_hashes = 317,
    strict_dynamic = 400,
    strict_dynamic_not_standalone = 401,
    unsafe_inline_fallback = 403,
    allowlist_fallback = 404,
    ignored = 405,
    require_trusted_types_for_scripts = 500,
    reporting_destination_missing = 600,
    report_to_only = 601,
};

/// Ranks findings by CSP Evaluator's numbers: the lowest is the worst.
enum class CspEvaluatorSeverity : unsigned char {
    high = 10,
    syntax = 20,
    medium = 30,
    high_maybe = 40,
    strict_csp = 45,
    medium_maybe = 50,
    info = 60,
    none = 100,
};

/// Gives CSP Evaluator's own word for a type, such as "SCRIPT_UNSAFE_INLINE".
constexpr std::string_view name_of(CspEvaluatorType type) {
    using enum CspEvaluatorType;
    switch (type) {
        case missing_semicolon:
            return "MISSING_SEMICOLON";
        case unknown_directive:
            return "UNKNOWN_DIRECTIVE";
        case invalid_keyword:
            return "INVALID_KEYWORD";
        case nonce_charset:
            return "NONCE_CHARSET";
        case missing_directives:
            return "MISSING_DIRECTIVES";
        case script_unsafe_inline:
            return "SCRIPT_UNSAFE_INLINE";
        case script_unsafe_eval:
            return "SCRIPT_UNSAFE_EVAL";
        case plain_url_schemes:
            return "PLAIN_URL_SCHEMES";
        case plain_wildcard:
            return "PLAIN_WILDCARD";
        case script_allowlist_bypass:
            return "SCRIPT_ALLOWLIST_BYPASS";
        case object_allowlist_bypass:
            return "OBJECT_ALLOWLIST_BYPASS";
        case nonce_length:
            return "NONCE_LENGTH";
        case ip_source:
            return "IP_SOURCE";
        case deprecated_directive:
            return "DEPRECATED_DIRECTIVE";
        case src_http:
            return "SRC_HTTP";
        case script_unsafe_hashes:
            return "SCRIPT_UNSAFE_HASHES";
        case strict_dynamic:
            return "STRICT_DYNAMIC";
        case strict_dynamic_not_standalone:
            return "STRICT_DYNAMIC_NOT_STANDALONE";
        case unsafe_inline_fallback:
            return "UNSAFE_INLINE_FALLBACK";
        case allowlist_fallback:
            return "ALLOWLIST_FALLBACK";
        case ignored:
            return "IGNORED";
        case require_trusted_types_for_scripts:
            return "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS";
        case reporting_destination_missing:
            return "REPORTING_DESTINATION_MISSING";
        case report_to_only:
            return "REPORT_TO_ONLY";
    }
    return "";
}

/// Gives CSP Evaluator's own word for a severity, such as "MEDIUM_MAYBE".
constexpr std::string_view name_of(CspEvaluatorSeverity severity) {
    using enum CspEvaluatorSeverity;
    switch (severity) {
        case high:
            return "HIGH";
        case syntax:
            return "SYNTAX";
        case medium:
            return "MEDIUM";
        case high_maybe:
            return "HIGH_MAYBE";
        case strict_csp:
            return "STRICT_CSP";
        case medium_maybe:
            return "MEDIUM_MAYBE";
        case info:
            return "INFO";
        case none:
            return "NONE";
    }
    return "";
}

/// Reports one weakness of a policy as CSP Evaluator does; the views live as long as the report.
struct CspEvaluatorFinding {
    CspEvaluatorType type{};
    CspEvaluatorSeverity severity{};
    std::string_view directive{};
    std::string_view value{};  ///< Empty where the finding is about the directive as a whole.
    bool operator==(const CspEvaluatorFinding&) const = default;
};

/// Holds CSP Evaluator's findings in its order, and the text that they point into; it moves and does not copy.
class CspEvaluatorReport {
public:
    using Findings = detail::List<CspEvaluatorFinding>;

    constexpr CspEvaluatorReport() = default;
    constexpr CspEvaluatorReport(detail::Text text, Findings findings)
        : text_{std::move(text)}, findings_{std::move(findings)} {}
    constexpr CspEvaluatorReport(CspEvaluatorReport&&) noexcept = default;
    constexpr CspEvaluatorReport& operator=(CspEvaluatorReport&&) noexcept = default;

    constexpr const Findings& findings() const& { return findings_; }
    constexpr const Findings& findings() const&& = delete;  // they point into the report: keep it
    constexpr std::size_t size() const { return findings_.size(); }
    constexpr bool empty() const { return findings_.empty(); }
    constexpr const CspEvaluatorFinding* begin() const { return findings_.begin(); }
    constexpr const CspEvaluatorFinding* end() const { return findings_.end(); }

    /// The worst severity, `none` if there is no finding.
    constexpr CspEvaluatorSeverity worst() const {
        CspEvaluatorSeverity worst = CspEvaluatorSeverity::none;
        for (const CspEvaluatorFinding& finding : findings_)
            if (finding.severity < worst) worst = finding.severity;
        return worst;
    }

private:
    detail::Text text_{};
    Findings findings_{};
};

}  // namespace secure_headers
