// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/dictionary.hpp>
#include <secure_headers/detail/host_source.hpp>
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

/// What browsers take a text in quotes for: a word, a scheme, or an origin, of which they skip the path; nothing if
/// they allow nobody by it. Permissions Policy, section 9.2.
constexpr std::string_view understood(std::string_view text) {
    if (text == "*") return text;
    if (detail::iequals(text, "'self'")) return text.substr(1, 4);
    if (text.ends_with(':')) return detail::is_scheme(text.substr(0, text.size() - 1)) ? text : std::string_view{};
    if (csp::detail::find_scheme_end(text) == std::string_view::npos) return {};
    const std::string_view origin = text.substr(0, csp::detail::find_path(text));
    const bool has_query = csp::detail::find_query(origin) != std::string_view::npos;
    return !has_query && csp::detail::is_host_source(origin) ? origin : std::string_view{};
}

/// What is wrong with a text in quotes, of which browsers have `understood` so much; or nothing.
constexpr std::string_view mistake_of(std::string_view text, std::string_view understood) {
    if (text == "*" || detail::iequals(text, "'self'")) return "* and self stand without quotes";
    if (understood.empty() || understood.size() != text.size())
        return "an origin is a scheme, :// and a host, and no more";
    return detail::is_host_with_colon(text) ? "this is a scheme; a host stands behind a scheme and ://"
                                            : std::string_view{};
}

/// Reads one feature after the other.
class Reader {
public:
    constexpr Reader(detail::sf::Parser& parser, PermissionsPolicy& result) : parser_{parser}, result_{result} {}

    constexpr void read(const detail::sf::Key& key) {
        AllowedFeature& feature = result_.features.append();
        feature.feature = key.key;
        feature.offset = key.offset;
        feature.is_known = detail::is_feature(key.key);
        if (!feature.is_known)
            result_.problems.push_back({"browsers know no such feature", key.offset, key.key, Problem::unknown});
        allowed_.truncate(0);
        const detail::sf::Member& member = parser_.member(key, [&](const detail::sf::Item& item) {
            read_allowed(feature, item.value);
            structured_detail::note_unknown(result_.ignored, item);
        });
        feature.in_list = member.is_inner_list;
        if (!feature.in_list) read_allowed(feature, member.item.value);
        check_allowed(feature);
        feature.allowed = allowed_;  // which takes no more room than they need
        if (const detail::sf::BareItem* endpoint = member.item.parameter("report-to"); endpoint != nullptr)
            read_endpoint(feature, *endpoint);
        structured_detail::note_unknown(result_.ignored, member.item, "report-to");
    }

private:
    constexpr void allow(AllowedFeature& feature, const detail::Part& part) {
        feature.any |= part.text == "*";
        feature.self |= detail::iequals(part.text, "self");
        allowed_.push_back(part);
    }

    constexpr void read_quoted(AllowedFeature& feature, const detail::sf::BareItem& item) {
        const std::string_view text = understood(item.text), mistake = mistake_of(item.text, text);
        const std::size_t skipped = detail::iequals(text, "self") ? 1 : 0;
        if (!text.empty()) allow(feature, {text, item.text_offset() + skipped});
        if (!mistake.empty()) result_.problems.push_back({mistake, item.text_offset(), item.text});
    }

    constexpr void read_allowed(AllowedFeature& feature, const detail::sf::BareItem& item) {
        using detail::sf::Type;
        if (item.type == Type::string) return read_quoted(feature, item);
        if (item.type == Type::token && is_word(item.text)) return allow(feature, {item.text, item.offset});
        if (item.type == Type::token)
            result_.problems.push_back({"only * and self stand without quotes; () allows nobody", item.offset, item.text});
        else
            result_.problems.push_back(
                structured_detail::problem_of("whom a feature is allowed to is *, self or a quoted origin", item,
                                              {feature.feature, feature.offset}));
    }

    constexpr void check_allowed(const AllowedFeature& feature) {
        if (feature.any && allowed_.size() > 1)
            result_.problems.push_back({"* stands alone; it allows the others too", feature.offset, feature.feature});
        if (const detail::Part* repeated = detail::first_repeated(allowed_); repeated != nullptr)
            result_.problems.push_back(
                {"the feature is allowed to the same twice", repeated->offset, repeated->text, Problem::repeated});
    }

    constexpr void read_endpoint(AllowedFeature& feature, const detail::sf::BareItem& endpoint) {
        if (endpoint.type != detail::sf::Type::string || !detail::sf::is_key(endpoint.text))
            return result_.problems.push_back(
                {"report-to takes the name of an endpoint, in quotes", endpoint.text_offset(), endpoint.text});
        feature.endpoint = endpoint.text;
        feature.endpoint_offset = endpoint.text_offset();
    }

    detail::sf::Parser& parser_;
    PermissionsPolicy& result_;
    detail::List<detail::Part> allowed_{};  ///< Whom one feature after the other is allowed to.
};

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
    detail::sf::Parser parser{value};
    const detail::List<detail::sf::Key> keys = parser.keys();
    const detail::sf::Field& field = parser.field();
    if (!field.is_valid()) {
        result.is_ignored = true;
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    result.features.reserve(keys.size());
    permissions_detail::Reader reader{parser, result};
    for (const detail::sf::Key& key : keys) reader.read(key);
    structured_detail::note_repeated(result.problems, field.repeated);
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    return result;
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::PermissionsPolicy> to_policy(const PermissionsPolicy& parsed) {
    if (!parsed.problems.empty() || !parsed.ignored.empty() || parsed.features.empty()) return std::nullopt;
    detail::Dictionary members;
    for (const AllowedFeature& feature : parsed.features) {
        members.append(detail::Text{feature.feature}, permissions_detail::written(feature),
                       detail::Text{feature.endpoint});
    }
    return secure_headers::PermissionsPolicy{std::move(members)};
}

}  // namespace secure_headers::parse
