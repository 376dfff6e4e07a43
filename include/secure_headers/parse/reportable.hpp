// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What a header says that is a word of a closed set and may name the endpoint for its reports. HTML, section 7.1.3.
struct Reportable {
    std::string_view word{};  ///< The word that browsers obey; the header's default if they understand none.
    bool is_understood = false;
    std::string_view endpoint{};  ///< Where reports go, or nothing.
    std::size_t endpoint_offset = 0;
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
};

namespace reportable_detail {

/// `words` are those of the header, its default first.
template <std::size_t Size>
constexpr Reportable read(std::string_view value, const std::string_view (&words)[Size]) {
    Reportable result{words[0], false, {}, 0, {}, {}};
    const detail::sf::Field field = detail::sf::parse_item(value);
    if (!field.is_valid()) {
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    const detail::sf::Item& item = field.members[0].item;
    structured_detail::note_unknown(result.ignored, item, "report-to");
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    for (const std::string_view word : words)
        if (item.value.is_token(word)) {
            result.word = word;
            result.is_understood = true;
        }
    if (!result.is_understood)
        result.problems.push_back({"browsers know no such word here", item.value.offset, value.substr(item.value.offset)});
    if (const detail::sf::BareItem* endpoint = item.parameter("report-to"); endpoint != nullptr) {
        if (endpoint->type == detail::sf::Type::string && detail::sf::is_key(endpoint->text)) {
            result.endpoint = endpoint->text;
            result.endpoint_offset = endpoint->text_offset();
        } else {
            result.problems.push_back(
                {"report-to takes the name of an endpoint, in quotes", endpoint->text_offset(), endpoint->text});
        }
    }
    return result;
}

/// `constants` are the policies for `words`, in the same order.
template <class Policy, std::size_t Size>
constexpr std::optional<Policy> policy_of(const Reportable& parsed, const std::string_view (&words)[Size],
                                          const Policy (&constants)[Size]) {
    if (!parsed.problems.empty() || !parsed.ignored.empty()) return std::nullopt;
    for (std::size_t i = 0; i < Size; ++i) {
        if (words[i] != parsed.word) continue;
        if (parsed.endpoint.empty()) return constants[i];
        return constants[i].report_to(EndpointName{runtime{parsed.endpoint}});
    }
    return std::nullopt;
}

}  // namespace reportable_detail
}  // namespace secure_headers::parse
