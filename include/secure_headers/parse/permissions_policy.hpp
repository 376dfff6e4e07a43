// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/detail/dictionary.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/feature.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/policy/permissions_policy.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// Whom a feature is allowed to.
struct AllowedFeature {
    std::string_view feature{};
    std::size_t offset = 0;
    bool is_known = false;
    bool any = false;
    bool self = false;
    bool in_list = false;                  ///< Is written in parentheses.
    detail::List<detail::Part> allowed{};  ///< All that browsers understand, in order: `*`, `self` and sources.
    std::string_view endpoint{};           ///< Where reports go, or nothing.
    std::size_t endpoint_offset = 0;

    constexpr bool denies_all() const { return allowed.empty(); }
};

/// What Permissions-Policy says; a structural error makes browsers ignore all of it. Permissions Policy, section 5.2.
struct PermissionsPolicy {
    detail::List<AllowedFeature> features{};
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
    bool is_ignored = false;

    /// What the policy says of a feature; null if it says nothing.
    constexpr const AllowedFeature* find(std::string_view feature) const {
        for (const AllowedFeature& allowed : features)
            if (allowed.feature == feature) return &allowed;
        return nullptr;
    }
};

namespace permissions_detail {

constexpr bool is_word(std::string_view text) { return text == "*" || text == "self"; }

/// A scheme-source, or a host-source without a path, of which one without a scheme has a point: else it is more likely
/// a keyword, with quotes that it should not have. Permissions Policy, section 9.2.
constexpr bool is_source(std::string_view text) {
    if (text.ends_with(':')) return detail::is_scheme(text.substr(0, text.size() - 1));
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos && !detail::contains(text, '.')) return false;
    const std::size_t path = text.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    if (path != std::string_view::npos || csp::detail::find_query(text) != std::string_view::npos) return false;
    return csp::detail::is_host_source(text);
}

constexpr void read_allowed(PermissionsPolicy& result, AllowedFeature& feature, const detail::sf::BareItem& item) {
    using detail::sf::Type;
    const std::size_t offset = item.text_offset();
    const bool word = item.type == Type::token && is_word(item.text);
    feature.any |= item.is_token("*");
    feature.self |= item.is_token("self");
    if (word || (item.type == Type::string && is_source(item.text)))
        feature.allowed.push_back({item.text, offset});
    else if (item.type == Type::string)
        result.problems.push_back({"an origin is a scheme, :// and a host, and no more", offset, item.text});
    else if (item.type == Type::token)
        result.problems.push_back({"only * and self stand without quotes; () allows nobody", offset, item.text});
    else
        result.problems.push_back(
            {"whom a feature is allowed to is *, self or a quoted origin", feature.offset, feature.feature});
}

constexpr void read_endpoint(PermissionsPolicy& result, AllowedFeature& feature, const detail::sf::BareItem& endpoint) {
    if (endpoint.type != detail::sf::Type::string || !detail::sf::is_key(endpoint.text))
        return result.problems.push_back(
            {"report-to takes the name of an endpoint, in quotes", endpoint.text_offset(), endpoint.text});
    feature.endpoint = endpoint.text;
    feature.endpoint_offset = endpoint.text_offset();
}

constexpr AllowedFeature read_feature(PermissionsPolicy& result, const detail::sf::Member& member) {
    AllowedFeature
        feature{member.key, member.offset, detail::is_feature(member.key), false, false, member.is_inner_list, {}, {}};
    if (!feature.is_known)
        result.problems.push_back({"browsers know no such feature", member.offset, member.key, Problem::unknown});
    if (!member.is_inner_list) read_allowed(result, feature, member.item.value);
    for (const detail::sf::Item& item : member.items) read_allowed(result, feature, item.value);
    if (feature.any && feature.allowed.size() > 1)
        result.problems.push_back({"* stands alone; it allows the others too", member.offset, member.key});
    if (const detail::Part* repeated = detail::first_repeated(feature.allowed); repeated != nullptr)
        result.problems.push_back(
            {"the feature is allowed to the same twice", repeated->offset, repeated->text, Problem::repeated});
    if (const detail::sf::BareItem* endpoint = member.item.parameter("report-to"); endpoint != nullptr)
        read_endpoint(result, feature, *endpoint);
    structured_detail::note_unknown(result.ignored, member, "report-to");
    return feature;
}

/// True if all whom it is allowed to are ones that the policy object takes: words, schemes and origins.
constexpr bool names_origins(const AllowedFeature& feature) {
    for (const detail::Part& part : feature.allowed)
        if (!is_word(part.text) && !detail::is_scheme_source(part.text) && part.text.find("://") == std::string_view::npos)
            return false;
    return true;
}

/// In the words of the policy object.
constexpr detail::Text written(const AllowedFeature& feature) {
    if (!feature.in_list && feature.any) return detail::Text::literal("=*");
    detail::Text text{feature.in_list ? "=(" : "="};
    for (const detail::Part& part : feature.allowed) {
        const bool word = is_word(part.text);
        if (&part != feature.allowed.begin()) text.append(" ");
        text.append(word ? "" : "\"").append(part.text).append(word ? "" : "\"");
    }
    return std::move(text.append(feature.in_list ? ")" : ""));
}

}  // namespace permissions_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr PermissionsPolicy permissions_policy(std::string_view value) {
    PermissionsPolicy result;
    const detail::sf::Field field = detail::sf::parse_dictionary(value);
    if (!field.is_valid()) {
        result.is_ignored = true;
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    for (const detail::sf::Member& member : field.members)
        result.features.push_back(permissions_detail::read_feature(result, member));
    structured_detail::note_repeated(result.problems, field.repeated);
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    return result;
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::PermissionsPolicy> to_policy(const PermissionsPolicy& parsed) {
    if (!parsed.problems.empty() || !parsed.ignored.empty() || parsed.features.empty()) return std::nullopt;
    detail::Dictionary members;
    for (const AllowedFeature& feature : parsed.features) {
        if (!permissions_detail::names_origins(feature)) return std::nullopt;
        members.append(detail::Text{feature.feature}, permissions_detail::written(feature),
                       detail::Text{feature.endpoint});
    }
    return secure_headers::PermissionsPolicy{std::move(members)};
}

}  // namespace secure_headers::parse
