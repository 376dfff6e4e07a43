// SPDX-License-Identifier: MIT
// Every public function that takes text, as a way from the text to a set: tests/injection/functions.py finds them in
// the headers, and run.sh compares. Injection, fuzzing and allocation failures all go through these doors.
#pragma once

#include <secure_headers/adapter/response.hpp>
#include <secure_headers/csp/directive_list.hpp>
#include <secure_headers/secure_headers.hpp>

#include "../proof/oracle.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Feature-Policy, Expect-CT and Public-Key-Pins are deprecated and yet let text in.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace doors {

namespace sh = secure_headers;
using Text = std::string_view;

struct Response {
    std::vector<std::pair<std::string, std::string>> headers;
};

struct Door {
    std::string function;   ///< As functions.py prints it.
    std::string sample;     ///< A text that must be let through.
    std::string expected;   ///< The header lines, with {} where the text goes.
    bool (*grammar)(Text);  ///< Whether an independent reading takes the text.
    std::function<sh::SecureHeaders(Text)> compose;
    std::function<void(Text, Response&, std::string&)> deliver{};  ///< In place of compose, where no set is in it.
};

inline bool anything(Text) { return true; }

/// A policy of the user's own that writes the text without looking at it.
struct OwnPolicy {
    std::string_view name = "Own";
    std::string_view value = "v";
    std::string_view https_only{};
    sh::FieldWriter& (sh::FieldWriter::*note)(std::string_view) = nullptr;
    std::string_view noted{};

    void write_to(sh::FieldWriter& out) const {
        out.append(value);
        if (!https_only.empty()) out.append_https_only(https_only);
        if (note != nullptr) (out.*note)(noted);
    }
};

inline sh::SecureHeaders none() { return sh::SecureHeaders::empty(); }
inline sh::SecureHeaders kept() { return none().set(sh::CustomHeader{"Kept", "1"}); }
inline sh::CustomHeader named(Text name) { return sh::CustomHeader::verbatim(sh::runtime{name}, "v"); }
inline sh::SecureHeaders with_endpoint(Text name) {
    return none().set(sh::ReportingEndpoints{{sh::runtime{name}, "/r"}});
}
inline sh::ReportTo group(Text name) {
    return sh::ReportTo{{.group = sh::runtime{name}, .endpoints = {{.url = "https://a.example"}}}};
}

inline void add_csp_doors(std::vector<Door>& doors) {
    using Csp = sh::ContentSecurityPolicy;
    using D = sh::csp::Directive;
    const struct {
        std::string directive;
        Csp& (Csp::*put)(sh::csp::detail::SourceItems) &;
    } directives[]{
        {"default-src", &Csp::default_src},
        {"script-src", &Csp::script_src},
        {"script-src-elem", &Csp::script_src_elem},
        {"script-src-attr", &Csp::script_src_attr},
        {"style-src", &Csp::style_src},
        {"style-src-elem", &Csp::style_src_elem},
        {"style-src-attr", &Csp::style_src_attr},
        {"img-src", &Csp::img_src},
        {"font-src", &Csp::font_src},
        {"connect-src", &Csp::connect_src},
        {"media-src", &Csp::media_src},
        {"object-src", &Csp::object_src},
        {"manifest-src", &Csp::manifest_src},
        {"worker-src", &Csp::worker_src},
        {"frame-src", &Csp::frame_src},
        {"child-src", &Csp::child_src},
        {"fenced-frame-src", &Csp::fenced_frame_src},
        {"base-uri", &Csp::base_uri},
        {"form-action", &Csp::form_action},
        {"frame-ancestors", &Csp::frame_ancestors},
    };
    const auto unlisted_value = [](Text text) {
        return oracle::field_value(text) && text.find_first_of(";,") == Text::npos;
    };
    for (const auto& [directive, put] : directives) {
        std::string function = directive;
        for (char& c : function)
            if (c == '-') c = '_';
        std::string value = "https://*.example.com:8443/a/b.js";
        if (directive.ends_with("-attr")) value = "'unsafe-inline'";
        if (directive == "frame-ancestors") value = "https://*.example.com:8443";
        doors.push_back({"BasicContentSecurityPolicy::" + function + "(Items<Source>)", value,
                         "Content-Security-Policy: " + directive + " {}\r\n", oracle::csp_source, [put = put](Text text) {
                             Csp csp;
                             return none().set((csp.*put)({sh::runtime{text}}));
                         }});
    }
    const std::vector<Door> more{
        {"BasicContentSecurityPolicy::add(D, Items<Source>)",
         "https:", "Content-Security-Policy: img-src a.example {}\r\n", oracle::csp_source,
         [](Text text) {
             if (text == "a.example") return none().set(Csp{}.img_src({"a.example"}).add(D::img_src, {"b.example"}));
             return none().set(Csp{}.img_src({"a.example"}).add(D::img_src, {sh::runtime{text}}));
         }},
        {"BasicContentSecurityPolicy::replace(D, Items<Source>)", "*", "Content-Security-Policy: script-src {}\r\n",
         oracle::csp_source,
         [](Text text) {
             return none().set(Csp{}.script_src({sh::csp::self}).replace(D::script_src, {sh::runtime{text}}));
         }},
        {"BasicContentSecurityPolicy::report_to(EndpointName)", "csp-1",
         "Reporting-Endpoints: {}=\"/r\"\r\nContent-Security-Policy: img-src *; report-to {}\r\n", oracle::sf_key,
         [](Text text) { return with_endpoint(text).set(Csp{}.img_src({sh::csp::any}).report_to(sh::runtime{text})); }},
        {"BasicContentSecurityPolicy::report_uri(Items<ReportUri>)", "https://a.example/csp?x=1",
         "Content-Security-Policy: report-uri {}\r\n", oracle::report_uri,
         [](Text text) { return none().set(Csp{}.report_uri({sh::runtime{text}})); }},
        {"csp::ReportUri::ReportUri(runtime)", "/csp", "Content-Security-Policy-Report-Only: report-uri /b {}\r\n",
         oracle::report_uri,
         [](Text text) {
             return none().set(
                 sh::ContentSecurityPolicyReportOnly{}.report_uri({"/b", sh::csp::ReportUri{sh::runtime{text}}}));
         }},
        {"BasicContentSecurityPolicy::trusted_types(Items<TrustedTypesPolicy>)", "my#policy",
         "Content-Security-Policy: trusted-types {} b\r\n",
         [](Text text) { return oracle::some(text, oracle::alpha + oracle::digit + "-#=_/@.%"); },
         [](Text text) {
             return none().set(Csp{}.trusted_types({sh::runtime{text}, "b"}));
         }},
        {"BasicContentSecurityPolicy::unlisted(UnlistedDirective, UnlistedValue)",
         "'self' https:", "Content-Security-Policy: img-src *; new-src {}\r\n", unlisted_value,
         [](Text text) {
             return none().set(Csp{}.unlisted("new-src", sh::runtime{text.empty() ? ";" : text}).img_src({sh::csp::any}));
         }},
        {"BasicContentSecurityPolicy::unlisted(UnlistedDirective, UnlistedValue)", "new-flag",
         "Content-Security-Policy: upgrade-insecure-requests; {}\r\n", oracle::directive_name,
         [](Text text) { return none().set(Csp{}.upgrade_insecure_requests().unlisted(sh::runtime{text})); }},
        {"BasicContentSecurityPolicy::remove(UnlistedDirective)", "new-src", "Content-Security-Policy: img-src *\r\n",
         oracle::directive_name,
         [](Text text) { return none().set(Csp{}.img_src({sh::csp::any}).remove(sh::runtime{text})); }},
        {"csp::UnlistedDirective::UnlistedDirective(runtime)", "new-src",
         "Content-Security-Policy-Report-Only: {} *\r\n", oracle::directive_name,
         [](Text text) {
             return none().set(
                 sh::ContentSecurityPolicyReportOnly{}.unlisted(sh::csp::UnlistedDirective{sh::runtime{text}}, "*"));
         }},
        {"csp::UnlistedValue::UnlistedValue(runtime)", "a", "Content-Security-Policy: new-src {}; newer-src\r\n",
         unlisted_value,
         [](Text text) {
             const sh::csp::UnlistedValue value{sh::runtime{text.empty() ? ";" : text}};
             return none().set(Csp{}.unlisted("new-src", value).unlisted("newer-src"));
         }},
        {"csp::TrustedTypesPolicy::TrustedTypesPolicy(runtime)", "a", "Content-Security-Policy: trusted-types {}\r\n",
         [](Text text) { return oracle::some(text, oracle::alpha + oracle::digit + "-#=_/@.%"); },
         [](Text text) { return none().set(Csp{}.trusted_types({sh::csp::TrustedTypesPolicy{sh::runtime{text}}})); }},
        {"csp::Source::Source(runtime)", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
         "Content-Security-Policy: style-src {}\r\n", oracle::csp_source,
         [](Text text) { return none().set(Csp{}.style_src({sh::csp::Source{sh::runtime{text}}})); }},
        {"csp::Sources::Sources(initializer_list<Source>)",
         "com.example.app:", "Content-Security-Policy: script-src 'report-sample' {}\r\n", oracle::csp_source,
         [](Text text) {
             return none().set(Csp{}.script_src(sh::csp::Sources{sh::csp::report_sample, sh::runtime{text}}));
         }},
        {"csp::host(Source)", "a.example", "Content-Security-Policy: img-src {}\r\n", oracle::host_source,
         [](Text text) { return none().set(Csp{}.img_src({sh::csp::host(sh::runtime{text})})); }},
        {"csp::scheme(Source)", "web+app:", "Content-Security-Policy: img-src {}\r\n",
         [](Text text) { return !text.empty() && text.back() == ':' && oracle::scheme(text.substr(0, text.size() - 1)); },
         [](Text text) { return none().set(Csp{}.img_src({sh::csp::scheme(sh::runtime{text})})); }},
    };
    doors.insert(doors.end(), more.begin(), more.end());
}

