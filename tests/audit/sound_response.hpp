// SPDX-License-Identifier: MIT
// A response in which no rule finds anything, and others that differ from it in one thing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sound_response {

struct Field {
    std::string name;
    std::string value;
};
using Fields = std::vector<Field>;

/// Fields as `Name: value` in lines.
inline Fields fields_of(std::string_view lines) {
    Fields fields;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size()), colon = lines.find(": ");
        fields.push_back({std::string{lines.substr(0, colon)}, std::string{lines.substr(colon + 2, end - colon - 2)}});
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return fields;
}

/// A response in which no rule finds anything.
inline const Fields sound = fields_of(
    "Strict-Transport-Security: max-age=63072000; includeSubDomains\n"
    "Content-Security-Policy: default-src 'none'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; report-to csp\n"
    "Reporting-Endpoints: csp=\"https://r.example/csp\"\n"
    "X-Frame-Options: DENY\n"
    "X-Content-Type-Options: nosniff\n"
    "Referrer-Policy: no-referrer\n"
    "Permissions-Policy: camera=()\n"
    "Cross-Origin-Opener-Policy: same-origin\n"
    "Cross-Origin-Resource-Policy: same-origin\n"
    "Origin-Agent-Cluster: ?1\n"
    "Cache-Control: no-store\n"
    "Content-Type: text/html; charset=utf-8");

/// The sound policy with one directive in place of another.
inline std::string policy_with(const std::string& directive, const std::string& replacement) {
    std::string policy;
    const std::string& whole = sound[1].value;
    bool found = false;
    const auto put = [&](const std::string& one) {
        if (!one.empty()) policy += (policy.empty() ? "" : "; ") + one;
    };
    for (std::size_t at = 0; at < whole.size();) {
        const std::size_t end = std::min(whole.find("; ", at), whole.size());
        const std::string one = whole.substr(at, end - at);
        const bool is_it = one.substr(0, one.find(' ')) == directive;
        put(is_it ? replacement : one);
        found |= is_it;
        at = end + 2;
    }
    if (!found) put(replacement);
    return policy;
}

/// The sound response with these fields in place of its own of their names, where an empty value takes them out; a name
/// in brackets is that of a directive of the policy.
inline Fields changed(std::string_view lines) {
    Fields changes = fields_of(lines), fields;
    for (Field& change : changes)
        if (change.name.front() == '[')
            change = {"Content-Security-Policy",
                      policy_with(change.name.substr(1, change.name.size() - 2), change.value)};
    for (const Field& field : sound)
        if (std::none_of(changes.begin(), changes.end(), [&](const Field& change) { return change.name == field.name; }))
            fields.push_back(field);
    for (const Field& change : changes)
        if (!change.value.empty()) fields.push_back(change);
    return fields;
}

}  // namespace sound_response
