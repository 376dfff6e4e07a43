// SPDX-License-Identifier: MIT
#include <secure_headers/report/noise.hpp>

#include <secure_headers/report/parse.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::Noise;

namespace {

struct Row {
    std::string_view source_file, blocked_url, sample;
    Noise noise;
};

constexpr Row rows[]{
    // What a site causes itself, or what attacks it, must not pass for noise.
    {"", "", "", Noise::none},
    {"https://example.com/a.js", "inline", "alert(document.cookie)", Noise::none},
    {"https://example.com/a.js", "https://evil.example/x.js", "", Noise::none},
    {"", "data", "", Noise::none},
    {"", "blob", "", Noise::none},
    {"", "eval", "", Noise::none},
    {"about", "inline", "", Noise::none},  // a frame made by srcdoc is the site's
    {"", "https://chrome-extension.example/", "", Noise::none},
    {"", "https://evil.example/chrome-extension://abc", "", Noise::none},
    {"", "https://notwww.superfish.com/", "", Noise::none},
    {"", "https://superfish.com.evil.example/", "", Noise::none},
    {"", "https://evil.example/?https://www.superfish.com/", "", Noise::none},
    {"", "trusted-types-sink", "Element innerHTML|<b>", Noise::none},
    {"", "https://www.gstatic.com/", "", Noise::none},
    {"", "https://www.gstatic.com", "", Noise::none},
    {"", "https://www.gstatic.com/recaptcha/releases/x.js", "", Noise::none},
    {"", "https://www.gstatic.com/_/translate_https/x.js", "", Noise::none},
    {"", "https://www.gstatic.com/a/_/translate_http/x.js", "", Noise::none},
    {"", "https://www.gstatic.com?/_/translate_http/x.js", "", Noise::none},
    {"", "https://evil.example/_/translate_http/x.js", "", Noise::none},
    {"", "https://www.gstatic.com.evil.example/_/translate_http/x.js", "", Noise::none},
    {"", "https://nottranslate.google.com/", "", Noise::none},
    {"", "https://a.translate.google.com.evil.example/", "", Noise::none},
    {"https://example.com/sandbox eval code", "inline", "", Noise::none},
    {"", "inline", "sandbox eval code", Noise::none},
    // Extensions, as a scheme alone (CSP3, section 5.4) and as older browsers told.
    {"moz-extension", "inline", "", Noise::extension},
    {"", "chrome-extension", "", Noise::extension},
    {"", "chrome-extension://abcdef/content.js", "", Noise::extension},
    {"SAFARI-WEB-EXTENSION://abc/x.js", "inline", "", Noise::extension},
    {"webkit-masked-url://hidden/", "eval", "", Noise::extension},
    {"user-script:2", "inline", "", Noise::extension},
    {"https://example.com/", "inline", "(function(){var lastpass_iter=5000", Noise::extension},
    {"sandbox eval code", "inline", "", Noise::extension},
    {"sandbox eval code line 1 > eval", "eval", "", Noise::extension},
    {"", "sandbox eval code", "", Noise::extension},
    {"blob:moz-extension://0123/4567", "inline", "", Noise::extension},
    {"", "BLOB:chrome-extension://abc/0123", "", Noise::extension},
    {"", "filesystem:chrome-extension://abc/temporary/x.js", "", Noise::extension},
    {"blob:https://example.com/0123", "blob:null/0123", "", Noise::none},
    {"", "https://example.com/blob:chrome-extension://abc", "", Noise::none},
    {"blob:resource://pdf.js/0123", "inline", "", Noise::browser},
    // Applications, scanners and networks.
    {"", "wvjbscheme://__BRIDGE_LOADED__", "", Noise::injected_script},
    {"", "webviewprogressproxy", "", Noise::injected_script},
    {"", "https://gc.kis.v2.scr.kaspersky-labs.com/x/main.js", "", Noise::injected_script},
    {"", "https://scr.kaspersky-labs.com/", "", Noise::none},
    {"", "https://WWW.Superfish.com:443/ws", "", Noise::injected_script},
    {"", "inline", ";(function installGlobalHook(window) {", Noise::injected_script},
    {"", "https://translate.googleapis.com/translate_static/css/translateelement.css", "", Noise::injected_script},
    {"https://translate.googleapis.com/a.js", "inline", "", Noise::injected_script},
    {"", "https://translate.google.com/gen204?a=b", "", Noise::injected_script},
    {"", "https://www.gstatic.com/_/translate_http/_/ss/x.css", "", Noise::injected_script},
    {"https://WWW.gstatic.com:443/_/translate_http/_/js/x.js", "eval", "", Noise::injected_script},
    // The browser itself.
    {"moz-nullprincipal:{01234567-89ab-cdef-0123-456789abcdef}", "inline", "", Noise::browser},
    {"", "moz-nullprincipal", "", Noise::browser},
    {"resource", "inline", "", Noise::browser},
    {"", "about", "", Noise::browser},
    {"", "about:blank", "", Noise::browser},
    {"view-source", "inline", "", Noise::browser},
};

constexpr bool all_hold() {
    for (const Row& row : rows)
        if (sh::noise_of(row.source_file, row.blocked_url, row.sample) != row.noise) return false;
    return true;
}
static_assert(all_hold());

}  // namespace

