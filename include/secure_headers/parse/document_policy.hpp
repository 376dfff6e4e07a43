// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/dictionary.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/policy/document_policy.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What Document-Policy says; a structural error makes browsers ignore all of it. Document Policy, section 4.
struct DocumentPolicy {
    detail::List<detail::sf::Member> points{};
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
    bool is_ignored = false;
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr DocumentPolicy document_policy(std::string_view value) {
    DocumentPolicy result;
    detail::sf::Field field = detail::sf::parse_dictionary(value);
    if (!field.is_valid()) {
        result.is_ignored = true;
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    structured_detail::note_repeated(result.problems, field.repeated);
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    for (const detail::sf::Member& member : field.members) {
        using detail::sf::Type;
        structured_detail::note_unknown(result.ignored, member, "report-to");
        const Type type = member.item.value.type;
        if (member.is_inner_list ||
            (type != Type::boolean && type != Type::integer && type != Type::decimal && type != Type::token))
            result.problems.push_back(structured_detail::problem_of("a point is a boolean, a number or a word", member));
        if (const auto* endpoint = member.item.parameter("report-to"); endpoint != nullptr)
            if (endpoint->type != Type::string || !detail::sf::is_key(endpoint->text))
                result.problems.push_back(
                    {"report-to takes the name of an endpoint, in quotes", endpoint->text_offset(), endpoint->text});
    }
    result.points = std::move(field.members);
    return result;
}

namespace document_detail {

constexpr detail::Text written(const detail::sf::BareItem& item) {
    using detail::sf::Type;
    if (item.is_true()) return {};
    detail::Text text{"="};
    if (item.type == Type::boolean) detail::sf::boolean(text, false);
    if (item.type == Type::integer) detail::sf::integer(text, "Document-Policy", item.number);
    if (item.type == Type::decimal)
        detail::sf::decimal(text, "Document-Policy", static_cast<double>(item.number) / 1000);
    if (item.type == Type::token) text.append(item.text);
    return text;
}

}  // namespace document_detail

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::DocumentPolicy> to_policy(const DocumentPolicy& parsed) {
    if (!parsed.problems.empty() || !parsed.ignored.empty() || parsed.points.empty()) return std::nullopt;
    detail::Dictionary members;
    for (const detail::sf::Member& point : parsed.points) {
        const detail::sf::BareItem* const endpoint = point.item.parameter("report-to");
        members.append(detail::Text{point.key}, document_detail::written(point.item.value),
                       detail::Text{endpoint != nullptr ? endpoint->text : std::string_view{}});
    }
    return secure_headers::DocumentPolicy{std::move(members)};
}

}  // namespace secure_headers::parse
