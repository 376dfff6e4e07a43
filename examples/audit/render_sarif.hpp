// SPDX-License-Identifier: MIT
#pragma once

#include "examined.hpp"
#include "render_json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

inline std::string_view sarif_level(sh::Severity severity) {
    if (severity >= sh::Severity::high) return "error";
    return severity == sh::Severity::medium ? "warning" : "note";
}

/// What GitHub ranks security findings by: a number from 0 to 10.
inline std::string_view security_severity(sh::Severity severity) {
    constexpr std::string_view numbers[]{"0.0", "0.0", "3.0", "5.5", "8.0", "9.5"};
    return numbers[static_cast<unsigned>(severity)];
}

/// A URL, or a file's name, as a URI reference. RFC 3986, section 4.1.
inline std::string uri_of(std::string_view target, bool is_file) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr auto of_path = sh::detail::alphanumeric + sh::detail::CharSet{"-._~/"};
    constexpr auto of_url = of_path + sh::detail::CharSet{":?#[]@!$&'()*+,;=%"};
    std::string uri = is_file && target.starts_with('/') ? "file://" : "";
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if ((is_file ? of_path : of_url).has(c)) {
            uri.push_back(c);
        } else {
            uri.append("%").push_back(digits[byte >> 4U]);
            uri.push_back(digits[byte & 15U]);
        }
    }
    return uri;
}

inline Json sarif_rule(const sh::audit_rules::Rule& rule) {
    Json tags = Json::array({"security"});
    for (const std::string_view reference : rule.references.words()) tags.push_back(reference);
    return {{"id", rule.id},
            {"shortDescription", {{"text", rule.message}}},
            {"help", {{"text", std::string{rule.message} + " Fix: " + std::string{rule.fix}}}},
            {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}},
            {"properties", {{"security-severity", security_severity(rule.severity)}, {"tags", std::move(tags)}}}};
}

/// Collects the results of one run, and the rules that they are of.
class Sarif {
public:
    void add(const Chain& chain, const std::vector<Examined>& all) {
        for (const Examined& examined : all)
            for (const sh::Finding& finding : examined.report.findings()) add(chain, *examined.hop, finding);
    }

    Json take() && {
        Json driver{{"name", "secure-headers-audit"},
                    {"version", SECURE_HEADERS_VERSION},
                    {"informationUri", "https://owasp.org/www-project-secure-headers/"},
                    {"rules", std::move(rules_)}};
        Json runs = Json::array();
        runs.push_back({{"tool", {{"driver", std::move(driver)}}}, {"results", std::move(results_)}});
        return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", std::move(runs)}};
    }

private:
    std::size_t index_of(const sh::Finding& finding) {
        for (std::size_t i = 0; i < ids_.size(); ++i)
            if (ids_[i] == finding.id) return i;
        ids_.push_back(finding.id);
        if (const auto* const rule = sh::audit_rules::find_rule(finding.id)) rules_.push_back(sarif_rule(*rule));
        return ids_.size() - 1;
    }

    void add(const Chain& chain, const Hop& hop, const sh::Finding& finding) {
        const std::string uri = uri_of(chain.is_file ? chain.target : hop.url, chain.is_file);
        Json location{{"artifactLocation", {{"uri", uri}}}};
        if (chain.is_file) location["region"] = {{"startLine", line_of(finding, hop.head)}};
        std::string text = std::string{finding.header.view()} + ": " + std::string{finding.message};
        if (!finding.value.empty()) text += " (" + visible(finding.value, 200) + ")";
        Json result{{"ruleId", finding.id},
                    {"ruleIndex", index_of(finding)},
                    {"level", sarif_level(finding.severity)},
                    {"message", {{"text", std::move(text)}}}};
        result["locations"] = Json::array();
        result["locations"].push_back({{"physicalLocation", std::move(location)}});
        result["properties"] = {{"header", finding.header.view()}, {"offset", finding.offset}, {"fix", finding.fix}};
        results_.push_back(std::move(result));
    }

    std::vector<std::string_view> ids_{};
    Json rules_ = Json::array();
    Json results_ = Json::array();
};

}  // namespace audit_command
