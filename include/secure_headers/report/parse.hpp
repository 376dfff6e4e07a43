// SPDX-License-Identifier: MIT
// Needs nlohmann/json.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/report/noise.hpp>
#include <secure_headers/report/violation_report.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace secure_headers {

/// What a request to a reporting endpoint held.
struct ViolationReports {
    std::vector<ViolationReport> reports{};
    std::size_t skipped = 0;   ///< Members of the list that are no reports.
    std::string_view error{};  ///< Why nothing could be read, or empty.
};

namespace detail {

using Json = nlohmann::json;
using Keys = std::initializer_list<const char*>;

/// Which half of a surrogate pair is escaped where the text begins: `h`, `l`, or 0 for none.
constexpr char escaped_surrogate(std::string_view json) {
    if (json.size() < 6 || !istarts_with(json, "\\ud") || json[1] != 'u' || !is_hex(json[4]) || !is_hex(json[5]))
        return 0;
    return contains("89abAB", json[3]) ? 'h' : contains("cdefCDEF", json[3]) ? 'l' : '\0';
}

/// The JSON with U+FFFD for halves of surrogate pairs that stand alone: browsers cut a sample of code by units of
/// UTF-16, perhaps in the middle of a pair, and escape what is left of it.
inline std::string with_whole_pairs(std::string_view json) {
    std::string whole;
    while (!json.empty()) {
        const char half = escaped_surrogate(json);
        const bool pair = half == 'h' && escaped_surrogate(json.substr(6)) == 'l';
        std::size_t size = (std::min)(json.find('\\'), json.size());  // up to an escape
        if (size == 0) size = (std::min)(json.size(), std::size_t{2});
        if (half != 0) size = pair ? 12 : 6;
        whole += half != 0 && !pair ? std::string_view{"\\ufffd"} : json.substr(0, size);
        json.remove_prefix(size);
    }
    return whole;
}

inline Json parsed(std::string_view body) {
    Json json = Json::parse(body, nullptr, false);
    if (json.is_discarded()) json = Json::parse(with_whole_pairs(body), nullptr, false);
    return json;
}

/// The first member that is there, or null: browsers spell some names differently.
inline const Json* member(const Json& object, Keys keys) {
    for (const char* const key : keys)
        if (const auto found = object.find(key); found != object.end()) return &*found;
    return nullptr;
}

/// The first text that is there and says something.
inline std::string text_of(const Json& object, Keys keys) {
    for (const char* const key : keys) {
        const Json* const value = member(object, {key});
        const auto* const text = value == nullptr ? nullptr : value->get_ptr<const std::string*>();
        if (text != nullptr && !text->empty()) return *text;
    }
    return {};
}

/// A number that counts something; what is negative, too large or no number is zero.
inline std::uint64_t number_of(const Json& object, Keys keys) {
    const Json* const value = member(object, keys);
    if (value == nullptr || !value->is_number()) return 0;
    if (value->is_number_unsigned()) {
        const auto number = value->get<std::uint64_t>();
        return number <= INT64_MAX ? number : 0;
    }
    const auto number = value->get<double>();
    return number > 0 && number < 9e15 ? static_cast<std::uint64_t>(number) : 0;
}

inline std::chrono::milliseconds time_of(const Json& object, Keys keys) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(number_of(object, keys))};
}

inline csp::Disposition disposition_of(const Json& body) {
    const std::string text = text_of(body, {"disposition"});
    return text == "report" || text == "reporting" ? csp::Disposition::report : csp::Disposition::enforce;
}

inline SourcePlace place_of(const Json& body) {
    return {text_of(body, {"sourceFile", "source-file"}), number_of(body, {"lineNumber", "line-number"}),
            number_of(body, {"columnNumber", "column-number"})};
}

/// Browsers of before CSP3 give the whole directive as the violated one.
inline std::string directive_of(const Json& body) {
    const std::string text =
        text_of(body, {"effectiveDirective", "effective-directive", "violatedDirective", "violated-directive"});
    return text.substr(0, text.find(' '));
}

inline CspViolation csp_violation(const Json& body) {
    return {text_of(body, {"documentURL", "documentURI", "document-uri"}),
            text_of(body, {"referrer"}),
            text_of(body, {"blockedURL", "blockedURI", "blocked-uri"}),
            directive_of(body),
            text_of(body, {"originalPolicy", "original-policy"}),
            disposition_of(body),
            number_of(body, {"statusCode", "status-code"}),
            text_of(body, {"sample", "script-sample"}),
            place_of(body)};
}

inline OpenerViolation opener_violation(const Json& body) {
    return {text_of(body, {"type"}),
            text_of(body, {"effectivePolicy"}),
            text_of(body, {"property"}),
            text_of(body, {"openerURL", "openeeURL", "otherDocumentURL", "previousResponseURL", "nextResponseURL",
                           "initialPopupURL"}),
            disposition_of(body),
            place_of(body)};
}

inline IntegrityViolation integrity_violation(const Json& body) {
    const Json* const report_only = member(body, {"reportOnly"});
    const bool reports = report_only != nullptr && *report_only == true;
    return {text_of(body, {"documentURL"}), text_of(body, {"blockedURL"}), text_of(body, {"destination"}),
            reports ? csp::Disposition::report : csp::Disposition::enforce};
}

