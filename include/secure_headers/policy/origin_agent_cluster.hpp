// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers {

/// Asks for a process or thread of the origin's own; the same on all its responses. HTML, section 7.1.2.
class OriginAgentCluster : public detail::KeywordPolicy<OriginAgentCluster> {
public:
    static constexpr std::string_view name = "Origin-Agent-Cluster"sv;
    static const OriginAgentCluster enabled;
    static const OriginAgentCluster disabled;

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr OriginAgentCluster OriginAgentCluster::enabled{"?1"sv};
inline constexpr OriginAgentCluster OriginAgentCluster::disabled{"?0"sv};

}  // namespace secure_headers
