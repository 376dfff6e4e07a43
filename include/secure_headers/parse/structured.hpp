// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/structured_field_value.hpp>
#include <secure_headers/parse/problem.hpp>

#include <string_view>

// What browsers skip of structured fields that they understand. RFC 9651, sections 3.1.2 and 3.2.
namespace secure_headers::parse::structured_detail {

inline constexpr std::string_view repeated_key = "this is there twice; browsers obey the last";

/// A problem with a value, or with what stands in its place where there is none.
constexpr Problem problem_of(std::string_view message, const detail::sf::BareItem& value, const detail::Part& otherwise) {
    if (value.type == detail::sf::Type::boolean && value.text.empty())
        return {message, otherwise.offset, otherwise.text};
    return {message, value.text_offset(), value.text};
}

/// The same of a member, of which the key stands in its place.
constexpr Problem problem_of(std::string_view message, const detail::sf::Member& member) {
    return problem_of(message, member.item.value, {member.key, member.offset});
}

/// Notes the members of a dictionary, or the parameters, that are there twice.
constexpr void note_repeated(detail::List<Problem>& problems, const detail::List<detail::sf::Key>& keys) {
    for (const detail::sf::Key& key : keys) problems.push_back({repeated_key, key.offset, key.key, Problem::repeated});
}

/// Notes the parameters of an item that the header does not know.
constexpr void note_unknown(detail::List<Problem>& ignored, const detail::sf::Item& item, std::string_view known = {}) {
    for (const detail::sf::Parameter& parameter : item.parameters)
        if (parameter.key != known)
            ignored.push_back({"browsers know no such parameter here", parameter.offset, parameter.key, Problem::unknown});
}

/// The same of all items of a member.
constexpr void note_unknown(detail::List<Problem>& ignored, const detail::sf::Member& member,
                            std::string_view known = {}) {
    note_unknown(ignored, member.item, known);
    for (const detail::sf::Item& item : member.items) note_unknown(ignored, item);
}

}  // namespace secure_headers::parse::structured_detail
