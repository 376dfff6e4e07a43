// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

template <class Policy>
void takes_words(const std::vector<std::string>& words, const std::string& rule) {
    for (const std::string& word : words) {
        CHECK(written(Policy{sh::runtime{std::string{word}}}) == word);
        for (const std::string& other : {"x" + word, word + " ", word.substr(1), word + "\r\nX: y"})
            CHECK_THROWS_WITH(Policy{sh::runtime{other}}, std::string{Policy::name} + ": takes " + rule + " only");
    }
    CHECK_THROWS_AS(Policy{sh::runtime{""}}, sh::InvalidHeader);
}

}  // namespace

TEST_CASE("Policies of one word take it from outside, to the letter") {
    takes_words<sh::XFrameOptions>({"DENY", "SAMEORIGIN"}, "DENY or SAMEORIGIN");
    takes_words<sh::XDNSPrefetchControl>({"on", "off"}, "on or off");
    takes_words<sh::CrossOriginResourcePolicy>({"same-origin", "same-site", "cross-origin"},
                                               "same-origin, same-site or cross-origin");
    takes_words<sh::CrossOriginEmbedderPolicy>({"unsafe-none", "require-corp", "credentialless"},
                                               "unsafe-none, require-corp or credentialless");
    takes_words<sh::CrossOriginOpenerPolicy>({"unsafe-none", "same-origin-allow-popups", "same-origin",
                                              "noopener-allow-popups"},
                                             "unsafe-none, same-origin-allow-popups, same-origin or noopener-allow-popups");
    takes_words<sh::XPermittedCrossDomainPolicies>({"none", "none-this-response", "master-only", "by-content-type",
                                                    "by-ftp-filename", "all"},
                                                   "none, none-this-response, master-only, by-content-type, by-ftp-filename or all");
    takes_words<sh::ReferrerPolicy>({"no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
                                     "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url"},
                                    "no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, "
                                    "origin-when-cross-origin, strict-origin-when-cross-origin or unsafe-url");
    CHECK(sh::ReferrerPolicy{sh::runtime{"origin"}} == sh::ReferrerPolicy::origin);
    CHECK(sh::CrossOriginOpenerPolicy{sh::runtime{"same-origin"}}.report_to("main") ==
          sh::CrossOriginOpenerPolicy::same_origin.report_to("main"));
}

TEST_CASE("What takes several takes them from a list, an array and a range") {
    const std::vector<sh::Allow> allowed{sh::Allow::self, "https://a.example"};
    CHECK(written(sh::PermissionsPolicy{}.allow(sh::Feature::usb, allowed)) == "usb=(self \"https://a.example\")");
    const csp::TrustedTypesPolicy types[]{"a", "b"};
    const std::array<csp::Sandbox, 1> sandbox{csp::Sandbox::allow_forms};
    const std::vector<csp::ReportUri> uris{"/a", "/b"};
    CHECK(written(sh::ContentSecurityPolicy{}.trusted_types(types).sandbox(sandbox).report_uri(uris)) ==
          "sandbox allow-forms; trusted-types a b; report-uri /a /b");
    const std::vector<sh::Origin> origins{"https://a.example", "https://b.example"};
    CHECK(written(sh::TimingAllowOrigin{origins}) == "https://a.example, https://b.example");
    CHECK_THROWS_AS(sh::TimingAllowOrigin{std::vector<sh::Origin>{}}, sh::InvalidHeader);
    const std::vector<sh::ReportingEndpoints::Endpoint> endpoints{{"csp", "/csp"}, {"nel", "/nel"}};
    CHECK(written(sh::ReportingEndpoints{endpoints}) == "csp=\"/csp\", nel=\"/nel\"");
    const std::vector<sh::ClearSiteData::Type> data{sh::ClearSiteData::cache, sh::ClearSiteData::cookies};
    CHECK(written(sh::ClearSiteData{data}) == "\"cache\",\"cookies\"");
    const std::vector<sh::IntegrityPolicy::Destination> blocked{sh::IntegrityPolicy::Destination::script};
    const std::vector<sh::EndpointName> names{"csp"};
    CHECK(written(sh::IntegrityPolicy{blocked}.report_to(names)) == "blocked-destinations=(script), endpoints=(csp)");
    const std::vector<sh::ReferrerPolicy> fallbacks{sh::ReferrerPolicy::no_referrer, sh::ReferrerPolicy::origin};
    CHECK(written(sh::ReferrerPolicy::fallbacks(fallbacks)) == "no-referrer, origin");
}
