// SPDX-License-Identifier: MIT
// What several enforced policies let through together: what is silent on a kind of load blocks nothing of it.
#include <secure_headers/audit/audit.hpp>

#include "catch.hpp"
#include "rounds.hpp"

#include <secure_headers/audit/csp_evaluator/angular_urls.hpp>
#include <secure_headers/audit/csp_evaluator/jsonp_urls.hpp>
#include <secure_headers/csp/allows.hpp>
#include <secure_headers/parse/content_security_policy.hpp>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;

namespace {

struct Field {
    std::string name, value;
};

sh::Report audit(const std::vector<std::string>& policies) {
    std::vector<Field> fields{{"Cache-Control", "no-store"}};
    for (const std::string& policy : policies) fields.push_back({"Content-Security-Policy", policy});
    return sh::audit(fields);
}

/// What is found, and where, but for the places of directives that are missing, and for how to write a list of which
/// less is found: a fix does what those before it do to the list.
std::multiset<std::string> found(const std::vector<std::string>& policies, std::string_view but = {}) {
    constexpr std::string_view ancestors = "policy.replace(sh::csp::Directive::frame_ancestors, ";
    const bool finds_less = but.find("framing") != std::string_view::npos;
    std::multiset<std::string> all;
    const sh::Report report = audit(policies);
    for (const sh::Finding& finding : report.findings()) {
        if (but.find(finding.id) != std::string_view::npos) continue;
        std::string text{finding.id};
        text.append(" ").append(finding.value);
        if (!finds_less || !finding.fix.view().starts_with(ancestors)) text.append(" ").append(finding.fix);
        all.insert(std::move(text));
    }
    return all;
}

bool has(const sh::Report& report, std::string_view id) {
    return std::any_of(report.findings().begin(), report.findings().end(),
                       [id](const sh::Finding& finding) { return finding.id == id; });
}

constexpr std::string_view names[]{"default-src",
                                   "script-src",
                                   "script-src-elem",
                                   "script-src-attr",
                                   "style-src",
                                   "style-src-elem",
                                   "style-src-attr",
                                   "img-src",
                                   "connect-src",
                                   "object-src",
                                   "worker-src",
                                   "child-src",
                                   "base-uri",
                                   "form-action",
                                   "frame-ancestors",
                                   "frame-src",
                                   "sandbox",
                                   "report-to",
                                   "report-uri",
                                   "require-trusted-types-for",
                                   "upgrade-insecure-requests"};
constexpr std::string_view values[]{"'self'",
                                    "'none'",
                                    "*",
                                    "https:",
                                    "http:",
                                    "data:",
                                    "blob:",
                                    "'unsafe-inline'",
                                    "'unsafe-inline'",
                                    "'unsafe-eval'",
                                    "'strict-dynamic'",
                                    "'unsafe-hashes'",
                                    "'nonce-c2VjdXJlLWhlYWRlcnM2Nzg5'",
                                    "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='",
                                    "a.com",
                                    "https://a.com",
                                    "http://a.com",
                                    "*.a.com",
                                    "https://cdnjs.cloudflare.com",
                                    "allow-scripts",
                                    "allow-same-origin",
                                    "'script'"};

std::string random_policy(std::minstd_rand& random) {
    const auto pick = [&random](const auto& from) { return from[random() % (sizeof from / sizeof from[0])]; };
    std::string policy;
    for (std::size_t directives = 1 + random() % 5; directives != 0; --directives) {
        policy.append(policy.empty() ? "" : "; ").append(pick(names));
        for (std::size_t count = random() % 4; count != 0; --count) policy.append(" ").append(pick(values));
    }
    return policy;
}

}  // namespace

