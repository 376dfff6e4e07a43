// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What Reporting-Endpoints says; a structural error makes browsers ignore all of it. Reporting API, section 3.3.
struct ReportingEndpoints {
    struct Endpoint {
        std::string_view name{};
        std::string_view url{};
        std::size_t offset = 0;  ///< Of the name.
    };
    detail::List<Endpoint> endpoints{};
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
    bool is_ignored = false;

    /// True if it declares an endpoint of that name.
    constexpr bool declares(std::string_view name) const {
        for (const Endpoint& endpoint : endpoints)
            if (endpoint.name == name) return true;
        return false;
    }
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr ReportingEndpoints reporting_endpoints(std::string_view value) {
    ReportingEndpoints result;
    detail::sf::Parser parser{value};
    const detail::List<detail::sf::Key> keys = parser.keys();
    const detail::sf::Field& field = parser.field();
    if (!field.is_valid()) {
        result.is_ignored = true;
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    structured_detail::note_repeated(result.problems, field.repeated);
    for (const detail::sf::Key& key : keys) {
        const detail::sf::Member& member = parser.member(key, [&result](const detail::sf::Item& item) {
            structured_detail::note_unknown(result.ignored, item);
        });
        structured_detail::note_unknown(result.ignored, member.item);
        const detail::sf::BareItem& url = member.item.value;
        if (member.is_inner_list || url.type != detail::sf::Type::string)
            result.problems.push_back(structured_detail::problem_of("an endpoint is a URL in quotes", member));
        else if (!EndpointUrl::is_valid(url.text))
            result.problems.push_back(
                {"browsers report to https://, or to a /path of the site, only", url.text_offset(), url.text});
        else
            result.endpoints.push_back({member.key, url.text, member.offset});
    }
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    return result;
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::ReportingEndpoints> to_policy(const ReportingEndpoints& parsed) {
    if (!parsed.problems.empty() || !parsed.ignored.empty() || parsed.endpoints.empty()) return std::nullopt;
    detail::Checked checked;
    for (const ReportingEndpoints::Endpoint& endpoint : parsed.endpoints) {
        if (&endpoint != parsed.endpoints.begin()) checked.written.append(", ");
        checked.written.append(endpoint.name).append("=\"").append(endpoint.url).append("\"");
        checked.written.declares_endpoint(endpoint.name);
    }
    return secure_headers::ReportingEndpoints{std::move(checked)};
}

}  // namespace secure_headers::parse