inline void add_reporting_doors(std::vector<Door>& doors) {
    const std::string group_json = "\",\"max_age\":2592000,\"endpoints\":[{\"url\":\"https://a.example\"}]}";
    const std::vector<Door> more{
        {"EndpointName::EndpointName(runtime)", "*a.b-c_1",
         "Reporting-Endpoints: {}=\"/r\"\r\nCross-Origin-Opener-Policy: same-origin;report-to=\"{}\"\r\n", oracle::sf_key,
         [](Text text) {
             return with_endpoint(text).set(sh::CrossOriginOpenerPolicy::same_origin.report_to(sh::runtime{text}));
         }},
        {"EndpointUrl::EndpointUrl(runtime)", "https://[::1]:8443/r?a=b#c", "Reporting-Endpoints: a=\"{}\"\r\n",
         oracle::endpoint_url,
         [](Text text) {
             return none().set(sh::ReportingEndpoints{{"a", sh::runtime{text}}});
         }},
        {"ReportingEndpoints::ReportingEndpoints(initializer_list<Endpoint>)", "b",
         "Reporting-Endpoints: a=\"https://a.example\", {}=\"/r\"\r\n",
         [](Text text) { return oracle::sf_key(text) && text != "a"; },
         [](Text text) {
             return none().set(sh::ReportingEndpoints{{"a", "https://a.example"}, {sh::runtime{text}, "/r"}});
         }},
        {"ReportGroup::ReportGroup(runtime)", "group!1", "Report-To: {\"group\":\"{}" + group_json + "\r\n",
         oracle::token, [](Text text) { return none().set(group(text)); }},
        {"ReportTo::ReportTo(initializer_list<Group>)", "b",
         "Report-To: {\"group\":\"a" + group_json + ", {\"group\":\"{}" + group_json + "\r\n",
         [](Text text) { return oracle::token(text) && text != "a"; },
         [](Text text) {
             return none().set(sh::ReportTo{{.group = "a", .endpoints = {{.url = "https://a.example"}}},
                                            {.group = sh::runtime{text}, .endpoints = {{.url = "https://a.example"}}}});
         }},
        {"ReportToUrl::ReportToUrl(runtime)", "https://a.example:8443/r?a=b",
         "Report-To: {\"group\":\"a\",\"max_age\":2592000,\"endpoints\":[{\"url\":\"{}\"}]}\r\n", oracle::report_to_url,
         [](Text text) { return none().set(sh::ReportTo{{.group = "a", .endpoints = {{.url = sh::runtime{text}}}}}); }},
        {"ReportTo::Endpoints::Endpoints(initializer_list<Endpoint>)", "https://b.example/",
         "Report-To: {\"group\":\"a\",\"max_age\":2592000,\"endpoints\":[{\"url\":\"https://a.example\"},"
         "{\"url\":\"{}\",\"priority\":1,\"weight\":2}]}\r\n",
         oracle::report_to_url,
         [](Text text) {
             return none().set(sh::ReportTo{{.group = "a",
                                             .endpoints = {{.url = "https://a.example"},
                                                           {.url = sh::runtime{text}, .priority = 1U, .weight = 2U}}}});
         }},
        {"NEL::NEL(ReportGroup)", "a",
         "NEL: {\"report_to\":\"{}\",\"max_age\":2592000}\r\nReport-To: {\"group\":\"{}" + group_json + "\r\n",
         oracle::token, [](Text text) { return none().set(sh::NEL{sh::runtime{text}}).set(group(text)); }},
        {"NEL::NEL(ReportGroup, options)", "a",
         "NEL: {\"report_to\":\"{}\",\"max_age\":1,\"include_subdomains\":true,\"success_fraction\":0.25}\r\nReport-To: {\"group\":\"{}" +
             group_json + "\r\n",
         oracle::token,
         [](Text text) {
             return none()
                 .set(sh::NEL{sh::runtime{text},
                              {.max_age = std::chrono::seconds{1}, .include_subdomains = true, .success_fraction = 0.25}})
                 .set(group(text));
         }},
        {"IntegrityPolicy::report_to(Items<EndpointName>)", "b",
         "Reporting-Endpoints: {}=\"/r\"\r\nIntegrity-Policy: blocked-destinations=(script), endpoints=({})\r\n",
         oracle::sf_key,
         [](Text text) {
             return with_endpoint(text).set(
                 sh::IntegrityPolicy{sh::IntegrityPolicy::Destination::script}.report_to({sh::runtime{text}}));
         }},
        {"ExpectCT::ExpectCT(options)", "https://a.example/ct",
         "Expect-CT: max-age=86400, enforce, report-uri=\"{}\"\r\n", oracle::https_url,
         [](Text text) { return none().set(sh::ExpectCT{{.enforce = true, .report_uri = sh::runtime{text}}}); }},
        {"PublicKeyPins::PublicKeyPins(options)", "https://a.example/pins",
         "Public-Key-Pins: pin-sha256=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=\"; "
         "pin-sha256=\"E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=\"; max-age=5184000; report-uri=\"{}\"\r\n",
         oracle::https_url,
         [](Text text) {
             return none().set(sh::PublicKeyPins{{.pins = {"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=",
                                                           "E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g="},
                                                  .report_uri = sh::runtime{text}}});
         }},
        {"PublicKeyPins::PublicKeyPins(options)", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
         "Public-Key-Pins: pin-sha256=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=\"; "
         "pin-sha256=\"{}\"; max-age=5184000\r\n",
         [](Text text) {
             return text.size() == 44 && oracle::some(text.substr(0, 43), oracle::alpha + oracle::digit + "+/") &&
                    text[43] == '=';
         },
         [](Text text) {
             return none().set(
                 sh::PublicKeyPins{{.pins = {"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=", sh::runtime{text}}}});
         }},
    };
    doors.insert(doors.end(), more.begin(), more.end());
}

