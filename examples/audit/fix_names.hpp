// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace audit_command {

namespace sh = secure_headers;

/// The C++ of a fix, less what it remarks; empty if the fix is in words.
inline std::string_view code_of(std::string_view fix) {
    const std::string_view code = fix.ends_with(';') ? fix : fix.substr(0, fix.rfind("  // "));
    return code.ends_with(';') ? code : std::string_view{};
}

/// Whether the code has the name of an object, which is no part of another name.
inline bool names(std::string_view code, std::string_view name) {
    constexpr sh::detail::CharSet around = sh::detail::alphanumeric + sh::detail::CharSet{"_:\""};
    for (std::size_t at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || (!around.has(code[at - 1]) && code[at - 1] != '.');
        if (begins && (end == code.size() || !around.has(code[end]))) return true;
    }
    return false;
}

/// What the names mean that stand in the fixes.
inline std::string explained_names(const sh::detail::List<sh::Finding>& findings) {
    constexpr struct {
        std::string_view name, meaning;
    } known[]{
        {"headers", "the set"},
        {"policy", "its Content-Security-Policy"},
        {"report_only", "its Content-Security-Policy-Report-Only"},
        {"permissions", "its Permissions-Policy"},
        {"response", "the framework's response"},
        {"session", "the cookie"},
        {"value", "the cookie's value"},
        {"code", "the script or style itself"},
    };
    std::string text = "sh is secure_headers", last;
    for (const auto& [name, meaning] : known) {
        const auto is_named = [name = name](const sh::Finding& finding) {
            const std::string_view code = code_of(finding.fix);
            return !code.starts_with("constexpr ") && names(code, name);  // which says itself what its name is
        };
        if (std::none_of(findings.begin(), findings.end(), is_named)) continue;
        if (!last.empty()) text += ", " + last;
        last.assign(name).append(" ").append(meaning);
    }
    return last.empty() ? text : text + " and " + last;
}

}  // namespace audit_command
