// SPDX-License-Identifier: MIT
#include <secure_headers/policy/origin_agent_cluster.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::OriginAgentCluster;

// A closed set: nobody else makes one.
static_assert(OriginAgentCluster::name == "Origin-Agent-Cluster");
static_assert(!std::is_constructible_v<OriginAgentCluster, const char*> &&
              !std::is_default_constructible_v<OriginAgentCluster>);
static_assert(OriginAgentCluster::enabled == OriginAgentCluster::enabled &&
              OriginAgentCluster::enabled != OriginAgentCluster::disabled);

TEST_CASE("Origin-Agent-Cluster is one of the words that browsers know") {
    CHECK(written(OriginAgentCluster::enabled) == "?1");
    CHECK(written(OriginAgentCluster::disabled) == "?0");
}