inline bool one_of(Text text, std::initializer_list<Text> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

inline void add_policy_doors(std::vector<Door>& doors) {
    using F = sh::Feature;
    const auto feature = [](Text text) {
        for (const Text known : sh::detail::feature_names)
            if (known == text) return true;
        return false;
    };
    const std::vector<Door> more{
        {"Allow::Allow(runtime)", "https://*.example.com:8443", "Permissions-Policy: usb=(\"{}\")\r\n",
         oracle::origin_pattern,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.allow(F::usb, {sh::runtime{text}})); }},
        {"Allow::Allow(runtime)", "https:", "Permissions-Policy: usb=(\"{}\")\r\n", oracle::origin_pattern,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.allow(F::usb, {sh::runtime{text}})); }},
        {"PermissionsPolicy::allow(Feature, Items<Allow>)", "https://a.example",
         "Permissions-Policy: usb=(self \"{}\")\r\n", oracle::origin_pattern,
         [](Text text) {
             return none().set(sh::PermissionsPolicy{}.allow(F::usb, {sh::Allow::self, sh::runtime{text}}));
         }},
        {"PermissionsPolicy::allow(Feature, Items<Allow>)", "camera", "Permissions-Policy: {}=*\r\n", feature,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.allow(sh::runtime{text}, {sh::Allow::any})); }},
        {"PermissionsPolicy::replace(Feature, Items<Allow>)", "https://a.example",
         "Permissions-Policy: usb=(\"{}\")\r\n", oracle::origin_pattern,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.deny(F::usb).replace(F::usb, {sh::runtime{text}})); }},
        {"PermissionsPolicy::replace(Feature, Items<Allow>)", "camera", "Permissions-Policy: {}=*\r\n", feature,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.replace(sh::runtime{text}, {sh::Allow::any})); }},
        {"PermissionsPolicy::deny(Feature)", "usb", "Permissions-Policy: {}=()\r\n", feature,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.deny(sh::runtime{text})); }},
        {"PermissionsPolicy::deny(initializer_list<Feature>)", "usb", "Permissions-Policy: {}=()\r\n", feature,
         [](Text text) { return none().set(sh::PermissionsPolicy{}.deny({sh::runtime{text}})); }},
        {"PermissionsPolicy::remove(Feature)", "camera", "Permissions-Policy: usb=()\r\n", [](Text) { return true; },
         [](Text text) {
             auto policy = sh::PermissionsPolicy{}.deny(F::usb);
             if (text != "usb") policy.remove(sh::runtime{text});
             return none().set(policy);
         }},
        {"PermissionsPolicy::report_to(Feature, EndpointName)", "b",
         "Reporting-Endpoints: {}=\"/r\"\r\nPermissions-Policy: usb=();report-to=\"{}\"\r\n", oracle::sf_key,
         [](Text text) {
             return with_endpoint(text).set(sh::PermissionsPolicy{}.deny(F::usb).report_to(F::usb, sh::runtime{text}));
         }},
        {"PermissionsPolicy::report_to(Feature, EndpointName)", "usb",
         "Reporting-Endpoints: a=\"/r\"\r\nPermissions-Policy: {}=();report-to=\"a\"\r\n", feature,
         [](Text text) {
             return with_endpoint("a").set(
                 sh::PermissionsPolicy{}.deny(sh::runtime{text}).report_to(sh::runtime{text}, "a"));
         }},
        {"Feature::Feature(runtime)", "xr-spatial-tracking", "Permissions-Policy-Report-Only: {}=()\r\n", feature,
         [](Text text) {
             return none().set(sh::PermissionsPolicyReportOnly{sh::PermissionsPolicy{}.deny(F{sh::runtime{text}})});
         }},
        {"Feature::unlisted(runtime)", "new-thing", "Permissions-Policy: {}=(self)\r\n", oracle::sf_key,
         [](Text text) {
             return none().set(sh::PermissionsPolicy{}.allow(F::unlisted(sh::runtime{text}), {sh::Allow::self}));
         }},
        {"FeaturePolicy::FeaturePolicy(initializer_list<Feature>)", "usb", "Feature-Policy: {} 'none'\r\n", feature,
         [](Text text) { return none().set(sh::FeaturePolicy{sh::runtime{text}}); }},
        {"FeaturePolicy::allow(Feature, initializer_list<FeaturePolicyMember>)", "https://a.example",
         "Feature-Policy: usb 'self' {}\r\n", oracle::origin,
         [](Text text) {
             return none().set(sh::FeaturePolicy{}.allow(F::usb, {sh::FeaturePolicy::self, sh::runtime{text}}));
         }},
        {"Origin::Origin(runtime)", "https://a.example:8443", "Timing-Allow-Origin: {}\r\n", oracle::origin,
         [](Text text) { return none().set(sh::TimingAllowOrigin{sh::Origin{sh::runtime{text}}}); }},
        {"Origin::Origin(runtime)", "http://[::1]:9764", "Timing-Allow-Origin: null, {}\r\n", oracle::origin,
         [](Text text) {
             return none().set(sh::TimingAllowOrigin{sh::Origin::null, sh::runtime{text}});
         }},
        {"CrossOriginEmbedderPolicy::CrossOriginEmbedderPolicy(runtime)", "unsafe-none",
         "Cross-Origin-Embedder-Policy: {}\r\n",
         [](Text text) {
             return one_of(text, {"unsafe-none", "require-corp", "credentialless"});
         },
         [](Text text) { return none().set(sh::CrossOriginEmbedderPolicy{sh::runtime{text}}); }},
        {"CrossOriginOpenerPolicy::CrossOriginOpenerPolicy(runtime)", "unsafe-none", "Cross-Origin-Opener-Policy: {}\r\n",
         [](Text text) {
             return one_of(text, {"unsafe-none", "same-origin-allow-popups", "same-origin", "noopener-allow-popups"});
         },
         [](Text text) { return none().set(sh::CrossOriginOpenerPolicy{sh::runtime{text}}); }},
        {"CrossOriginResourcePolicy::CrossOriginResourcePolicy(runtime)", "same-origin",
         "Cross-Origin-Resource-Policy: {}\r\n",
         [](Text text) {
             return one_of(text, {"same-origin", "same-site", "cross-origin"});
         },
         [](Text text) { return none().set(sh::CrossOriginResourcePolicy{sh::runtime{text}}); }},
        {"ReferrerPolicy::ReferrerPolicy(runtime)", "no-referrer", "Referrer-Policy: {}\r\n",
         [](Text text) {
             return one_of(text, {"no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
                                  "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url"});
         },
         [](Text text) { return none().set(sh::ReferrerPolicy{sh::runtime{text}}); }},
        {"XDNSPrefetchControl::XDNSPrefetchControl(runtime)", "off", "X-DNS-Prefetch-Control: {}\r\n",
         [](Text text) {
             return one_of(text, {"off", "on"});
         },
         [](Text text) { return none().set(sh::XDNSPrefetchControl{sh::runtime{text}}); }},
        {"XFrameOptions::XFrameOptions(runtime)", "DENY", "X-Frame-Options: {}\r\n",
         [](Text text) {
             return one_of(text, {"DENY", "SAMEORIGIN"});
         },
         [](Text text) { return none().set(sh::XFrameOptions{sh::runtime{text}}); }},
        {"XPermittedCrossDomainPolicies::XPermittedCrossDomainPolicies(runtime)", "none",
         "X-Permitted-Cross-Domain-Policies: {}\r\n",
         [](Text text) {
             return one_of(text,
                           {"none", "none-this-response", "master-only", "by-content-type", "by-ftp-filename", "all"});
         },
         [](Text text) { return none().set(sh::XPermittedCrossDomainPolicies{sh::runtime{text}}); }},
        {"ReferrerPolicy::fallbacks(Items<ReferrerPolicy>)", "origin", "Referrer-Policy: no-referrer, {}\r\n",
         [](Text text) {
             return one_of(text, {"origin", "unsafe-url"});
         },
         [](Text text) {
             const sh::ReferrerPolicy last{sh::runtime{text == "origin" || text == "unsafe-url" ? text : "none"}};
             return none().set(sh::ReferrerPolicy::fallbacks({sh::ReferrerPolicy::no_referrer, last}));
         }},
        {"ReportingEndpoints::ReportingEndpoints(Items<Endpoint>)", "b", "Reporting-Endpoints: {}=\"/r\"\r\n",
         oracle::sf_key,
         [](Text text) {
             return none().set(
                 sh::ReportingEndpoints{std::vector<sh::ReportingEndpoints::Endpoint>{{sh::runtime{text}, "/r"}}});
         }},
        {"TimingAllowOrigin::TimingAllowOrigin(Items<Origin>)", "http://b.example", "Timing-Allow-Origin: {}\r\n",
         oracle::origin,
         [](Text text) { return none().set(sh::TimingAllowOrigin{std::vector<sh::Origin>{sh::runtime{text}}}); }},
        {"TimingAllowOrigin::TimingAllowOrigin(initializer_list<Origin>)", "http://b.example",
         "Timing-Allow-Origin: https://a.example, {}\r\n",
         [](Text text) { return oracle::origin(text) && text != "https://a.example"; },
         [](Text text) {
             return none().set(sh::TimingAllowOrigin{"https://a.example", sh::runtime{text}});
         }},
        {"CacheControl::CacheControl(options)", "Set-Cookie", "Cache-Control: no-cache, private=\"{}\"\r\n", oracle::token,
         [](Text text) {
             return none().set(sh::CacheControl{{.no_cache = true, .private_fields = {sh::runtime{text}}}});
         }},
        {"FieldNames::FieldNames(initializer_list<HeaderName>)", "X-B", "Cache-Control: no-cache=\"X-A, {}\"\r\n",
         [](Text text) { return oracle::token(text) && oracle::lowered(text) != "x-a"; },
         [](Text text) {
             return none().set(sh::CacheControl{{.no_cache_fields = {"X-A", sh::runtime{text}}}});
         }},
        {"FieldNames::checked(string_view)", "A, B", "Cache-Control: private=\"A, {}\"\r\n",
         [](Text text) { return oracle::only(text, oracle::alpha + oracle::digit + "!#$%&'*+-.^_`|~, "); },
         [](Text text) {
             return none().set(sh::CacheControl{{.private_fields = sh::FieldNames::checked("A, " + std::string{text})}});
         }},
        {"ConfigurationPoint::ConfigurationPoint(runtime)", "unsized-media", "Document-Policy: {}\r\n", oracle::sf_key,
         [](Text text) { return none().set(sh::DocumentPolicy{}.set(sh::ConfigurationPoint{sh::runtime{text}}, true)); }},
        {"ConfigurationValue::ConfigurationValue(runtime)", "token/1", "Document-Policy: a={}\r\n", oracle::sf_token,
         [](Text text) { return none().set(sh::DocumentPolicy{}.set("a", sh::runtime{text})); }},
        {"DocumentPolicy::set(ConfigurationPoint, ConfigurationValue)", "token/1", "Document-Policy: a={}\r\n",
         oracle::sf_token,
         [](Text text) { return none().set(sh::DocumentPolicy{}.set("a", sh::ConfigurationValue{sh::runtime{text}})); }},
        {"DocumentPolicy::remove(ConfigurationPoint)", "b", "Document-Policy: a=?0\r\n", anything,
         [](Text text) {
             auto policy = sh::DocumentPolicy{}.set("a", false);
             if (text != "a") policy.remove(sh::runtime{text});
             return none().set(policy);
         }},
        {"DocumentPolicy::report_to(ConfigurationPoint, EndpointName)", "b",
         "Reporting-Endpoints: {}=\"/r\"\r\nDocument-Policy: a=1.5;report-to=\"{}\"\r\n", oracle::sf_key,
         [](Text text) {
             return with_endpoint(text).set(sh::DocumentPolicy{}.set("a", 1.5).report_to("a", sh::runtime{text}));
         }},
        {"Server::Server(ServerProduct)", "nginx", "Server: {}\r\n", oracle::token,
         [](Text text) { return none().set_default(sh::Server{sh::ServerProduct{sh::runtime{text}}}); }},
        {"ServerProduct::ServerProduct(runtime)", "nginx", "Server: {}\r\n", oracle::token,
         [](Text text) { return none().set(sh::Server{sh::runtime{text}}); }},
        {"XRobotsTag::Bot::Bot(runtime)", "googlebot", "X-Robots-Tag: {}: noindex\r\n", oracle::token,
         [](Text text) { return none().set(sh::XRobotsTag{{.bot = sh::runtime{text}, .noindex = true}}); }},
        {"XRobotsTag::XRobotsTag(options)", "bingbot", "X-Robots-Tag: {}: none, max-snippet:-1\r\n", oracle::token,
         [](Text text) {
             return none().set(sh::XRobotsTag{{.bot = sh::runtime{text}, .none = true, .max_snippet = -1}});
         }},
    };
    doors.insert(doors.end(), more.begin(), more.end());
}

