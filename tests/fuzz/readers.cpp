// SPDX-License-Identifier: MIT
// Every parser and auditor, on any text: none throws; what becomes a policy is written so that it reads the same again,
// and never has a byte that could end a field.
//
// Reached through these and not called by name: the constructors of CspEvaluatorReport, ObservatoryReport, Report and
// Words, and add_error_once, add_warning_once, default_port.
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/csp/algebra.hpp>
#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/expect_ct.hpp>
#include <secure_headers/parse/expires.hpp>
#include <secure_headers/parse/feature_policy.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/pragma.hpp>
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>
#include <secure_headers/parse/x_dns_prefetch_control.hpp>
#include <secure_headers/parse/x_download_options.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_permitted_cross_domain_policies.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>
#include <secure_headers/parse/x_xss_protection.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <utility>
#include <vector>

namespace {

namespace sh = secure_headers;
namespace parse = secure_headers::parse;
namespace csp = secure_headers::csp;
using Text = std::string_view;

template <class Policy>
std::string written(const Policy& policy) {
    sh::FieldWriter out;
    policy.write_to(out);
    return std::string{out.value()};
}

/// Text -> policy -> text -> policy -> text: the two texts are one, and a field's value.
template <class Read>
void round_trip(Text text, const Read& read) {
    const auto policy = parse::to_policy(read(text));
    if (!policy) return;
    const std::string once = written(*policy);
    fuzz::must(oracle::field_value(once), "is no field value", once);
    const auto again = parse::to_policy(read(Text{once}));
    fuzz::must(again.has_value(), "does not read what it wrote", once);
    fuzz::must(written(*again) == once, "writes it differently the second time", once);
}

void read_csp(Text text) {
    const csp::ParsedPolicy policy = parse::content_security_policy(text);
    if (text.find_first_of(Text{"\t\n\f\r,\0", 6}) == Text::npos) {
        oracle::Directives found;
        for (const auto& directive : policy.directives) {
            if (directive.ignored) continue;
            std::vector<std::string> words;
            for (const auto& token : directive.tokens) words.emplace_back(token.text);
            found.emplace_back(oracle::lowered(directive.name), words);
        }
        const bool is_ascii = oracle::only(text, oracle::alpha + oracle::digit + " !\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~");
        oracle::Directives wanted = oracle::csp(text);
        for (auto* const directives : {&wanted, &found})
            std::erase_if(*directives, [](const auto& directive) {  // the grammar has no such names
                return !oracle::only(directive.first, oracle::lower + oracle::digit + "-");
            });
        fuzz::must(!is_ascii || found == wanted, "reads another policy", text);
    }
    round_trip(text, [](Text value) { return parse::content_security_policy(value); });
    static_cast<void>(csp::effective_directive(policy, csp::Directive::script_src_elem));
    static_cast<void>(csp::effective_sources(policy, csp::Directive::img_src).has("'self'"));
    static_cast<void>(
        csp::allows(policy, csp::Load{.directive = csp::Directive::img_src, .url = text, .page = "https://a.example/"}));
    static_cast<void>(csp::allows(policy, csp::InlineCode{.code = text, .nonce = "abc"}));
    const csp::Url url{text}, page{"https://a.example/"};
    for (const auto& directive : policy.directives) static_cast<void>(csp::matches(directive, url, page));
    static_cast<void>(csp::allows_eval(policy));
    static_cast<void>(csp::allows_wasm(policy));
    for (const auto& directive : policy.directives)
        for (const auto& token : directive.tokens)
            fuzz::must(token.is(token.text) && directive.has(token.text) && directive.find(token.text) != nullptr,
                       "loses a token", text);
}

void combine_csp(Text text) {
    const std::size_t half = text.find('\n');
    const auto first = parse::content_security_policy(text.substr(0, half));
    const auto second = parse::content_security_policy(half == Text::npos ? "default-src 'self'" : text.substr(half + 1));
    static_cast<void>(csp::subsumes(first, second, "https://a.example"));
    static_cast<void>(csp::difference(first, second, "https://a.example"));
    for (const auto& both : {csp::intersect(first, second, "https://a.example"), csp::merge(first, second)}) {
        try {
            const auto set = sh::SecureHeaders::empty().set(both);
            fuzz::must(oracle::field_value(set[0].value), "is no field value", set[0].value);
        } catch (const sh::InvalidHeader&) {
        }
    }
}

void read_cookie(Text text) {
    const parse::SetCookie cookie = parse::set_cookie(text);
    const auto read = oracle::cookie(text);
    static_cast<void>(cookie.has_prefix("__Host-"));
    if (const auto policy = parse::to_policy(cookie)) {
        static_cast<void>(policy->header("v"));
        const std::string once = policy->deletion();
        fuzz::must(oracle::field_value(once) && !parse::set_cookie(once).is_dropped(), "is no cookie", once);
    }
    if (cookie.is_dropped()) return;
    fuzz::must(read.has_value(), "keeps a cookie that browsers drop", text);
    fuzz::must(read->name == cookie.name.text && read->value == cookie.value.text, "reads another cookie", text);
    fuzz::must(cookie.secure == read->has("secure") && cookie.http_only == read->has("httponly"),
               "reads other attributes", text);
    const auto named =
        std::count_if(read->attributes.begin(), read->attributes.end(), [](const auto& a) { return !a.first.empty(); });
    const auto known =
        std::count_if(cookie.attributes.begin(), cookie.attributes.end(), [](const auto& a) { return !a.text.empty(); });
    fuzz::must(known == named, "reads more or fewer attributes", text);
}

void audit_all(Text text) {
    std::vector<sh::HeaderField> fields;
    for (const Text line : oracle::split(text, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon != Text::npos)
            fields.push_back({.name = line.substr(0, colon), .value = oracle::stripped(line.substr(colon + 1))});
    }
    const sh::Report report = sh::audit(fields);
    fuzz::must(report.score() >= 0 && report.score() <= 130, "has an odd score", text);
    for (const auto& finding : report.findings())
        fuzz::must(finding.severity <= report.worst(), "hides the worst", text);
    const auto observatory = sh::observatory(fields);
    static_cast<void>(observatory.find("content-security-policy"));
    static_cast<void>(sh::csp_evaluator(text));
    static_cast<void>(sh::hstspreload_preloadable_response(fields));
    static_cast<void>(sh::hstspreload_removable_response(fields));
    static_cast<void>(sh::hstspreload_parse(text));
    static_cast<void>(sh::hstspreload_preloadable(text));
    static_cast<void>(sh::hstspreload_removable(text));
    static_cast<void>(sh::hstspreload_domain(text));
    std::vector<sh::HstsPreloadHop> hops;
    for (const Text line : oracle::split(text, '\n'))
        hops.push_back({.url = line, .answered = !line.ends_with('!'), .has_header = line.ends_with('/')});
    static_cast<void>(sh::hstspreload_redirects(hops));
    if (!hops.empty()) static_cast<void>(sh::hstspreload_redirects({hops.front(), hops.back()}, false));
}

void read_rest(unsigned which, Text text) {
    switch (which) {
        case 4:
            return round_trip(text, [](Text value) { return parse::cache_control(value); });
        case 5:
            return round_trip(text, [](Text value) { return parse::clear_site_data(value); });
        case 6:
            return round_trip(text, [](Text value) { return parse::cross_origin_embedder_policy(value); });
        case 7:
            return round_trip(text, [](Text value) { return parse::cross_origin_opener_policy(value); });
        case 8:
            return round_trip(text, [](Text value) { return parse::cross_origin_resource_policy(value); });
        case 9:
            return round_trip(text, [](Text value) { return parse::document_policy(value); });
        case 10:
            return round_trip(text, [](Text value) { return parse::integrity_policy(value); });
        case 11:
            return round_trip(text, [](Text value) { return parse::origin_agent_cluster(value); });
        case 12:
            static_cast<void>(parse::permissions_policy(text).find("usb"));
            return round_trip(text, [](Text value) { return parse::permissions_policy(value); });
        case 13:
            return round_trip(text, [](Text value) { return parse::referrer_policy(value); });
        case 14:
            static_cast<void>(parse::reporting_endpoints(text).declares("a"));
            return round_trip(text, [](Text value) { return parse::reporting_endpoints(value); });
        case 15:
            return round_trip(text, [](Text value) { return parse::strict_transport_security(value); });
        case 16:
            return round_trip(text, [](Text value) { return parse::x_content_type_options(value); });
        case 17:
            return round_trip(text, [](Text value) { return parse::x_frame_options(value); });
        case 18:
            static_cast<void>(parse::report_to(text).declares("a"));
            return round_trip(text, [](Text value) { return parse::report_to(value); });
        case 19:
            return round_trip(text, [](Text value) { return parse::nel(value); });
        case 20:
            return round_trip(text, [](Text value) { return parse::timing_allow_origin(value); });
        case 21:
            return round_trip(text, [](Text value) { return parse::x_robots_tag(value); });
        case 22:
            round_trip(text, [](Text value) { return parse::expires(value); });
            round_trip(text, [](Text value) { return parse::expect_ct(value); });
            round_trip(text, [](Text value) { return parse::feature_policy(value); });
            round_trip(text, [](Text value) { return parse::public_key_pins(value); });
            return round_trip(text, [](Text value) { return parse::server(value); });
        case 23:
            round_trip(text, [](Text value) { return parse::pragma(value); });
            round_trip(text, [](Text value) { return parse::x_dns_prefetch_control(value); });
            round_trip(text, [](Text value) { return parse::x_download_options(value); });
            round_trip(text, [](Text value) { return parse::x_permitted_cross_domain_policies(value); });
            return round_trip(text, [](Text value) { return parse::x_xss_protection(value); });
        default:
            static_cast<void>(parse::content_security_policies(text).size());
            static_cast<void>(parse::access_control_allow_origin(text));
            static_cast<void>(parse::access_control_allow_credentials(text));
            static_cast<void>(parse::access_control_list(text));
            static_cast<void>(parse::access_control_max_age(text));
            static_cast<void>(csp::Url{text});
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const unsigned which = input.below(25);
    const std::string text{input.rest()};  // of exactly this size, so that no reader passes its end unseen
    if (which == 0) read_csp(text);
    if (which == 1) combine_csp(text);
    if (which == 2) read_cookie(text);
    if (which == 3) audit_all(text);
    if (which > 3) read_rest(which, text);
    return 0;
}