TEST_CASE("Noise is told by where the code came from") {
    for (const Row& row : rows) {
        INFO(row.source_file << " | " << row.blocked_url << " | " << row.sample);
        CHECK(sh::noise_of(row.source_file, row.blocked_url, row.sample) == row.noise);
    }
}

TEST_CASE("Noise of every kind that is known is told") {
    for (const std::string_view scheme :
         {"chrome-extension", "moz-extension", "safari-extension", "safari-web-extension", "ms-browser-extension",
          "edge-extension", "webkit-masked-url", "mxaddon-pkg", "user-script", "jar"})
        CHECK(sh::noise_of("", scheme) == Noise::extension);
    for (const std::string_view scheme :
         {"chromenull", "jscall", "wvjbscheme", "chromeinvoke", "chromeinvokeimmediate", "gsa", "mbinit", "mx",
          "mxjscall", "sinaweibo", "sraf", "symres", "tmtbff", "webviewprogress", "webviewprogressproxy"})
        CHECK(sh::noise_of("", scheme) == Noise::injected_script);
    for (const std::string_view scheme : {"chrome", "chrome-error", "chrome-search", "edge", "ms-appx-web", "resource",
                                          "safari-resource", "view-source", "moz-nullprincipal"})
        CHECK(sh::noise_of("", scheme) == Noise::browser);
    for (const std::string host : {"a.scr.kaspersky-labs.com",
                                   "gateway.zscaler.net",
                                   "gateway.zscalertwo.net",
                                   "block.opendns.com",
                                   "www.superfish.com",
                                   "a.jollywallet.com",
                                   "pstatic.bestpriceninja.com",
                                   "pstatic.davebestdeals.com",
                                   "istatic.eshopcomp.com",
                                   "rules.similardeals.net",
                                   "secure.surfbuyermac.com",
                                   "a.cmptch.com",
                                   "a.tlscdn.com",
                                   "a.visadd.com",
                                   "a.dnsqa.me",
                                   "cdn.ext335.com",
                                   "injections.adguard.com",
                                   "local.adguard.com",
                                   "local.adguard.org",
                                   "translate.googleapis.com",
                                   "translate.google.com"}) {
        CHECK(sh::noise_of("", "https://" + host + "/a.js") == Noise::injected_script);
        CHECK(sh::noise_of("", "https://" + host + "?a") == Noise::injected_script);
        CHECK(sh::noise_of("", "https://" + host + "#a") == Noise::injected_script);
        CHECK(sh::noise_of("", "https://" + host + ".example/") == Noise::none);
        CHECK(sh::noise_of("", "https://x" + host.substr(host.find('.') + 1) + "/") == Noise::none);
    }
    for (const std::string code :
         {"chrome-extension://", "moz-extension://", "safari-extension://", "safari-web-extension://", "var lastpass_",
          "AG_onLoad", "FuckAdBlo", "BlockAdBlo", "abNoOp", "_PostRPC()", "videodownload2", "jq_relocation"})
        CHECK(sh::noise_of("https://example.com/", "inline", "a " + code + " b") == Noise::extension);
    for (const std::string code :
         {"installGlobalHook(window)", "window.devToolsOptions", "window.oldSetTimeout=window.setTimeout",
          "safeWindow:{}", "window.webkit.messageHandlers", "__gCrWeb"})
        CHECK(sh::noise_of("https://example.com/", "inline", "a " + code + " b") == Noise::injected_script);
}

TEST_CASE("Noise is marked in reports of each kind") {
    const auto noise_in = [](std::string_view body) { return sh::parse_violation_reports(body).reports.at(0).noise; };
    CHECK(noise_in(R"({"csp-report": {"blocked-uri": "inline", "source-file": "moz-extension"}})") == Noise::extension);
    CHECK(noise_in(R"([{"type": "deprecation", "body": {"id": "x", "sourceFile": "chrome-extension://a/b.js"}}])") ==
          Noise::extension);
    CHECK(noise_in(R"([{"type": "permissions-policy-violation", "body": {"sourceFile": "moz-extension://a/"}}])") ==
          Noise::extension);
    CHECK(noise_in(R"([{"type": "coep", "body": {"blockedURL": "https://a.cmptch.com/"}}])") == Noise::injected_script);
    CHECK(noise_in(R"({"csp-report": {"document-uri": "data:text/html,chromewebdata", "blocked-uri": "inline"}})") ==
          Noise::browser);
    CHECK(noise_in(R"({"csp-report": {"document-uri": "data:text/html,x", "blocked-uri": "inline"}})") == Noise::none);
    CHECK(noise_in(R"([{"type": "crash", "url": "chrome-extension://abc/", "body": {}}])") == Noise::extension);
    CHECK(noise_in(R"([{"type": "network-error", "url": "https://example.com/", "body": {}}])") == Noise::none);
}