TEST_CASE("A policy is as weak beside one that is silent as it is alone") {
    struct Silent {
        std::string policy;
        std::string_view concerns;  ///< The rules that it does say something to.
    };
    const Silent silent[]{
        {"webrtc 'allow'", ""},
        {"trusted-types *", ""},
        {"upgrade-insecure-requests", "csp-plain-http"},
        {"frame-ancestors 'none'", "framing-unprotected framing-by-anybody csp-plain-http"},
        {"report-to csp", "csp-reporting-missing report-to-undeclared csp-value"},
    };
    std::minstd_rand random{20261130};
    for (int i = 0; i < 600; ++i) {
        const std::string policy = random_policy(random);
        INFO(policy);
        for (const Silent& other : silent) {
            INFO(other.policy);
            const auto alone = found({policy}, other.concerns);
            REQUIRE(found({policy, other.policy}, other.concerns) == alone);
            REQUIRE(found({other.policy, policy}, other.concerns) == alone);
            REQUIRE(found({other.policy + ", " + policy}, other.concerns) == alone);
        }
    }
}

TEST_CASE("Two policies have a weakness where browsers let it through, and none that one of them blocks") {
    struct Weakness {
        std::initializer_list<std::string_view> ids;  ///< One of which is found where all let it through.
        bool (*allows)(const csp::ParsedPolicy& policy);
    };
    static constexpr std::string_view page = "https://own.example/", evil = "https://evil.example/x";
    const Weakness weaknesses[]{
        {{"csp-script-any-host", "csp-scripts-unrestricted"},
         [](const auto& policy) { return csp::allows(policy, D::script_src_elem, evil, page); }},
        {{"csp-script-data", "csp-scripts-unrestricted"},
         [](const auto& policy) { return csp::allows(policy, D::script_src_elem, "data:,x", page); }},
        {{"csp-script-unsafe-inline", "csp-scripts-unrestricted"},
         [](const auto& policy) {
             return csp::allows(policy, csp::InlineCode{D::script_src_elem, "x"});
         }},
        {{"csp-script-unsafe-inline", "csp-scripts-unrestricted"},
         [](const auto& policy) {
             return csp::allows(policy, csp::InlineCode{D::script_src_attr, "x"});
         }},
        {{"csp-script-unsafe-eval", "csp-scripts-unrestricted"},
         [](const auto& policy) { return csp::allows_eval(policy); }},
        {{"csp-style-unsafe-inline", "csp-default-src-missing"},
         [](const auto& policy) {
             return csp::allows(policy, csp::InlineCode{D::style_src_elem, "x"});
         }},
        {{"csp-object-src"}, [](const auto& policy) { return csp::allows(policy, D::object_src, evil, page); }},
        {{"csp-form-action-missing"}, [](const auto& policy) { return csp::allows(policy, D::form_action, evil, page); }},
        {{"csp-any-host", "csp-default-src-missing"},
         [](const auto& policy) { return csp::allows(policy, D::img_src, evil, page); }},
        {{"framing-by-anybody", "framing-unprotected"},
         [](const auto& policy) { return csp::allows(policy, D::frame_ancestors, evil, page); }},
    };
    std::minstd_rand random{20261201};
    for (int i = 0; i < rounds(5000); ++i) {
        std::vector<std::string> policies{random_policy(random), random_policy(random)};
        if (i % 3 == 0) policies.push_back(random_policy(random));
        INFO(policies[0] << "\n" << policies[1] << "\n" << (policies.size() > 2 ? policies[2] : ""));
        const sh::Report report = audit(policies);
        const auto all = [&](bool (*allows)(const csp::ParsedPolicy&)) {
            return std::all_of(policies.begin(), policies.end(), [&](const std::string& policy) {
                return allows(sh::parse::content_security_policy(policy));
            });
        };
        const bool sandboxed = !all([](const csp::ParsedPolicy& policy) {
            return !policy.has(D::sandbox) || policy.find(D::sandbox)->has("allow-scripts");
        });
        for (const Weakness& weakness : weaknesses) {
            const std::string_view id = *weakness.ids.begin();
            const bool lost = sandboxed && id.starts_with("csp-script");
            INFO(id);
            const bool is_found = std::any_of(weakness.ids.begin(), weakness.ids.end(),
                                              [&](std::string_view each) { return has(report, each); });
            const bool is_all_missing = has(report, "csp-missing") && id.starts_with("csp-");
            if (all(weakness.allows) && !lost) REQUIRE((is_found || is_all_missing));
        }
        const auto blocked = [&](D directive, std::string_view url) {
            return !std::all_of(policies.begin(), policies.end(), [&](const std::string& policy) {
                return csp::allows(sh::parse::content_security_policy(policy), directive, url, page);
            });
        };
        const auto blocks_inline = [&](D directive) {
            return !std::all_of(policies.begin(), policies.end(), [&](const std::string& policy) {
                return csp::allows(sh::parse::content_security_policy(policy), csp::InlineCode{directive, "x"});
            });
        };
        if (has(report, "csp-script-any-host")) REQUIRE(!blocked(D::script_src_elem, evil));
        if (has(report, "csp-script-unsafe-inline"))
            REQUIRE((!blocks_inline(D::script_src_elem) || !blocks_inline(D::script_src_attr)));
        if (has(report, "csp-style-unsafe-inline"))
            REQUIRE((!blocks_inline(D::style_src_elem) || !blocks_inline(D::style_src_attr)));
        if (has(report, "csp-script-unsafe-eval"))
            REQUIRE(all([](const csp::ParsedPolicy& policy) { return csp::allows_eval(policy); }));
        if (has(report, "csp-object-src")) REQUIRE(!blocked(D::object_src, evil));
        if (has(report, "csp-base-uri-any-host")) REQUIRE(!blocked(D::base_uri, evil));
        if (has(report, "csp-form-action-missing")) REQUIRE(!blocked(D::form_action, evil));
        if (has(report, "framing-by-anybody")) REQUIRE(!blocked(D::frame_ancestors, evil));
    }
}

