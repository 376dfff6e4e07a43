// SPDX-License-Identifier: MIT
// Reads facts from the suites of auditors and standards; where they are absent a test says so and skips.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

/// The parsed vectors/NAME.json, or nothing (and a line on stderr) where the folder is absent.
inline std::optional<nlohmann::json> load_vectors(const std::string& name) {
    const char* const from_environment = std::getenv("SECURE_HEADERS_VECTORS");
    const std::string folder = from_environment != nullptr ? from_environment : SECURE_HEADERS_VECTORS_DIR;
    std::ifstream file{folder + "/" + name + ".json"};
    if (!file) {
        std::fprintf(stderr, "SKIPPED: no vectors at %s/%s.json\n", folder.c_str(), name.c_str());
        return std::nullopt;
    }
    return nlohmann::json::parse(file);
}
