// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/severity.hpp>

#include <string>
#include <string_view>

// What the matchers of catch2.hpp and gtest.hpp share.
namespace secure_headers::audit_matchers {

/// A response with public headers, such as that of cpp-httplib.
template <class T>
concept HasHeaders = requires(const T& response) {
    { response.headers } -> AuditableResponse;
};

/// The findings at or above the severity, each with its fix; a stranger's bytes stand as `\x0a`.
inline std::string told(const Report& report, Severity severity) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const Finding& finding : report.findings()) {
        if (finding.severity < severity) continue;
        text.append("\n  ").append(name_of(finding.severity)).append(" ").append(finding.id).append(", ");
        text.append(finding.header.view()).append(": ");
        for (const char c : finding.value.view().substr(0, 100)) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= ' ' && byte < 0x7f)
                text.push_back(c);
            else
                text.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
        }
        text.append("\n    ").append(finding.message).append("\n    Fix: ").append(finding.fix);
    }
    return text;
}

inline std::string wanted(Severity severity) {
    return "has no finding of severity " + std::string{name_of(severity)} + " or worse";
}

/// Whether a response is secure, and what is said against it if not.
struct Verdict {
    bool is_response = false;
    bool is_secure = false;
    std::string told{};

    std::string against() const {
        if (is_secure) return {};
        return is_response ? "it has" + told : "there is no response";
    }
};

/// Judges a set of ours, a range of fields, a response with public headers, or what points to one. What points to none
/// is not secure: the server that it should have come from may be down.
template <class T>
Verdict judge(const T& response, Severity severity, AuditContext context) {
    if constexpr (AuditableResponse<T>) {
        const Report report = audit(response, context);
        return {true, report.worst() < severity, told(report, severity)};
    } else if constexpr (HasHeaders<T>) {
        if constexpr (requires { static_cast<unsigned>(response.status); })
            if (context.status == 0 && response.status > 0) context.status = static_cast<unsigned>(response.status);
        return judge(response.headers, severity, context);
    } else {
        static_assert(
            requires { *response; },
            "secure() takes a set of headers, a range of fields, or a response with public headers");
        if constexpr (requires { static_cast<bool>(response); })
            if (!static_cast<bool>(response)) return {};
        return judge(*response, severity, context);
    }
}

}  // namespace secure_headers::audit_matchers