inline NetworkError network_error(const Json& body) {
    return {text_of(body, {"phase"}),       text_of(body, {"type"}),   text_of(body, {"server_ip"}),
            text_of(body, {"protocol"}),    text_of(body, {"method"}), number_of(body, {"status_code"}),
            time_of(body, {"elapsed_time"})};
}

inline CspHash csp_hash(const Json& body) {
    return {text_of(body, {"documentURL", "document_url"}), text_of(body, {"subresourceURL", "subresource_url"}),
            text_of(body, {"hash"}), text_of(body, {"type"}), text_of(body, {"destination"})};
}

inline ViolationReport::Body body_of(std::string_view type, const Json& body) {
    if (type == "csp-violation") return csp_violation(body);
    if (type == "permissions-policy-violation" || type == "potential-permissions-policy-violation" ||
        type == "document-policy-violation")
        return FeatureViolation{text_of(body, {"featureId", "policyId"}), text_of(body, {"message"}),
                                disposition_of(body), place_of(body)};
    if (type == "csp-hash") return csp_hash(body);
    if (type == "coop") return opener_violation(body);
    if (type == "coep")
        return EmbedderViolation{text_of(body, {"type"}), text_of(body, {"blockedURL"}), text_of(body, {"destination"}),
                                 disposition_of(body)};
    if (type == "integrity-violation") return integrity_violation(body);
    if (type == "network-error") return network_error(body);
    if (type == "deprecation" || type == "intervention" || type == "crash")
        return BrowserNotice{text_of(body, {"id", "reason"}), text_of(body, {"message"}), place_of(body)};
    return {};
}

struct NoiseOfBody {
    Noise operator()(const CspViolation& body) const {
        return noise_of(body.place.file, body.blocked_url, body.sample);
    }
    Noise operator()(const FeatureViolation& body) const { return noise_of(body.place.file, {}); }
    Noise operator()(const OpenerViolation& body) const { return noise_of(body.place.file, {}); }
    Noise operator()(const EmbedderViolation& body) const { return noise_of({}, body.blocked_url); }
    Noise operator()(const IntegrityViolation& body) const { return noise_of({}, body.blocked_url); }
    Noise operator()(const CspHash& body) const { return noise_of({}, body.subresource_url); }
    Noise operator()(const BrowserNotice& body) const { return noise_of(body.place.file, {}); }
    Noise operator()(const auto&) const { return Noise::none; }
};

/// False of a violation of a policy that names no directive, no load and no page, which tells nothing.
inline bool tells_something(const ViolationReport::Body& body) {
    const auto* const csp = std::get_if<CspViolation>(&body);
    return csp == nullptr || !(csp->effective_directive.empty() && csp->blocked_url.empty() && csp->document_url.empty());
}

/// False if the body lacks what such a report needs.
inline bool add_report(ViolationReports& to, ViolationReport report, const Json& body) {
    report.body = body_of(report.type, body);
    if (!tells_something(report.body)) return false;
    report.noise = std::visit(NoiseOfBody{}, report.body);
    if (report.noise == Noise::none) report.noise = noise_of(report.url, {});
    to.reports.push_back(std::move(report));
    return true;
}

/// One member of application/reports+json. Reporting API, section 3.4.
inline void add_member(ViolationReports& to, const Json& report) {
    const Json* const body = report.is_object() ? member(report, {"body"}) : nullptr;
    std::string type = report.is_object() ? text_of(report, {"type"}) : std::string{};
    const bool is_report = !type.empty() && body != nullptr && (body->is_object() || body->is_null());
    if (!is_report || !add_report(to,
                                  {.type = std::move(type),
                                   .url = text_of(report, {"url"}),
                                   .user_agent = text_of(report, {"user_agent"}),
                                   .age = time_of(report, {"age"})},
                                  *body))
        ++to.skipped;
}

}  // namespace detail

/// Reads the body of a request to a reporting endpoint: what `report-to` sends (application/reports+json) or
/// `report-uri` (application/csp-report); which one it is shows in the body. Never throws, whatever the body; its size
/// is for the server to limit. CSP3, section 5.3; Reporting API, section 3.4.
inline ViolationReports parse_violation_reports(std::string_view body) {
    ViolationReports result;
    const auto json = detail::parsed(body);
    if (json.is_discarded()) {
        result.error = "the body is no JSON";
    } else if (json.is_array()) {
        for (const auto& report : json) detail::add_member(result, report);
        if (result.reports.empty() && result.skipped != 0) result.error = "the list holds no report";
    } else if (!json.is_object()) {
        result.error = "the body is neither a list nor an object";
    } else if (const auto* const report = detail::member(json, {"csp-report"}); report == nullptr) {
        detail::add_member(result, json);  // some browsers send one report without a list
        if (result.reports.empty()) result.error = "the object is no report";
    } else if (!report->is_object()) {
        result.error = "csp-report is no object";
    } else if (!detail::add_report(result, {.type = "csp-violation", .url = detail::text_of(*report, {"document-uri"})},
                                   *report)) {
        result.error = "csp-report names no directive, no blocked URL and no page";
    }
    return result;
}

}  // namespace secure_headers
