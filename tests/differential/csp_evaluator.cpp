// SPDX-License-Identifier: MIT
// Reads what csp_evaluator.mjs writes and compares our findings with the original's; the last line counts.
#include <secure_headers/audit/csp_evaluator.hpp>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

namespace sh = secure_headers;
using nlohmann::json;

static sh::CspEvaluatorChecks checks_named(const std::string& name) {
    if (name == "strict") return sh::CspEvaluatorChecks::strict;
    return name == "both" ? sh::CspEvaluatorChecks::strict_and_standard : sh::CspEvaluatorChecks::standard;
}

static json ours(const json& input) {
    const std::string policy = input["policy"];
    const sh::CspEvaluatorReport report =
        sh::csp_evaluator(policy, static_cast<sh::CspVersion>(input["version"].get<int>()),
                          checks_named(input["checks"]));
    json findings = json::array();
    for (const sh::CspEvaluatorFinding& finding : report)
        findings.push_back({static_cast<int>(finding.type), static_cast<int>(finding.severity),
                            std::string{finding.directive}, std::string{finding.value}});
    return findings;
}

int main(int argc, char** argv) {
    int passed = 0, failed = 0, thrown = 0;
    std::ifstream file{argc > 1 ? argv[1] : ""};
    for (std::string line; std::getline(file, line);) {
        const json input = json::parse(line);
        const json findings = ours(input);
        if (input["findings"].is_null()) {
            ++thrown;  // the original ends with a TypeError: nothing to agree with, but we came to an end
        } else if (findings == input["findings"]) {
            ++passed;
        } else if (++failed <= 20) {
            std::cout << "FAIL  "
                      << json{{"policy", input["policy"]}, {"version", input["version"]}, {"checks", input["checks"]}}
                      << "\n      ours  " << findings << "\n      theirs " << input["findings"] << '\n';
        }
    }
    std::cout << thrown << " policies make the original throw\n"
              << passed << " passed, " << failed << " failed, 0 skipped\n";
    return failed == 0 && passed > 0 ? 0 : 1;
}
