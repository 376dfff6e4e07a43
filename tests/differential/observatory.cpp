// SPDX-License-Identifier: MIT
// Reads what observatory.mjs writes and compares our verdicts with the original's; the last line counts.
#include <secure_headers/audit/observatory.hpp>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
using nlohmann::json;

using Pairs = std::vector<std::pair<std::string, std::string>>;

static std::vector<sh::ResponseField> views(const Pairs& pairs) {
    std::vector<sh::ResponseField> fields;
    for (const auto& [name, value] : pairs) fields.push_back({name, value});
    return fields;
}

static json ours(const json& input) {
    const Pairs fields = input["fields"].get<Pairs>(), equivalents = input["http_equiv"].get<Pairs>();
    const std::string host = input["host"], path = input["path"], origin = input["origin"];
    const std::vector<sh::ResponseField> of_page = views(equivalents);
    const sh::ObservatoryReport report = sh::observatory(fields, {.https = input["https"],
                                                                  .verified = input["verified"],
                                                                  .host = host,
                                                                  .path = path,
                                                                  .origin = origin,
                                                                  .http_equiv = of_page});
    json tests = json::object();
    for (const sh::ObservatoryTest& test : report.tests())
        if (input["output"]["tests"].contains(std::string{test.name}))
            tests[std::string{test.name}] = {std::string{test.result}, test.modifier, test.pass};
    json output{{"tests", tests}};
    if (input["output"].contains("score")) output["score"] = report.score();
    if (input["output"].contains("grade")) output["grade"] = std::string{report.grade()};
    return output;
}

int main(int argc, char** argv) {
    int passed = 0, failed = 0;
    std::ifstream file{argc > 1 ? argv[1] : ""};
    for (std::string line; std::getline(file, line);) {
        const json input = json::parse(line);
        const json output = ours(input);
        if (output == input["output"]) {
            ++passed;
        } else if (++failed <= 20) {
            std::cout << "FAIL  " << input["fields"] << ' ' << input["http_equiv"] << ' ' << input["https"] << ' '
                      << input["path"] << "\n      ours   " << output << "\n      theirs " << input["output"] << '\n';
        }
    }
    std::cout << passed << " passed, " << failed << " failed, 0 skipped\n";
    return failed == 0 && passed > 0 ? 0 : 1;
}
