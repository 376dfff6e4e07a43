// SPDX-License-Identifier: MIT
#pragma once

#include "examined.hpp"
#include "url.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

using Json = nlohmann::ordered_json;

/// JSON in ASCII, whatever bytes the headers hold: those that are no UTF-8 become U+FFFD.
inline std::string dumped(const Json& json) { return json.dump(2, ' ', true, Json::error_handler_t::replace) + "\n"; }

inline Json list_of(const auto& texts) {
    Json list = Json::array();
    for (const std::string_view text : texts) list.push_back(text);
    return list;
}

inline Json json_of(const sh::Finding& finding) {
    return {{"id", finding.id},
            {"severity", sh::name_of(finding.severity)},
            {"header", finding.header.view()},
            {"value", shown_value(finding)},
            {"offset", finding.offset},
            {"message", finding.message},
            {"fix", finding.fix.view()},
            {"references", list_of(finding.references)},
            {"also",
             {{"csp_evaluator", list_of(finding.also.csp_evaluator)},
              {"observatory", list_of(finding.also.observatory)},
              {"hstspreload", list_of(finding.also.hstspreload)}}}};
}

inline Json json_of(const sh::ObservatoryReport& report) {
    Json tests = Json::object();
    for (const sh::ObservatoryTest& test : report.tests())
        tests[std::string{test.name}] = {{"result", test.result}, {"modifier", test.modifier}};
    return {{"score", report.score()}, {"grade", report.grade()}, {"tests", std::move(tests)}};
}

inline Json json_of(const std::vector<sh::CspEvaluatorReport>& reports) {
    Json list = Json::array();
    for (const sh::CspEvaluatorReport& report : reports)
        for (const sh::CspEvaluatorFinding& finding : report)
            list.push_back({{"type", sh::name_of(finding.type)},
                            {"directive", finding.directive},
                            {"value", finding.value},
                            {"severity", sh::name_of(finding.severity)}});
    return list;
}

inline Json json_of(std::string_view target, const Examined& examined) {
    Json findings = Json::array();
    for (const sh::Finding& finding : examined.report.findings()) findings.push_back(json_of(finding));
    return {{"target", target},
            {"grade", examined.report.grade()},
            {"score", examined.report.score()},
            {"findings", std::move(findings)},
            {"observatory", json_of(examined.observatory)},
            {"csp_evaluator", json_of(examined.csp_evaluator)},
            {"hstspreload",
             {{"errors", list_of(examined.hstspreload.errors)}, {"warnings", list_of(examined.hstspreload.warnings)}}}};
}

/// The last response; of a chain of redirects also what was seen on the way.
inline Json json_of(const Chain& chain, const std::vector<Examined>& all) {
    Json json = json_of(chain.target, all.back());
    if (all.size() < 2) return json;
    Json hops = Json::array();
    for (const Examined& examined : all) {
        Json findings = Json::array();
        for (const sh::Finding& finding : examined.report.findings()) findings.push_back(json_of(finding));
        const std::string* const location = examined.hop->head.redirects_to();
        hops.push_back({{"url", examined.hop->url},
                        {"status", examined.hop->head.status},
                        {"https", examined.hop->https},
                        {"location", location == nullptr ? std::string{} : without_user(*location)},
                        {"findings", std::move(findings)}});
    }
    json["hops"] = std::move(hops);
    return json;
}

}  // namespace audit_command