inline bool header_name(Text text) { return oracle::token(text) && oracle::lowered(text) != "set-cookie"; }

inline void add_set_doors(std::vector<Door>& doors) {
    using W = sh::FieldWriter;
    const std::vector<Door> more{
        {"HeaderName::HeaderName(runtime)", "X-Name", "{}: v\r\n", header_name,
         [](Text text) { return none().set(named(text)); }},
        {"HeaderName::HeaderName(Text)", "X-Name", "{}: v\r\n", header_name,
         [](Text text) { return none().set(sh::CustomHeader::verbatim(sh::HeaderName{sh::detail::Text{text}}, "v")); }},
        {"HeaderValue::HeaderValue(runtime)", "a value; with, \"all\" (of) {it}", "X: {}\r\n", oracle::field_value,
         [](Text text) {
             return none().set(sh::CustomHeader{"X", sh::HeaderValue{sh::runtime{text}}});
         }},
        {"CustomHeaderName::CustomHeaderName(runtime)", "X-Name", "{}: v\r\n", header_name,
         [](Text text) {
             return none().set(sh::CustomHeader{sh::CustomHeaderName{sh::runtime{text}}, "v"});
         }},
        {"CustomHeader::verbatim(HeaderName, HeaderValue)", "a, b", "X: {}\r\n", oracle::field_value,
         [](Text text) { return none().set(sh::CustomHeader::verbatim("X", sh::runtime{text})); }},
        {"CustomHeader::CustomHeader(CustomHeaderName, HeaderValue)", "v", "X: {}\r\n", oracle::field_value,
         [](Text text) {
             return none().set_default(sh::CustomHeader{"X", sh::runtime{text}});
         }},
        {"SecureHeaders::set(Policy)", "v 1", "Own: {}\r\n", oracle::field_value,
         [](Text text) { return none().set(OwnPolicy{.value = text}); }},
        {"SecureHeaders::set(Policy)", "X-Own", "{}: v\r\n", header_name,
         [](Text text) { return none().set(OwnPolicy{.name = text}); }},
        {"SecureHeaders::set_default(Policy)", "v 1", "Own: {}\r\n", oracle::field_value,
         [](Text text) { return none().set_default(OwnPolicy{.value = text}); }},
        {"SecureHeaders::set_default(Policy)", "X-Own", "{}: v\r\n", header_name,
         [](Text text) { return none().set_default(OwnPolicy{.name = text}); }},
        {"SecureHeaders::add(Policy)", "v 1", "Own: {}\r\n", oracle::field_value,
         [](Text text) { return none().add(OwnPolicy{.value = text}); }},
        {"SecureHeaders::add(Policy)", "X-Own", "{}: v\r\n", header_name,
         [](Text text) { return none().add(OwnPolicy{.name = text}); }},
        {"SecureHeaders::https_only(HeaderName)", "X-Name", "{}: v\r\n", header_name,
         [](Text text) { return none().set(named(text)).https_only(sh::runtime{text}); }},
        {"SecureHeaders::omit(HeaderName)", "X-Name", "Kept: 1\r\n", anything,
         [](Text text) {
             return oracle::lowered(text) == "kept" ? kept() : kept().set(named(text)).omit(sh::runtime{text});
         }},
        {"SecureHeaders::remove(HeaderName)", "X-Name", "Kept: 1\r\n", anything,
         [](Text text) {
             if (oracle::lowered(text) == "kept") return kept();
             auto set = kept().remove(sh::runtime{text});
             if (set.size() != 2 || set[1] != sh::HeaderField{.name = text, .mode = sh::Mode::remove}) return none();
             return set;
         }},
        {"SecureHeaders::find(string_view)", "X-Name", "Kept: 1\r\n", anything,
         [](Text text) { return kept().find(text).has_value() == (oracle::lowered(text) == "kept") ? kept() : none(); }},
        {"HeaderView::find(string_view)", "X-Name", "Kept: 1\r\n", anything,
         [](Text text) {
             const sh::FrozenHeaders frozen{kept()};
             return frozen.view().find(text).has_value() == (oracle::lowered(text) == "kept") ? kept() : none();
         }},
        {"FrozenForm::find(string_view)", "X-Name", "Kept: 1\r\n", anything,
         [](Text text) {
             const sh::FrozenHeaders frozen{kept()};
             return frozen.find(text).has_value() == (oracle::lowered(text) == "kept") ? kept() : none();
         }},
        {"FieldWriter::append(string_view)", "a b", "Own: {}\r\n", oracle::field_value,
         [](Text text) { return none().set(OwnPolicy{.value = text}); }},
        {"FieldWriter::append_https_only(string_view)", "b", "Own: v{}\r\n",
         [](Text text) { return oracle::field_value("v" + std::string{text}); },
         [](Text text) { return none().set(OwnPolicy{.https_only = text}); }},
        {"FieldWriter::declares_endpoint(string_view)", "a", "Own: v\r\n", anything,
         [](Text text) { return none().set(OwnPolicy{.note = &W::declares_endpoint, .noted = text}); }},
        {"FieldWriter::declares_group(string_view)", "a", "Own: v\r\n", anything,
         [](Text text) { return none().set(OwnPolicy{.note = &W::declares_group, .noted = text}); }},
        {"FieldWriter::uses_endpoint(string_view)", "a", "A: v\r\nOwn: v\r\n", anything,
         [](Text text) {
             return none()
                 .set(OwnPolicy{.name = "A", .note = &W::declares_endpoint, .noted = text})
                 .set(OwnPolicy{.note = &W::uses_endpoint, .noted = text});
         }},
        {"FieldWriter::uses_group(string_view)", "a", "A: v\r\nOwn: v\r\n", anything,
         [](Text text) {
             return none()
                 .set(OwnPolicy{.name = "A", .note = &W::declares_group, .noted = text})
                 .set(OwnPolicy{.note = &W::uses_group, .noted = text});
         }},
    };
    doors.insert(doors.end(), more.begin(), more.end());
}

