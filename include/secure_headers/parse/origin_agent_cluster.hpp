// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/structured_field_parser.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/policy/origin_agent_cluster.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Origin-Agent-Cluster says. HTML, section 7.1.2.
struct OriginAgentCluster {
    bool is_understood = false;
    bool enabled = false;
    detail::List<Problem> problems{};
    detail::List<Problem> ignored{};  ///< Parameters that browsers skip, which says nothing against the rest.
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr OriginAgentCluster origin_agent_cluster(std::string_view value) {
    OriginAgentCluster result;
    const detail::sf::Field field = detail::sf::parse_item(value);
    if (!field.is_valid()) {
        result.problems.push_back({field.error, field.offset, value.substr(field.offset)});
        return result;
    }
    structured_detail::note_unknown(result.ignored, field.members[0]);
    structured_detail::note_repeated(result.ignored, field.repeated_parameters);
    const detail::sf::BareItem& item = field.members[0].item.value;
    result.is_understood = item.type == detail::sf::Type::boolean;
    result.enabled = result.is_understood && item.number == 1;
    if (!result.is_understood) result.problems.push_back({"it is ?1 or ?0", item.offset, value.substr(item.offset)});
    return result;
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::OriginAgentCluster> to_policy(const OriginAgentCluster& parsed) {
    if (!parsed.is_understood || !parsed.ignored.empty()) return std::nullopt;
    return parsed.enabled ? secure_headers::OriginAgentCluster::enabled : secure_headers::OriginAgentCluster::disabled;
}

}  // namespace secure_headers::parse
