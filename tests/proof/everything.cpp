// SPDX-License-Identifier: MIT
// Prints what the library writes: every compiler, level and architecture must print the same. Made without exceptions
// it ends the program where it would throw, so nothing here does.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/secure_headers.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::csp::Directive;

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void line(std::string_view text) {
    print(text);
    std::puts("");
}

sh::Nonce nonce() {
    return sh::Nonce::generate([](unsigned char* bytes, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(i * 37 + 1);
        return true;
    });
}

struct Response {
    std::vector<std::pair<std::string, std::string>> headers{{"X-Powered-By", "x"},
                                                             {"Server", "y"},
                                                             {"X-Frame-Options", "z"}};
};

template <class Headers>
void set(const char* name, const Headers& headers) {
    line(name);
    for (const bool https : {true, false}) {
        const sh::Delivery delivery{.https = https, .nonce = nonce()};
        std::string block;
        sh::set_headers(block, headers, delivery);
        print(block);
        Response response;
        sh::set_headers(response, headers, delivery);
        for (const auto& [field, value] : response.headers) line(field + ": " + value);
    }
}

void report(const sh::HeaderView& headers) {
    const sh::Report report = sh::audit(headers);
    line(std::to_string(report.score()));
    line(report.grade());
    for (const auto& finding : report.findings()) {
        line(finding.id);
        line(finding.value);
    }
    line(std::to_string(sh::observatory(headers).score()));
}

constexpr auto baked = sh::bake([] {
    return sh::SecureHeaders{}
        .set(sh::ContentSecurityPolicy{}
                 .default_src({sh::csp::self})
                 .script_src({sh::csp::nonce, sh::csp::sha256("a"), sh::csp::sha384("b"), sh::csp::sha512("c")})
                 .img_src({"https://*.example.com:8443/a/b.js", "data:"})
                 .trusted_types({"a", sh::csp::TrustedTypesPolicy::allow_duplicates})
                 .upgrade_insecure_requests()
                 .report_to("csp"))
        .set(sh::ReportingEndpoints{{"csp", "https://reports.example.com/csp?a=b#c"}})
        .set_default(sh::XFrameOptions::same_origin)
        .add(sh::ContentSecurityPolicyReportOnly{}.report_uri({"/csp"}).block_all_mixed_content())
        .https_only("Origin-Agent-Cluster");
});

sh::SecureHeaders all_policies() {
    sh::SecureHeaders all = sh::SecureHeaders::empty();
    all.set(sh::StrictTransportSecurity{{.max_age = 366 * 24h, .preload = true}})
        .set(sh::CacheControl{
            {.private_fields = {"Set-Cookie"}, .max_age = 5s, .must_revalidate = true, .stale_if_error = 7s}})
        .set(sh::ClearSiteData{sh::ClearSiteData::cache, sh::ClearSiteData::prerender_cache})
        .set(sh::CrossOriginEmbedderPolicy::credentialless)
        .set(sh::CrossOriginOpenerPolicy::noopener_allow_popups)
        .set(sh::CrossOriginResourcePolicy::cross_origin)
        .set(sh::DocumentPolicy{}
                 .set("a", 1.0005)
                 .set("b", -2.5)
                 .set("c", 999999999999.999)
                 .set("d", 0.1)
                 .set("e", 123456789012345)
                 .set("f", "t/1"))
        .set(sh::Expires{std::chrono::sys_seconds{std::chrono::seconds{951782400}}})
        .set(sh::ExpectCT{{.max_age = 1h, .report_uri = "https://a.example"}})
        .set(sh::FeaturePolicy{sh::Feature::usb}.allow(sh::Feature::hid, {sh::FeaturePolicy::self, "https://a.example"}))
        .set(sh::IntegrityPolicy{sh::IntegrityPolicy::Destination::style}.inline_source())
        .set(sh::NEL{"a", {.success_fraction = 0.001, .failure_fraction = 0.3}})
        .set(sh::PermissionsPolicy{}
                 .deny(sh::Feature::usb)
                 .allow(sh::Feature::camera, {sh::Allow::self, "https://*.a.example"}))
        .set(sh::ReportTo{{.group = "a", .endpoints = {{.url = "https://a.example", .priority = 4294967295U}}}})
        .set(sh::ReferrerPolicy::fallbacks({sh::ReferrerPolicy::no_referrer, sh::ReferrerPolicy::strict_origin}))
        .set(sh::Server{"s"})
        .set(sh::TimingAllowOrigin{"https://a.example"})
        .set(sh::XRobotsTag{
            {.bot = "b", .noindex = true, .max_snippet = -1, .unavailable_after = std::chrono::sys_seconds{253402300799s}}})
        .set(sh::CustomHeader{"X-A", sh::runtime{"from outside"}});
    return all;
}

void cookies() {
    const sh::CookieTime now{std::chrono::sys_seconds{1700000000s}};
    const sh::SecureCookie cookie{"__Secure-a",
                                  {.max_age = 400 * 24h,
                                   .expires_in = 400 * 24h,
                                   .domain = "a.example",
                                   .path = "/p",
                                   .same_site = sh::SameSite::none,
                                   .partitioned = true}};
    line(cookie.header("v", now));
    line(cookie.with_extension("Priority=High").header(sh::base64url("any bytes \xff"), now));
    line(sh::SecureCookie{}.header("n", sh::percent_encoded("a b\r\n"), now));
    line(cookie.deletion());
    line(sh::harden("a=b; Domain=x.example; samesite=none", sh::SecureCookie{}, now));
}

void dates() {
    for (long long second = -11644473600; second < 253402300800; second += 86400LL * 3653 + 12345) {
        const auto date = sh::detail::http_date("Date", std::chrono::sys_seconds{std::chrono::seconds{second}});
        line({date.data(), date.size()});
    }
}

}  // namespace

int main() {
    set("baked", baked);
    set("all", all_policies());
    set("recommended", sh::presets::recommended);
    set("strict", sh::presets::strict);
    set("api", sh::presets::api);
    set("owasp", sh::presets::owasp_2026_07);
    set("log_out", sh::presets::log_out);
    set("helmet", sh::presets::helmet_8);
    set("secure_py", sh::presets::secure_py_0_2);
    cookies();
    dates();
    report(baked);
    report(sh::FrozenHeaders{all_policies()});
    report(sh::presets::strict);
    report(sh::presets::api);
    const auto evaluated = sh::csp_evaluator("script-src 'unsafe-inline' http: *; report-uri a");
    for (const auto& finding : evaluated.findings()) line(finding.directive);
    return 0;
}