using Sent = void(Text, Response&, std::string&);

inline Door cookie_door(std::string function, std::string sample, std::string expected, bool (*grammar)(Text),
                        std::function<Sent> deliver) {
    return {std::move(function), std::move(sample), "Set-Cookie: " + std::move(expected) + "\r\n", grammar, {},
            std::move(deliver)};
}

inline void send_line(Response& response, std::string& buffer, const std::string& set_cookie) {
    response.headers.emplace_back("Set-Cookie", set_cookie);
    buffer.append("Set-Cookie: ").append(set_cookie).append("\r\n");
}
inline std::string into_room(std::size_t size, const std::function<char*(char*)>& write) {
    std::string text(size, '?');
    text.resize(static_cast<std::size_t>(write(text.data()) - text.data()));
    return text;
}

inline void add_cookie_doors(std::vector<Door>& doors) {
    using Cookie = sh::SecureCookie;
    const std::string rest = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    const std::string gone = "; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax";
    const auto short_value = [](Text text) { return oracle::cookie_value(text) && text.size() <= 4095; };
    const auto short_name = [](Text text) { return oracle::cookie_name(text) && text.size() <= 4095; };
    const auto shorter_encoded = [](Text text) { return oracle::base64url(text).size() <= 4095; };
    const auto path = [](Text text) {
        return text.substr(0, 1) == "/" && oracle::field_value(text) && text.find(';') == Text::npos &&
               text.size() <= 1024;
    };
    const std::vector<Door> named{
        cookie_door("CookieName::CookieName(runtime)", "__Host-a", "{}=v" + rest, short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        sh::set_cookie(response, Cookie{}, sh::runtime{text}, "v");
                        sh::set_cookie(buffer, Cookie{}, sh::runtime{text}, "v");
                    }),
        cookie_door("set_cookie(Response, SecureCookie, CookieName, CookieValue, CookieTime)", "a", "{}=" + rest,
                    oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        sh::set_cookie(response, Cookie{}, sh::runtime{text}, "");
                        sh::set_cookie(buffer, Cookie{}, sh::runtime{text}, "");
                    }),
        cookie_door("SecureCookie::SecureCookie(CookieName)", "__Host-Http-a", "{}=v" + rest, short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{sh::runtime{text}}};
                        sh::set_cookie(response, cookie, "v");
                        sh::set_cookie(buffer, cookie, "v");
                    }),
        cookie_door("SecureCookie::SecureCookie(CookieName, options)", "__Secure-a",
                    "{}=v; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict", short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::runtime{text},
                                            {.max_age = std::chrono::minutes{1}, .same_site = sh::SameSite::strict}};
                        sh::set_cookie(response, cookie, "v");
                        sh::set_cookie(buffer, cookie, "v");
                    }),
        cookie_door("delete_cookie(Response, SecureCookie)", "a", "{}=" + gone, oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{sh::runtime{text}}};
                        sh::delete_cookie(response, cookie);
                        sh::delete_cookie(buffer, cookie);
                    }),
        cookie_door("delete_cookie(Response, SecureCookie, CookieName)", "a", "{}=" + gone, oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        sh::delete_cookie(response, Cookie{}, sh::runtime{text});
                        sh::delete_cookie(buffer, Cookie{}, sh::runtime{text});
                    }),
        cookie_door("SecureCookie::deletion(CookieName)", "a", "{}=" + gone, oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer, Cookie{}.deletion(sh::runtime{text}));
                    }),
        cookie_door("SecureCookie::deletion_line(CookieName)", "a", "{}=" + gone, oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie;
                        send_line(response, buffer, cookie.deletion_line(sh::runtime{text}).text());
                    }),
        cookie_door("SecureCookie::header(CookieName, CookieValue, CookieTime)", "a", "{}=v" + rest, short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer, Cookie{}.header(sh::runtime{text}, "v"));
                    }),
        cookie_door("SecureCookie::line(CookieName, CookieValue, CookieTime)", "a", "{}=v" + rest, short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie;
                        send_line(response, buffer, cookie.line(sh::runtime{text}, "v", {}).text());
                    }),
        cookie_door("SecureCookie::undated_line(CookieName, CookieValue)", "a", "{}=v" + rest, short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie;
                        send_line(response, buffer, cookie.undated_line(sh::runtime{text}, "v").text());
                    }),
        cookie_door("SecureCookie::write_header(char*, CookieName, CookieValue, CookieTime)", "a", "{}=v" + rest,
                    short_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const sh::CookieName name{sh::runtime{text}};
                        send_line(response, buffer, into_room(Cookie{}.header_size(name, "v"), [&](char* out) {
                                      return Cookie{}.write_header(out, name, "v");
                                  }));
                    }),
        cookie_door("SecureCookie::header_size(CookieName, CookieValue)", "a", "{}=" + rest, oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const std::string line = Cookie{}.header(sh::runtime{text}, "");
                        if (Cookie{}.header_size(sh::runtime{text}, "") == line.size())
                            send_line(response, buffer, line);
                    }),
    };
    doors.insert(doors.end(), named.begin(), named.end());
    const std::vector<Door> valued{
        cookie_door("CookieValue::CookieValue(runtime)", "\"v\"", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        sh::set_cookie(response, Cookie{sh::CookieName{"a"}}, sh::runtime{text});
                        sh::set_cookie(buffer, Cookie{sh::CookieName{"a"}}, sh::runtime{text});
                    }),
        cookie_door("set_cookie(Response, SecureCookie, CookieValue, CookieTime)", "", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        sh::set_cookie(response, Cookie{sh::CookieName{"a"}}, text);
                        sh::set_cookie(buffer, Cookie{sh::CookieName{"a"}}, text);
                    }),
        cookie_door("CookieValue::CookieValue(Text)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer, Cookie{sh::CookieName{"a"}}.header(std::string{text}));
                    }),
        cookie_door(
            "CookieValue::CookieValue(string_view, Encoding)", "v", "a={percent}" + rest,
            [](Text text) { return oracle::percent(text).size() <= 4095; },
            [](Text text, Response& response, std::string& buffer) {
                const sh::CookieValue value{text, sh::CookieValue::Encoding::percent};
                sh::set_cookie(response, Cookie{sh::CookieName{"a"}}, value);
                sh::set_cookie(buffer, Cookie{sh::CookieName{"a"}}, value);
            }),
        cookie_door(
            "percent_encoded(string_view)", "v", "a={percent}" + rest,
            [](Text text) { return oracle::percent(text).size() <= 4095; },
            [](Text text, Response& response, std::string& buffer) {
                send_line(response, buffer, Cookie{}.header("a", sh::percent_encoded(text)));
            }),
        cookie_door("base64url(string_view)", "v", "a={base64url}" + rest, shorter_encoded,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer, Cookie{}.header("a", sh::base64url(text)));
                    }),
        cookie_door("SecureCookie::header(CookieValue, CookieTime)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer, Cookie{sh::CookieName{"a"}}.header(text));
                    }),
        cookie_door("SecureCookie::line(CookieValue, CookieTime)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{"a"}};
                        send_line(response, buffer, cookie.line(text, {}).text());
                    }),
        cookie_door("SecureCookie::undated_line(CookieValue)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{"a"}};
                        send_line(response, buffer, cookie.undated_line(text).text());
                    }),
        cookie_door("SecureCookie::write_header(char*, CookieValue, CookieTime)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{"a"}};
                        send_line(response, buffer, into_room(cookie.header_size(text), [&](char* out) {
                                      return cookie.write_header(out, text);
                                  }));
                    }),
        cookie_door("SecureCookie::header_size(CookieValue)", "v", "a={}" + rest, short_value,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{sh::CookieName{"a"}};
                        const std::string line = cookie.header(text);
                        if (cookie.header_size(text) == line.size()) send_line(response, buffer, line);
                    }),
    };
    doors.insert(doors.end(), valued.begin(), valued.end());
    const std::vector<Door> attributes{
        cookie_door("CookiePath::CookiePath(runtime)", "/a/b, c", "a=v; Path={}; Secure; HttpOnly; SameSite=Lax", path,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{"a", {.path = sh::runtime{text}}};
                        sh::set_cookie(response, cookie, "v");
                        sh::set_cookie(buffer, cookie, "v");
                    }),
        cookie_door("CookieDomain::CookieDomain(runtime)", "example.com",
                    "a=v; Path=/; Domain={}; Secure; HttpOnly; SameSite=Lax", oracle::domain,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{"a", {.domain = sh::runtime{text}}};
                        sh::set_cookie(response, cookie, "v");
                        sh::set_cookie(buffer, cookie, "v");
                    }),
        cookie_door("SecureCookie::SecureCookie(options)", "a.example",
                    "a=v; Path=/; Domain={}; Secure; HttpOnly; SameSite=Lax", oracle::domain,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{{.domain = sh::runtime{text}}};
                        sh::set_cookie(response, cookie, "a", "v");
                        sh::set_cookie(buffer, cookie, "a", "v");
                    }),
        cookie_door("CookieDomain::CookieDomain(runtime, IsPublicSuffix)", "a.example",
                    "a=v; Path=/; Domain={}; Secure; HttpOnly; SameSite=Lax", oracle::domain,
                    [](Text text, Response& response, std::string& buffer) {
                        const Cookie cookie{
                            {.domain = {sh::runtime{text}, [](Text domain) { return domain == "co.uk"; }}}};
                        sh::set_cookie(response, cookie, "a", "v");
                        sh::set_cookie(buffer, cookie, "a", "v");
                    }),
        cookie_door(
            "CookieExtension::CookieExtension(runtime)", "Priority=High", "a=v" + rest + "; {}",
            [](Text text) { return oracle::field_value(text) && text.find(';') == Text::npos; },
            [](Text text, Response& response, std::string& buffer) {
                const Cookie cookie = Cookie{sh::CookieName{"a"}}.with_extension(sh::runtime{text});
                sh::set_cookie(response, cookie, "v");
                sh::set_cookie(buffer, cookie, "v");
            }),
        cookie_door(
            "SecureCookie::with_extension(CookieExtension)", "x", "a=v" + rest + "; Priority=High; {}",
            [](Text text) { return oracle::field_value(text) && text.find(';') == Text::npos; },
            [](Text text, Response& response, std::string& buffer) {
                send_line(response, buffer,
                          Cookie{sh::CookieName{"a"}}
                              .with_extension("Priority=High")
                              .with_extension(sh::runtime{text})
                              .header("v"));
            }),
        cookie_door("harden(string_view, SecureCookie, CookieTime)", "v; Secure", "hardened", anything,
                    [](Text text, Response& response, std::string& buffer) {
                        const auto cookie = oracle::cookie(sh::harden("a=" + std::string{text}, Cookie{}));
                        const bool good = cookie && cookie->name == "a" && cookie->has("secure") &&
                                          cookie->has("httponly") && cookie->has("path") && cookie->has("samesite");
                        send_line(response, buffer, good ? "hardened" : "not as it should be");
                    }),
        cookie_door("CookieRules::with(CookieName, SecureCookie)", "a", "found", oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const auto rules =
                            sh::CookieRules{}.with(sh::runtime{text}, Cookie{{.same_site = sh::SameSite::strict}});
                        const Cookie* const rule = rules.find(text);
                        send_line(response, buffer,
                                  rule != nullptr && rule->attributes().ends_with("Strict") ? "found" : "lost");
                    }),
        cookie_door("CookieRules::with_prefix(CookieName, SecureCookie)", "a", "found", oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        const auto rules = sh::CookieRules{}.with_prefix(sh::runtime{text},
                                                                         Cookie{{.same_site = sh::SameSite::strict}});
                        const Cookie* const rule = rules.find(std::string{text} + "_1");
                        send_line(response, buffer,
                                  rule != nullptr && rule->attributes().ends_with("Strict") ? "found" : "lost");
                    }),
        cookie_door("CookieRules::leave(CookieName)", "a", "found", oracle::cookie_name,
                    [](Text text, Response& response, std::string& buffer) {
                        send_line(response, buffer,
                                  sh::CookieRules{}.leave(sh::runtime{text}).find(text) == nullptr ? "found" : "lost");
                    }),
        cookie_door("CookieRules::find(string_view)", "b", "found", anything,
                    [](Text text, Response& response, std::string& buffer) {
                        const bool left = sh::CookieRules{}.leave("a").find(text) == nullptr;
                        send_line(response, buffer, left == (text == "a") ? "found" : "lost");
                    }),
    };
    doors.insert(doors.end(), attributes.begin(), attributes.end());
}

