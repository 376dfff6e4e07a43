// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/policy/integrity_policy.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What Integrity-Policy says; a structural error makes browsers ignore all of it. Subresource Integrity, section 3.10.
struct IntegrityPolicy {
    bool script = false;
    bool style = false;
    bool inline_source = true;  ///< Browsers assume so if `sources` is not there.
    detail::List<detail::Part> endpoints{};
    detail::List<detail::sf::Member> members{};
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
    bool is_ignored = false;
};

namespace integrity_detail {

constexpr bool read_token(IntegrityPolicy& result, std::string_view key, const detail::sf::BareItem& item) {
    if (item.type != detail::sf::Type::token) return false;
    if (key == "endpoints") {
        if (!detail::sf::is_key(item.text)) return false;
        result.endpoints.push_back({item.text, item.offset});
        return true;
    }
    if (key == "sources") return result.inline_source |= item.text == "inline", item.text == "inline";
    bool& destination = item.text == "style" ? result.style : result.script;
    return (item.text == "script" || item.text == "style") && !std::exchange(destination, true);
}

constexpr void read_member(IntegrityPolicy& result, const detail::sf::Member& member) {
    const std::string_view key = member.key;
    if (key != "blocked-destinations" && key != "sources" && key != "endpoints")
        return result.problems.push_back({"browsers know no such member", member.offset, key});
    if (!member.is_inner_list)
        return result.problems.push_back(structured_detail::problem_of("this is a list in parentheses", member));
    if (key == "sources") result.inline_source = false;
    for (const detail::sf::Item& item : member.items)
        if (!read_token(result, key, item.value))
            result.problems.push_back(
                {"browsers know no such word here, or have it already", item.value.text_offset(), item.value.text});
    if (key == "sources" && !result.inline_source)
        result.problems.push_back({"without inline among its sources it blocks nothing", member.offset, key});
}

}  // namespace integrity_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr IntegrityPolicy integrity_policy(std::string_view value) {
    IntegrityPolicy result;
    detail::sf::Field field = detail::sf::parse_dictionary(value);
    if (!field.is_valid()) {
        result.is_ignored = true;
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    structured_detail::note_repeated(result.problems, field.repeated);
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    const std::size_t before = result.problems.size();
    for (const detail::sf::Member& member : field.members) {
        integrity_detail::read_member(result, member);
        structured_detail::note_unknown(result.ignored, member);
    }
    if (!result.script && !result.style && result.problems.size() == before)
        result.problems.push_back({"no destination is blocked", 0, value});
    if (const detail::Part* repeated = detail::first_repeated(result.endpoints); repeated != nullptr)
        result.problems.push_back({"the endpoint is there twice", repeated->offset, repeated->text, Problem::repeated});
    result.members = std::move(field.members);
    return result;
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::IntegrityPolicy> to_policy(const IntegrityPolicy& parsed) {
    if (!parsed.problems.empty() || !parsed.ignored.empty()) return std::nullopt;
    detail::Checked checked;
    for (const detail::sf::Member& member : parsed.members) {
        checked.written.append(&member == parsed.members.begin() ? "" : ", ").append(member.key).append("=(");
        for (const detail::sf::Item& item : member.items)
            checked.written.append(&item == member.items.begin() ? "" : " ").append(item.value.text);
        checked.written.append(")");
    }
    for (const detail::Part& endpoint : parsed.endpoints) checked.written.uses_endpoint(endpoint.text);
    return secure_headers::IntegrityPolicy{std::move(checked)};
}

}  // namespace secure_headers::parse
