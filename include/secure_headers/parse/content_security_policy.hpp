// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parser.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/policy/content_security_policy.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace csp::detail {

/// Whether there is a value that browsers understand, and that a policy's functions refuse all the same: a source that
/// is more likely meant to be another, a name, and where reports go by plain HTTP, or to another place from each page.
constexpr bool has_slip(const ParsedPolicy& parsed) {
    for (const ParsedDirective& directive : parsed.directives)
        for (const ParsedToken& token : directive.tokens) {
            const bool is_source = takes_sources(*directive.directive);
            if (is_source && (is_scheme_with_port(token.text) || is_scheme_with_path(token.text))) return true;
            if (is_source && is_host_with_colon(token.text)) return true;
            if (directive.is(Directive::report_to) && !secure_headers::detail::sf::is_key(token.text)) return true;
            if (directive.is(Directive::report_uri) && !secure_headers::detail::takes_reports(token.text)) return true;
        }
    return false;
}

/// ASCII whitespace and semicolons.
inline constexpr CharSet between_directives{" \t\n\f\r;"};

/// How many of the parts between commas have more than blanks and semicolons.
constexpr std::size_t count_policies(std::string_view value) {
    std::size_t count = 0;
    bool is_empty = true;
    for (const char c : value) {
        const bool begins = is_empty && c != ',' && !between_directives.has(c);
        count += begins ? 1U : 0U;
        is_empty = (is_empty && !begins) || c == ',';
    }
    return count;
}

/// The one way to directives that no policy's functions have put in.
struct ParsedEntries {
    static constexpr DirectiveList of(const ParsedPolicy& parsed) {
        DirectiveList directives;
        for (const ParsedDirective& directive : parsed.directives) directives.append(entry_of(directive));
        return directives;
    }
};

}  // namespace csp::detail

namespace parse {

/// Reads one serialized policy, which is all that a comma may be part of. `offset` is where it begins in the field's
/// value; the text must outlive the result. CSP3, section 2.2.1.
constexpr csp::ParsedPolicy content_security_policy(std::string_view text, std::size_t offset = 0) {
    csp::ParsedPolicy policy;
    csp::detail::Parser{text, offset, policy}.parse();
    return policy;
}

/// Reads a field's value: policies with commas between them, less those without a directive. CSP3, section 2.2.2.
constexpr detail::List<csp::ParsedPolicy> content_security_policies(std::string_view value) {
    detail::List<csp::ParsedPolicy> policies;
    policies.reserve(detail::contains(value, ',') ? csp::detail::count_policies(value) : 1);
    for (std::size_t begin = 0; begin <= value.size();) {
        const std::size_t comma = value.find(',', begin);
        const std::size_t end = comma == std::string_view::npos ? value.size() : comma;
        const std::string_view policy = value.substr(begin, end - begin);
        if (!csp::detail::between_directives.holds(policy))
            csp::detail::Parser{policy, begin, policies.append()}.parse();
        begin = end + 1;
    }
    return policies;
}

/// The policy object that writes the same, if nothing is wrong with the text, and no value is more likely a slip.
template <csp::Disposition disposition = csp::Disposition::enforce>
constexpr std::optional<BasicContentSecurityPolicy<disposition>> to_policy(const csp::ParsedPolicy& parsed) {
    const bool sandboxed = parsed.has(csp::Directive::sandbox);
    if (parsed.empty() || !parsed.problems.empty() || csp::detail::has_slip(parsed)) return std::nullopt;
    if (disposition == csp::Disposition::report && sandboxed) return std::nullopt;
    const bool upgrades = parsed.has(csp::Directive::upgrade_insecure_requests);
    if (disposition == csp::Disposition::report && upgrades) return std::nullopt;
    return BasicContentSecurityPolicy<disposition>{csp::detail::ParsedEntries::of(parsed)};
}

}  // namespace parse

}  // namespace secure_headers
