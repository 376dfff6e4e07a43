// SPDX-License-Identifier: MIT
#pragma once

#include "cookie_line.hpp"
#include "examined.hpp"
#include "finding_lines.hpp"
#include "header_line.hpp"
#include "render_json.hpp"

#include <secure_headers/detail/ascii.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
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

/// Bytes that a part of a URI takes as they are; the others are percent-encoded. RFC 3986, section 2.
inline constexpr auto of_path = sh::detail::alphanumeric + sh::detail::CharSet{"-._~/"};
inline constexpr auto of_url = of_path + sh::detail::CharSet{":?[]@!$&'()*+,;=%"};

inline std::string percent_encoded(std::string_view text, const sh::detail::CharSet& kept) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kept.has(c)) {
            out.push_back(c);
        } else {
            out.append("%").push_back(digits[byte >> 4U]);
            out.push_back(digits[byte & 15U]);
        }
    }
    return out;
}

/// A file's name as a URI reference. RFC 3986, section 4.1.
inline std::string uri_of_file(std::string_view name) {
    return (name.starts_with('/') ? "file://" : "") + percent_encoded(name, of_path);
}

/// A hop's URL as SARIF would have it and code scanning takes it: an origin, and a reference that is relative to it.
/// SARIF 2.1.0, section 3.14.14.
struct UrlParts {
    std::string origin{};
    std::string reference{};  ///< From the path to the query.

    explicit UrlParts(std::string_view url) {
        const std::size_t authority = url.find("://") + 3,
                          end = std::min(url.find_first_of("/?#", authority), url.size());
        origin = percent_encoded(url.substr(0, end), of_url);
        const std::string_view rest = url.substr(end, url.find('#') - end);
        reference = rest.starts_with("//") ? "/." : rest.starts_with('/') ? "" : "/";  // two would begin another host
        reference += percent_encoded(rest, of_url);
    }
};

inline Json sarif_rule(const sh::audit_rules::Rule& rule) {
    Json tags = Json::array({"security"});
    for (const std::string_view reference : rule.references.words()) {
        tags.push_back(reference);
        if (reference.starts_with("CWE-")) tags.push_back("external/cwe/cwe-" + std::string{reference.substr(4)});
    }
    const std::string message{rule.message}, fix{rule.fix}, line{header_line(rule.fix)};
    std::string text = message + " Fix: " + fix, markdown = message + "\n\nFix, in C++:\n\n```cpp\n" + fix + "\n```\n";
    if (!line.empty()) {
        text += " Send: " + line;
        markdown += "\nSend, from any server:\n\n```http\n" + line + "\n```\n";
    }
    return {{"id", rule.id},
            {"shortDescription", {{"text", message}}},
            {"fullDescription", {{"text", message}}},
            {"help", {{"text", std::move(text)}, {"markdown", std::move(markdown)}}},
            {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}},
            {"properties",
             {{"security-severity", security_severity(rule.severity)}, {"precision", "high"}, {"tags", std::move(tags)}}}};
}

/// Collects the results of one run, and the rules that they are of.
class Sarif {
public:
    void add(const Chain& chain, const std::vector<Examined>& all) {
        for (const Examined& examined : all) {
            const Hop& hop = *examined.hop;
            FindingLines lines{hop.head, context_of(hop, chain)};
            for (const sh::Finding& finding : examined.report.findings())
                add(chain, hop, finding, chain.is_file ? lines.line_of(finding) : 1);
        }
    }
    /// Notes that a target could not be looked at, or not to its end.
    void fail(const std::string& why) {
        failures_.push_back({{"level", "error"}, {"message", {{"text", visible(why)}}}});
    }

    Json take() && {
        Json driver{{"name", "secure-headers-audit"},
                    {"version", SECURE_HEADERS_VERSION},
                    {"informationUri", "https://owasp.org/www-project-secure-headers/"},
                    {"rules", std::move(rules_)}};
        Json invocation{{"executionSuccessful", failures_.empty()}, {"toolExecutionNotifications", std::move(failures_)}};
        Json run{{"tool", {{"driver", std::move(driver)}}},
                 {"invocations", Json::array({std::move(invocation)})},
                 {"results", std::move(results_)}};
        if (!origins_.empty()) run["originalUriBaseIds"] = std::move(origins_);
        return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Json::array({std::move(run)})}};
    }

private:
    std::size_t index_of(const sh::Finding& finding) {
        for (std::size_t i = 0; i < ids_.size(); ++i)
            if (ids_[i] == finding.id) return i;
        ids_.push_back(finding.id);
        if (const auto* const rule = sh::audit_rules::find_rule(finding.id)) rules_.push_back(sarif_rule(*rule));
        return ids_.size() - 1;
    }

    Json place_of(const Chain& chain, const Hop& hop, std::size_t at_line) {
        Json region{{"startLine", at_line}};
        if (chain.is_file)
            return {{"artifactLocation", {{"uri", uri_of_file(chain.target)}}}, {"region", std::move(region)}};
        const UrlParts url{hop.url};
        origins_[url.origin] = {{"uri", url.origin + "/"}};
        return {{"artifactLocation", {{"uri", url.reference}, {"uriBaseId", url.origin}}}, {"region", std::move(region)}};
    }

    /// The same in the next run unless the finding is another: neither a nonce nor a line's number goes into it.
    std::string fingerprint_of(const Chain& chain, const Hop& hop, const sh::Finding& finding) {
        const std::string what =
            fmt::format("{}\n{}\n{}", finding.id, finding.header.view(), chain.is_file ? chain.target : hop.url);
        std::uint64_t hash = 14695981039346656037U;  // FNV-1a
        for (const char c : what) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
        return fmt::format("{:016x}:{}", hash, ++seen_[what]);
    }

    /// Adds a finding with the line of a file; that of a URL is the first, since code scanning wants one.
    void add(const Chain& chain, const Hop& hop, const sh::Finding& finding, std::size_t at_line) {
        const std::string cookie = cookie_line(finding, hop.head, hop.https),
                          line = cookie.empty() ? header_line(finding) : cookie;
        std::string text = std::string{finding.header.view()} + ": " + std::string{finding.message};
        if (!finding.value.empty()) text += " (" + visible(shown_value(finding), 200) + ")";
        Json result{{"ruleId", finding.id},
                    {"ruleIndex", index_of(finding)},
                    {"level", sarif_level(finding.severity)},
                    {"message", {{"text", std::move(text)}}},
                    {"locations", Json::array({{{"physicalLocation", place_of(chain, hop, at_line)}}})},
                    {"partialFingerprints", {{"primaryLocationLineHash", fingerprint_of(chain, hop, finding)}}},
                    {"properties",
                     {{"header", finding.header.view()}, {"offset", finding.offset}, {"fix", finding.fix.view()}}}};
        if (!line.empty()) result["properties"]["send"] = line;
        results_.push_back(std::move(result));
    }

    std::vector<std::string_view> ids_{};
    Json rules_ = Json::array();
    Json results_ = Json::array();
    Json failures_ = Json::array();
    Json origins_ = Json::object();
    std::map<std::string, unsigned> seen_{};
};

}  // namespace audit_command
