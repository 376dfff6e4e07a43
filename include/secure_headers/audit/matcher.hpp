// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>

#include <concepts>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// What the matchers of catch2.hpp and gtest.hpp share.
namespace secure_headers {

namespace audit_matchers {

/// A response with public headers, such as that of cpp-httplib.
template <class T>
concept HasHeaders = requires(const T& response) {
    { response.headers } -> AuditableResponse;
};

/// A copy of each field that an adapter lists.
struct FieldCopies {
    std::vector<std::pair<std::string, std::string>> fields{};
    void operator()(std::string_view name, std::string_view value) { fields.emplace_back(name, value); }
};

/// A response of a framework whose adapter is included, and can list its fields.
template <class T>
concept ListedResponse = requires(T& response, FieldCopies& copies) {
    ResponseAdapter<std::remove_const_t<T>>::for_each_field(response, copies);
};

/// Appends text of a stranger's in visible ASCII; other bytes stand as `\x0a`.
inline void append_visible(std::string& text, std::string_view from) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : from) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= ' ' && byte < 0x7f)
            text.push_back(c);
        else
            text.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
    }
}

/// The findings at or above the severity, each with its fix.
inline std::string told(const Report& report, Severity severity) {
    std::string text;
    for (const Finding& finding : report.findings()) {
        if (finding.severity < severity) continue;
        text.append("\n  ").append(name_of(finding.severity)).append(" ").append(finding.id).append(", ");
        text.append(finding.header.view()).append(": ");
        append_visible(text, finding.value.view().substr(0, 100));
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

/// Says the status where the context does not.
inline AuditContext with_status(AuditContext context, int status) {
    if (context.status == 0 && status > 0) context.status = static_cast<unsigned>(status);
    return context;
}

/// Judges a set of ours, a range of fields, a response with public headers or of a framework, or what points to one.
/// What points to none is not secure: the server that it should have come from may be down.
template <class T>
Verdict judge(T&& response, Severity severity, const AuditContext& context) {
    using Response = std::remove_reference_t<T>;
    if constexpr (ListedResponse<Response>) {
        using Adapter = ResponseAdapter<std::remove_const_t<Response>>;
        FieldCopies copies;
        Adapter::for_each_field(response, copies);
        if constexpr (requires { Adapter::status(response); })
            return judge(copies.fields, severity, with_status(context, static_cast<int>(Adapter::status(response))));
        else
            return judge(copies.fields, severity, context);
    } else if constexpr (AuditableResponse<Response>) {
        const Report report = audit(response, context);
        return {true, report.worst() < severity, told(report, severity)};
    } else if constexpr (HasHeaders<Response>) {
        if constexpr (requires { static_cast<int>(response.status); })
            return judge(response.headers, severity, with_status(context, static_cast<int>(response.status)));
        else if constexpr (requires { static_cast<int>(response.code); })  // as Crow calls it
            return judge(response.headers, severity, with_status(context, static_cast<int>(response.code)));
        else
            return judge(response.headers, severity, context);
    } else {
        static_assert(
            requires { *response; },
            "secure() takes a set of headers, a range of fields, a response with public headers, or one whose "
            "ResponseAdapter has for_each_field (include secure_headers/adapter/<framework>.hpp)");
        if constexpr (requires { static_cast<bool>(response); })
            if (!static_cast<bool>(response)) return {};
        return judge(*response, severity, context);
    }
}

}  // namespace audit_matchers

/// Prints a set for Catch2 and GoogleTest, each field on a line of its own.
template <class Set>
requires(std::same_as<Set, SecureHeaders> || std::convertible_to<const Set&, HeaderView>) std::ostream& operator<<(
    std::ostream& out, const Set& set) {
    std::string text;
    const auto add = [&text](const auto& fields) {
        for (const HeaderField& field : fields) {
            text.append("\n  ").append(field.name);
            text.append(field.mode == Mode::remove ? " is removed" : ": ");
            audit_matchers::append_visible(text, field.value);
        }
    };
    if constexpr (std::same_as<Set, SecureHeaders>)
        add(set);
    else
        add(HeaderView{set});
    return out << text;
}

namespace presets {
using secure_headers::operator<<;  // which is looked for here
}

}  // namespace secure_headers