inline const std::vector<Door>& all() {
    static const std::vector<Door> doors = [] {
        std::vector<Door> made;
        add_csp_doors(made);
        add_reporting_doors(made);
        add_policy_doors(made);
        add_set_doors(made);
        add_cookie_doors(made);
        return made;
    }();
    return doors;
}

/// Functions that take text and are no door, and why.
inline const std::vector<std::pair<std::string, std::string>>& no_doors() {
    static const std::vector<std::pair<std::string, std::string>> functions{
        {"FeaturePolicy::FeaturePolicy(List<FeatureDirective>)", "takes what the parser has checked"},
        {"EndpointName::is_valid(string_view)", "only says whether the constructor takes the text"},
        {"EndpointUrl::is_valid(string_view)", "only says whether the constructor takes the text"},
        {"csp::ReportUri::is_valid(string_view)", "only says whether the constructor takes the text"},
        {"csp::TrustedTypesPolicy::is_valid(string_view)", "only says whether the constructor takes the text"},
        {"ReportToUrl::is_valid(string_view)", "only says whether the constructor takes the text"},
        {"csp::intersect(ParsedPolicy, ParsedPolicy, string_view)", "has tests/fuzz/readers.cpp"},
        {"csp::merge(ParsedPolicy, ParsedPolicy)", "has tests/fuzz/readers.cpp"},
        {"HeaderValue::checked(string_view)", "is what CustomHeader asks; the text is the name for the message"},
        {"same_name(string_view, string_view)", "only compares the texts"},
        {"base64url(Bytes)", "takes no text, and has base64url(string_view)"},
        {"Nonce::generate(Fill)", "is given what fills the bytes, for tests"},
        {"for_each_field(HeaderView, Delivery, Visit)", "is given what visits the fields"},
        {"CrowMiddleware::CrowMiddleware(Headers, function<bool( crow::request)>, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"OatppInterceptor::OatppInterceptor(Headers, Https, optional<CookieRules>)", "takes a set, which has doors"},
        {"headers_factory(Poco::Net::HTTPRequestHandlerFactory::Ptr, Headers, Https, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"headers_handler(Headers, Https, optional<CookieRules>)", "takes a set, which has doors"},
        {"headers_handler(shared_ptr<Pistache::Http::Handler>, Headers, Https)", "takes a set, which has doors"},
        {"set_headers_on_every_response(Handler, Headers, Https, optional<CookieRules>)", "takes a set, which has doors"},
        {"set_headers_on_every_response(QHttpServer, Headers, Https, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"set_headers_on_every_response(crow::Crow<Middlewares...>, Headers, Https, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"set_headers_on_every_response(drogon::HttpAppFramework, Headers, Https, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"set_headers_on_every_response(httplib::Server, Headers, Https, optional<CookieRules>)",
         "takes a set, which has doors"},
        {"ServerProduct::has_version(string_view)", "reads a name, for yes or no"},
        {"CookieRules::CookieRules(SecureCookie)", "takes a cookie, which has doors, and refuses one with a name"},
        {"harden_cookies(Response, CookieRules, Unmendable, CookieTime)", "does to each cookie what harden does"},
        {"set_headers(Response, BakedHeaders<Make>, Delivery)", "takes a response; what is delivered has doors"},
        {"set_headers(Response, HeaderView, Delivery)", "takes a response; what is delivered has doors"},
        {"set_headers(Response, FrozenForm<Form>, Delivery)", "takes a response; what is delivered has doors"},
        {"set_headers(Response, SecureHeaders, Delivery)", "takes a response; what is delivered has doors"},
        {"csp::sha256(Code)", "writes the digest, never the text"},
        {"csp::sha384(Code)", "writes the digest, never the text"},
        {"csp::sha512(Code)", "writes the digest, never the text"},
    };
    return functions;
}

/// The header lines that a door must send for a text that it lets through.
inline std::string expected_block(const Door& door, Text text) {
    std::string block;
    Text rest = door.expected;
    for (std::size_t at = rest.find("{}"); at != Text::npos; at = rest.find("{}")) {
        block.append(rest.substr(0, at)).append(text);
        rest.remove_prefix(at + 2);
    }
    block.append(rest);
    for (const auto& [mark, encode] :
         {std::pair{Text{"{base64url}"}, &oracle::base64url}, std::pair{Text{"{percent}"}, &oracle::percent}})
        if (const std::size_t at = door.expected.find(mark); at != std::string::npos)
            block.replace(at, mark.size(), encode(text));
    return block;
}

/// How many parts an independent reading finds in each field: one text more or less must not change it.
inline std::string shape(const std::vector<oracle::Field>& fields) {
    std::string all;
    for (const auto& [name, value] : fields) {
        if (name.substr(0, 23) == "Content-Security-Policy")
            for (const auto& [directive, words] : oracle::csp(value))
                all += sh::csp::detail::find_directive(directive) ? directive + std::to_string(words.size()) + ';'
                                                                  : "one whose name and words are text;";
        for (const char* const dictionary : {"Permissions-Policy", "Permissions-Policy-Report-Only", "Reporting-Endpoints",
                                             "Document-Policy", "Integrity-Policy", "Cross-Origin-Opener-Policy"}) {
            if (name != dictionary) continue;
            const auto members = oracle::Dictionary::read(value);
            if (!members) return "no dictionary: " + value;
            for (const auto& member : *members) {
                all += member.is_list ? "(" : "=";
                for (const auto& item : member.values) all += item.kind;
                for (const auto& [key, item] : member.parameters) all += ";" + key + item.kind;
            }
        }
        if (name == "NEL" || name == "Report-To") {
            bool inside = false;  // what stands in quotes has neither quotes nor backslashes
            for (const char c : value) {
                if (c == '\\') return "a backslash: " + value;
                if (c == '"') inside = !inside;
                if (!inside) all += c;
            }
        }
        if (name == "Set-Cookie") {
            const auto cookie = oracle::cookie(value);
            all += cookie ? std::to_string(cookie->attributes.size()) : "dropped";
        }
        all += '\n';
    }
    return all;
}

/// What came of one text at one door.
enum class Outcome { refused, sent, wrong };

/// Composes, freezes and delivers; says what is wrong in `why`.
inline Outcome pass(const Door& door, Text text, std::string& why) {
    Response response{{{"Existing", "1"}}};
    const auto before = response.headers;
    std::string buffer = "HTTP/1.1 200 OK\r\n";
    const std::string status = buffer;
    try {
        if (door.deliver) {
            door.deliver(text, response, buffer);
        } else {
            const sh::FrozenHeaders frozen{door.compose(text)};
            sh::set_headers(response, frozen, {.https = true});
            sh::set_headers(buffer, frozen, {.https = true});
        }
    } catch (const sh::InvalidHeader& refusal) {
        why = refusal.what();
        if (response.headers != before || buffer != status)
            return why = "refused, and the response is changed", Outcome::wrong;
        if (!oracle::some(why,
                          " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"))
            return why = "the refusal is no printable text", Outcome::wrong;
        return Outcome::refused;
    }
    const std::string expected = expected_block(door, text);
    if (buffer != status + expected) return why = "sent: " + buffer, Outcome::wrong;
    if (!door.grammar(text)) return why = "let through what the grammar does not", Outcome::wrong;
    const auto fields = oracle::block(expected);
    if (!fields) return why = "the lines are no header block: " + expected, Outcome::wrong;
    const auto sample = *oracle::block(expected_block(door, door.sample));
    bool same_names = fields->size() == sample.size();  // not where the text is a name
    for (std::size_t i = 0; same_names && i < sample.size(); ++i) same_names = sample[i].name == (*fields)[i].name;
    if (same_names && shape(*fields) != shape(sample))
        return why = "the text changes what stands around it: " + expected, Outcome::wrong;
    auto wanted = before;
    for (const auto& [name, value] : *fields) wanted.emplace_back(name, value);
    if (response.headers != wanted) return why = "the response got something else", Outcome::wrong;
    return Outcome::sent;
}

}  // namespace doors