TEST_CASE("Weaknesses of one policy are found beside another that is about something else") {
    struct Row {
        std::initializer_list<const char*> policies;
        std::initializer_list<std::string_view> ids;
    };
    constexpr const char* weak =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' https: data:; object-src 'none'; base-uri "
        "'none'";
    constexpr const char* framing = "frame-ancestors 'none'";
    for (const Row& row : {
             Row{{weak, framing},
                 {"csp-script-unsafe-inline", "csp-script-unsafe-eval", "csp-script-any-host", "csp-script-data"}},
             Row{{framing, weak},
                 {"csp-script-unsafe-inline", "csp-script-unsafe-eval", "csp-script-any-host", "csp-script-data"}},
             Row{{weak, "require-trusted-types-for 'script'", framing},
                 {"csp-script-unsafe-inline", "csp-script-any-host"}},
             Row{{"script-src * 'unsafe-inline'", "upgrade-insecure-requests"},
                 {"csp-script-unsafe-inline", "csp-script-any-host"}},
             Row{{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA'", framing}, {"csp-base-uri-missing-with-nonce"}},
             Row{{"script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA'", "script-src 'self'"}, {"csp-base-uri-missing"}},
             Row{{"style-src 'unsafe-inline'", framing}, {"csp-style-unsafe-inline"}},
             Row{{"img-src http:", "font-src 'self'"}, {"csp-plain-http", "csp-any-host"}},
             Row{{"base-uri *", framing}, {"csp-base-uri-any-host"}},
             Row{{"default-src 'self'", framing}, {"csp-object-src-not-none"}},
             Row{{"object-src *", "object-src 'self'"}, {"csp-object-src-not-none"}},
             Row{{"script-src a.com", "script-src *"}, {"csp-script-hosts"}},
             Row{{"sandbox allow-scripts allow-same-origin", framing}, {"csp-sandbox-escape"}},
         }) {
        const std::vector<std::string> policies{row.policies.begin(), row.policies.end()};
        const sh::Report report = audit(policies);
        for (const std::string_view id : row.ids) {
            INFO(policies[0] << " beside " << policies[1] << ": " << id);
            CHECK(has(report, id));
        }
    }
    for (const Row& row : {
             Row{{"script-src-elem 'self'", "script-src-attr 'none'"}, {"csp-scripts-unrestricted"}},
             Row{{"img-src *", "img-src 'self'"}, {"csp-any-host"}},
             Row{{"img-src http:", "img-src 'self'"}, {"csp-plain-http"}},
             Row{{"sandbox allow-scripts allow-same-origin", "sandbox allow-scripts"}, {"csp-sandbox-escape"}},
             Row{{"style-src 'unsafe-inline'", "style-src 'self'"}, {"csp-style-unsafe-inline"}},
         }) {
        const std::vector<std::string> policies{row.policies.begin(), row.policies.end()};
        const sh::Report report = audit(policies);
        for (const std::string_view id : row.ids) {
            INFO(policies[0] << " beside " << policies[1] << ": " << id);
            CHECK_FALSE(has(report, id));
        }
    }
}

TEST_CASE("Sources that let the same through count, where none lets through all that another one does") {
    static constexpr std::string_view page = "https://own.example/";
    constexpr std::string_view directives[]{"script-src",      "script-src",      "default-src",
                                            "script-src-elem", "worker-src",      "object-src",
                                            "form-action",     "frame-ancestors", "base-uri"};
    constexpr std::string_view sources[]{"*",
                                         "http:",
                                         "https:",
                                         "wss:",
                                         "http://*",
                                         "https://*",
                                         "http://*:80",
                                         "https://*:*",
                                         "https://*:80",
                                         "*:8080",
                                         "http://*:443",
                                         "http://*:8080",
                                         "*/x",
                                         "http://*/ajax/",
                                         "*:*/ajax/x",
                                         "'self'",
                                         "'none'",
                                         "data:",
                                         "http://ajax.googleapis.com",
                                         "ajax.googleapis.com/ajax/libs/",
                                         "https://*.googleapis.com/ajax/",
                                         "https://*.googleapis.com",
                                         "http://*.com:80",
                                         "http://ajax.googleapis.com/other",
                                         "https://b.example"};
    std::vector<std::string> evil, googles;
    for (const std::string scheme : {"http://", "https://"})
        for (const std::string port : {"", ":80", ":443", ":8080"}) {
            for (const char* const path : {"/x", "/ajax/x"}) evil.push_back(scheme + "evil.test" + port + path);
            const auto add = [&](const auto& urls) {
                for (const auto& url : urls)
                    if (url.host.ends_with(".googleapis.com"))
                        googles.push_back(scheme + std::string{url.host} + port + std::string{url.path});
            };
            add(sh::detail::csp_evaluator::angular_urls);
            add(sh::detail::csp_evaluator::jsonp_urls);
        }
    REQUIRE(googles.size() >= 16);
    std::minstd_rand random{20261202};
    std::size_t founds = 0;
    for (int i = 0; i < rounds(6000); ++i) {
        std::vector<std::string> policies(2U + random() % 2);
        const std::string_view directive = directives[random() % std::size(directives)];
        std::vector<csp::ParsedPolicy> parsed;
        for (std::string& policy : policies) {
            policy = directive == "script-src" && random() % 4 == 0 ? "default-src" : directive;
            for (std::size_t count = 1 + random() % 3; count != 0; --count)
                policy.append(" ").append(sources[random() % std::size(sources)]);
            if (random() % 4 == 0) policy.append("; style-src-elem *");
        }
        for (const std::string& policy : policies) parsed.push_back(sh::parse::content_security_policy(policy));
        INFO(policies[0] << "\n" << policies[1] << "\n" << (policies.size() > 2 ? policies[2] : ""));
        const auto any = [&](const std::vector<std::string>& urls, D load) {
            return std::any_of(urls.begin(), urls.end(), [&](const std::string& url) {
                return std::all_of(parsed.begin(), parsed.end(), [&](const csp::ParsedPolicy& policy) {
                    return csp::allows(policy, load, url, page);
                });
            });
        };
        const sh::Report report = audit(policies);
        const auto same = [&](D load, std::string_view id, bool where_missing) {
            INFO(id);
            const bool restricted = std::any_of(parsed.begin(), parsed.end(), [load](const csp::ParsedPolicy& policy) {
                return csp::effective_directive(policy, load) != nullptr;
            });
            founds += has(report, id) ? 1U : 0U;
            REQUIRE(has(report, id) == (restricted ? any(evil, load) : where_missing && !has(report, "csp-missing")));
        };
        same(D::script_src_elem, "csp-script-any-host", false);
        same(D::object_src, "csp-object-src", true);
        same(D::form_action, "csp-form-action-missing", true);
        if (directive == "frame-ancestors") {  // whose paths some browsers ignore
            parsed = {};
            for (std::string& policy : policies) {
                policy.replace(0, directive.size(), "frame-src");
                parsed.push_back(sh::parse::content_security_policy(policy));
            }
        }
        same(directive == "frame-ancestors" ? D::frame_src : D::frame_ancestors, "framing-by-anybody", false);
        same(D::base_uri, "csp-base-uri-any-host", false);
        if (has(report, "csp-script-bypass"))
            REQUIRE(any(googles, D::script_src_elem));
        else if (!any(evil, D::script_src_elem))
            REQUIRE_FALSE(any(googles, D::script_src_elem));
    }
    CHECK(founds > 1000);
}

TEST_CASE("What two sources have in common is found") {
    struct Row {
        std::vector<std::string> policies;
        std::string_view id;
        bool is_found;
    };
    for (const Row& row : {
             Row{{"script-src http://*", "script-src https:"}, "csp-script-any-host", true},
             Row{{"frame-ancestors http://*", "frame-ancestors https:"}, "framing-by-anybody", true},
             Row{{"object-src http://*", "object-src https:"}, "csp-object-src", true},
             Row{{"script-src http://ajax.googleapis.com", "default-src https:"}, "csp-script-bypass", true},
             Row{{"script-src https://*.googleapis.com/ajax/", "script-src https://ajax.googleapis.com"},
                 "csp-script-bypass",
                 true},
             Row{{"img-src http:", "img-src https:"}, "csp-plain-http", false},
             Row{{"img-src http:", "img-src https:"}, "csp-any-host", true},
             Row{{"script-src http://*:80", "script-src https://*"}, "csp-script-any-host", true},
             Row{{"script-src http://*", "script-src http://*:80", "script-src https://*:*"}, "csp-script-any-host", true},
             Row{{"script-src http://*:80", "script-src https://*:80"}, "csp-script-any-host", true},
             Row{{"script-src http://*:80", "script-src http://*:443"}, "csp-script-any-host", true},
             Row{{"script-src https://*:80", "script-src https://*"}, "csp-script-any-host", false},
             Row{{"script-src http://*:8080", "script-src https://*"}, "csp-script-any-host", false},
             Row{{"object-src 'self'", "object-src http://*"}, "csp-object-src-not-none", true},
         }) {
        INFO(row.policies[0] << " beside " << row.policies[1]);
        CHECK(has(audit(row.policies), row.id) == row.is_found);
    }
}

TEST_CASE("Where script-src decides over no more than workers, its hosts do nothing") {
    for (const char* const source : {"*", "https:", "data:", "blob:", "a.com", "https://ajax.googleapis.com"}) {
        const std::string policy =
            std::string{"script-src "} + source + "; script-src-elem 'self'; script-src-attr 'none'";
        INFO(policy);
        const sh::Report report = audit({policy});
        for (const char* const id : {"csp-script-any-host", "csp-script-data", "csp-script-hosts", "csp-script-bypass"})
            CHECK_FALSE(has(report, id));
    }
}
