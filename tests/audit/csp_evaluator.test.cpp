// SPDX-License-Identifier: MIT
#include <secure_headers/audit/csp_evaluator.hpp>

#include "catch.hpp"
#include "vectors.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace evaluator = secure_headers::detail::csp_evaluator;
using nlohmann::json;

static json as_json(const evaluator::Findings& findings) {
    json list = json::array();
    for (const sh::CspEvaluatorFinding& finding : findings)
        list.push_back({static_cast<int>(finding.type), std::string{name_of(finding.type)},
                        static_cast<int>(finding.severity), std::string{name_of(finding.severity)},
                        std::string{finding.directive}, std::string{finding.value}});
    return list;
}
static json expected_findings(const json& vector) {
    json list = json::array();
    for (const json& finding : vector["findings"])
        list.push_back({finding["type"], finding["type_name"], finding["severity"], finding["severity_name"],
                        finding["directive"], finding["value"].is_null() ? json("") : finding["value"]});
    return list;
}
static json as_json(const evaluator::Policy& policy) {
    json directives = json::object();
    for (const evaluator::Directive& directive : policy.directives) {
        json& values = directives[std::string{directive.name}] = json::array();
        for (const std::string_view value : directive.values) values.push_back(std::string{value});
    }
    return directives;
}

using Check = void (*)(const evaluator::Policy&, evaluator::Findings&);
static const std::map<std::string, Check> checks{
    {"checkScriptUnsafeInline", evaluator::check_script_unsafe_inline},
    {"checkScriptUnsafeEval", evaluator::check_script_unsafe_eval},
    {"checkPlainUrlSchemes", evaluator::check_plain_url_schemes},
    {"checkWildcards", evaluator::check_wildcards},
    {"checkMissingDirectives", evaluator::check_missing_directives},
    {"checkScriptAllowlistBypass", evaluator::check_script_allowlist_bypass},
    {"checkFlashObjectAllowlistBypass", evaluator::check_flash_object_allowlist_bypass},
    {"checkIpSource", evaluator::check_ip_source},
    {"checkNonceLength", evaluator::check_nonce_length},
    {"checkSrcHttp", evaluator::check_src_http},
    {"checkDeprecatedDirective", evaluator::check_deprecated_directive},
    {"checkHasConfiguredReporting", evaluator::check_has_configured_reporting},
    {"checkUnknownDirective", evaluator::check_unknown_directive},
    {"checkMissingSemicolon", evaluator::check_missing_semicolon},
    {"checkInvalidKeyword", evaluator::check_invalid_keyword},
    {"checkStrictDynamic", evaluator::check_strict_dynamic},
    {"checkStrictDynamicNotStandalone", evaluator::check_strict_dynamic_not_standalone},
    {"checkUnsafeInlineFallback", evaluator::check_unsafe_inline_fallback},
    {"checkAllowlistFallback", evaluator::check_allowlist_fallback},
};

TEST_CASE("each check of CSP Evaluator agrees with each vector") {
    const auto vectors = load_vectors("csp_evaluator");
    if (!vectors) return;
    for (const json& vector : *vectors) {
        INFO(vector.dump());
        const std::string policy = vector["policy"];
        const evaluator::Parser parser{policy};
        const evaluator::Policy parsed = parser.policy();
        evaluator::Findings ignored, findings;
        const json& version = vector["effective_version"];
        const evaluator::Policy seen =
            version.is_null()
                ? parsed
                : evaluator::EffectivePolicy{parsed, static_cast<sh::CspVersion>(version.get<int>()), ignored}.take();
        checks.at(vector["check"])(seen, findings);
        CHECK(as_json(findings) == expected_findings(vector));
    }
    CHECK(vectors->size() == 71);
}

TEST_CASE("CSP Evaluator's parser agrees with each vector") {
    const auto vectors = load_vectors("csp_evaluator_parser");
    if (!vectors) return;
    for (const json& vector : (*vectors)["parse"]) {
        INFO(vector.dump());
        const std::string policy = vector["policy"];
        CHECK(as_json(evaluator::Parser{policy}.policy()) == vector["directives"]);
    }
    for (const json& vector : (*vectors)["effective"]) {
        INFO(vector.dump());
        const std::string policy = vector["policy"];
        const evaluator::Parser parser{policy};
        const evaluator::Policy parsed = parser.policy();
        evaluator::Findings findings;
        const auto version = static_cast<sh::CspVersion>(vector["version"].get<int>());
        CHECK(as_json(evaluator::EffectivePolicy{parsed, version, findings}.take()) == vector["directives"]);
        CHECK(as_json(findings) == expected_findings(vector));
    }
}

/// What one of the original's functions gives for text; nothing for those that we have in another form.
static json answer(const std::string& function, const json& args) {
    if (!args[0].is_string()) return nullptr;
    const std::string text = args[0];
    if (function == "isDirective") return evaluator::is_directive(text);
    if (function == "isKeyword") return evaluator::is_keyword(text);
    if (function == "isUrlScheme") return evaluator::is_url_scheme(text);
    const bool is_strict = args.size() > 1 && args[1] == true;
    if (function == "isNonce" && is_strict) return evaluator::is_strict_nonce(text);
    if (function == "isNonce") return !evaluator::quoted_after("'nonce-", text).empty();
    if (function == "isHash" && is_strict) return evaluator::is_strict_hash(text);
    if (function == "isHash")
        return !evaluator::quoted_after("'sha256-", text).empty() ||
               !evaluator::quoted_after("'sha384-", text).empty() || !evaluator::quoted_after("'sha512-", text).empty();
    if (function == "normalizeDirectiveValue") {
        const evaluator::Parser parser{"x " + text};
        return std::string{parser.policy().directives[0].values[0]};
    }
    if (function == "getSchemeFreeUrl") return std::string{evaluator::without_scheme(text)};
    if (function == "looksLikeIpAddress") return evaluator::looks_like_ip_address(text);
    if (function != "getHostname") return nullptr;
    const evaluator::SourceUrl url{text};
    const std::string host{url.host()};
    return host.starts_with(evaluator::wildcard) ? "*" + host.substr(evaluator::wildcard.size()) : host;
}

TEST_CASE("what CSP Evaluator asks of words and URLs agrees with each vector") {
    const auto vectors = load_vectors("csp_evaluator_parser");
    if (!vectors) return;
    std::size_t answered = 0;
    for (const char* const kind : {"predicate", "util"})
        for (const json& vector : (*vectors)[kind]) {
            const json got = answer(vector["fn"], vector["args"]);
            if (got.is_null()) continue;
            INFO(vector.dump());
            CHECK(got == vector["out"]);
            ++answered;
        }
    CHECK(answered == 113);
}

static std::string effective_name(const evaluator::Policy& policy, const std::string& name) {
    return std::string{evaluator::text_of(policy.effective_name(evaluator::find_name(name)))};
}

TEST_CASE("what CSP Evaluator asks of a policy agrees with each vector") {
    const auto vectors = load_vectors("csp_evaluator_parser");
    if (!vectors) return;
    for (const json& vector : (*vectors)["csp_method"]) {
        INFO(vector.dump());
        const std::string policy = vector["policy"], function = vector["fn"];
        const evaluator::Parser parser{policy};
        const evaluator::Policy parsed = parser.policy();
        const evaluator::Directive* const scripts = parsed.effective(evaluator::Name::script_src);
        json got;
        if (function == "convertToString") {
            std::string text;
            for (const evaluator::Directive& directive : parsed.directives) {
                text += directive.name;
                for (const std::string_view value : directive.values) (text += ' ') += value;
                text += "; ";
            }
            got = text;
        } else if (function == "getEffectiveDirective") {
            got = effective_name(parsed, vector["args"][0].get<std::string>());
        } else if (function == "getEffectiveDirectives") {
            got = json::array();
            for (const json& name : vector["args"][0]) {
                const std::string governing = effective_name(parsed, name.get<std::string>());
                if (std::find(got.begin(), got.end(), governing) == got.end()) got.push_back(governing);
            }
        } else if (function == "policyHasScriptNonces") {
            got = scripts != nullptr && scripts->has_nonce();
        } else if (function == "policyHasScriptHashes") {
            got = scripts != nullptr && scripts->has_hash();
        } else if (function == "policyHasStrictDynamic") {
            got = scripts != nullptr && scripts->has(evaluator::Kind::strict_dynamic);
        }
        CHECK(got == vector["out"]);
    }
    CHECK((*vectors)["csp_method"].size() == 18);
    for (const json& vector : (*vectors)["util"]) {
        if (vector["fn"] != "matchWildcardUrls") continue;
        INFO(vector.dump());
        const evaluator::SourceUrl source{vector["args"][0].get_ref<const std::string&>()};
        json match;
        for (const json& each : vector["args"][1]) {
            const evaluator::SourceUrl url{each.get_ref<const std::string&>()};
            if (match.is_null() && source.matches({url.host(), url.path()})) match = each;
        }
        CHECK(match == vector["out"]);
    }
}

TEST_CASE("the worst severity of CSP Evaluator's findings agrees with each vector") {
    const auto vectors = load_vectors("csp_evaluator_parser");
    if (!vectors) return;
    using Severity = sh::CspEvaluatorSeverity;
    const auto severity = [](const std::string& name) {
        for (const Severity each : {Severity::high, Severity::syntax, Severity::medium, Severity::high_maybe,
                                    Severity::strict_csp, Severity::medium_maybe, Severity::info, Severity::none})
            if (sh::name_of(each) == name) return each;
        FAIL("unknown severity " << name);
        return Severity::none;
    };
    std::size_t seen = 0;
    for (const json& vector : (*vectors)["util"]) {
        if (vector["fn"] != "getHighestSeverity") continue;
        INFO(vector.dump());
        sh::CspEvaluatorReport::Findings findings;
        for (const json& name : vector["args"][0])
            findings.push_back({sh::CspEvaluatorType::ip_source, severity(name), {}, {}});
        CHECK(sh::name_of(sh::CspEvaluatorReport{{}, std::move(findings)}.worst()) == vector["out"].get<std::string>());
        ++seen;
    }
    CHECK(seen == 4);
}

template <class Report>
concept GivesFindingsThatGo = requires {
    Report{}.findings();
};

TEST_CASE("a report that is about to go gives no findings that point into it") {
    STATIC_REQUIRE_FALSE(GivesFindingsThatGo<sh::CspEvaluatorReport>);
    CHECK(sh::csp_evaluator("default-src *").size() == 1);
}

TEST_CASE("the lists of hosts are CSP Evaluator's") {
    const auto vectors = load_vectors("csp_evaluator_bypass_lists");
    if (!vectors) return;
    const auto written = [](const auto& urls) {
        json list = json::array();
        for (const evaluator::KnownUrl& url : urls) {
            const std::string path = url.path == "/" && url.host == "cdn.jsdelivr.net" ? "" : std::string{url.path};
            list.push_back("//" + std::string{url.host} + path);
        }
        return list;
    };
    CHECK(written(evaluator::angular_urls) == (*vectors)["angular"]["urls"]);
    CHECK(written(evaluator::jsonp_urls) == (*vectors)["jsonp"]["urls"]);
    CHECK(written(evaluator::flash_urls) == (*vectors)["flash"]["urls"]);
    json needs_eval = json::array();
    for (const std::string_view host : evaluator::jsonp_needs_eval) needs_eval.push_back(std::string{host});
    CHECK(needs_eval == (*vectors)["jsonp"]["needsEval"]);
}

static std::string written(std::string_view policy, sh::CspVersion version = sh::CspVersion::csp3,
                           sh::CspEvaluatorChecks chosen = sh::CspEvaluatorChecks::standard) {
    std::string text;
    for (const sh::CspEvaluatorFinding& finding : sh::csp_evaluator(policy, version, chosen)) {
        text += std::string{name_of(finding.type)} + ' ' + std::string{finding.directive};
        text += finding.value.empty() ? "\n" : ' ' + std::string{finding.value} + '\n';
    }
    return text;
}

TEST_CASE("csp_evaluator gives its findings in the original's order") {
    CHECK(written("default-src 'none'") == "");
    CHECK(written("") == "MISSING_DIRECTIVES object-src\nMISSING_DIRECTIVES script-src\n");
    const std::string_view policy = "script-src 'unsafe-inline' 'nonce-abc' 'strict-dynamic' https:; 9 x; 7 y";
    CHECK(written(policy) ==
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src https:\n"
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src https:\n"
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src 'unsafe-inline'\n"
          "IGNORED script-src https:\n"
          "MISSING_DIRECTIVES object-src\n"
          "MISSING_DIRECTIVES base-uri\n"
          "NONCE_LENGTH script-src 'nonce-abc'\n"
          "UNKNOWN_DIRECTIVE 7\n"
          "UNKNOWN_DIRECTIVE 9\n");
    CHECK(written(policy, sh::CspVersion::csp1) ==
          "SCRIPT_UNSAFE_INLINE script-src 'unsafe-inline'\n"
          "PLAIN_URL_SCHEMES script-src https:\n"
          "MISSING_DIRECTIVES object-src\n"
          "UNKNOWN_DIRECTIVE 7\n"
          "UNKNOWN_DIRECTIVE 9\n");
    CHECK(written("script-src 'nonce-abcdefgh' 'strict-dynamic'", sh::CspVersion::csp3, sh::CspEvaluatorChecks::strict) ==
          "UNSAFE_INLINE_FALLBACK script-src\n"
          "ALLOWLIST_FALLBACK script-src\n"
          "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS require-trusted-types-for\n");
}

TEST_CASE("csp_evaluator looks for Flash only where a policy lets it run") {
    const std::string found = "OBJECT_ALLOWLIST_BYPASS object-src a.example\n";
    const std::string policy = "script-src 'none'; object-src a.example";
    const auto without_deprecated = [](const std::string& text) { return text.substr(0, text.find("DEPRECATED")); };
    CHECK(written(policy) == found);
    CHECK(without_deprecated(written(policy + "; plugin-types application/x-shockwave-flash")) == found);
    CHECK(without_deprecated(written(policy + "; plugin-types application/pdf")).empty());
    CHECK(written("script-src 'none'; object-src 'none'").empty());
}

TEST_CASE("csp_evaluator looks for an address where there is a digit or a bracket, at whatever place") {
    for (std::size_t size = 1; size <= 20; ++size)
        for (std::size_t place = 0; place < size; ++place)
            for (int c = 0; c < 0x80; ++c) {
                std::string source(size, 'a');
                source[place] = static_cast<char>(c);
                const bool expected = (c >= '0' && c <= '9') || c == '[';
                if (evaluator::may_have_address(source) != expected) FAIL_CHECK(size << ' ' << place << ' ' << c);
            }
    CHECK(evaluator::looks_like_ip_address("https://\xc3\xa4.example@127.0.0.1"));
}

TEST_CASE("csp_evaluator takes a source without a path for all of the host") {
    using Severity = sh::CspEvaluatorSeverity;
    const auto worst = [](std::string_view source) {
        const std::string policy = "object-src 'none'; script-src " + std::string{source};
        const sh::CspEvaluatorReport report = sh::csp_evaluator(policy);
        return report.findings()[0].severity;
    };
    CHECK(worst("https://accounts.google.com") == Severity::high);
    CHECK(worst("https://accounts.google.com?x") == Severity::high);
    CHECK(worst("https://accounts.google.com#x") == Severity::high);
    CHECK(worst("https://accounts.google.com/zz?x") == Severity::medium_maybe);
    CHECK(worst("https://a:b@accounts.google.com") == Severity::high);
    CHECK(worst("https://accounts%2egoogle.com") == Severity::high);
    CHECK(worst("https://ACCOUNTS.google.com:444") == Severity::high);
}

TEST_CASE("csp_evaluator wants eight characters of a nonce") {
    CHECK(written("default-src 'none'; script-src 'nonce-abcdefg' 'unsafe-inline'").find("NONCE_LENGTH") !=
          std::string::npos);
    CHECK(written("default-src 'none'; script-src 'nonce-abcdefgh' 'unsafe-inline'").find("NONCE_LENGTH") ==
          std::string::npos);
}

TEST_CASE("csp_evaluator goes on where the original ends with a TypeError") {
    CHECK(written("script-src a:b c.d; object-src %zz") ==
          "SCRIPT_ALLOWLIST_BYPASS script-src c.d\n"
          "OBJECT_ALLOWLIST_BYPASS object-src %zz\n");
    CHECK(written("default-src https:// [") == "");
}

TEST_CASE("csp_evaluator judges while compiling") {
    STATIC_REQUIRE(sh::csp_evaluator("default-src 'none'").worst() == sh::CspEvaluatorSeverity::none);
    STATIC_REQUIRE(sh::csp_evaluator("default-src *.google.com").worst() == sh::CspEvaluatorSeverity::high);
}

TEST_CASE("a report keeps its text when it moves") {
    sh::CspEvaluatorReport report = sh::csp_evaluator(std::string{"script-src 'UNSAFE-INLINE'; x"});
    const sh::CspEvaluatorReport moved = std::move(report);
    REQUIRE(moved.size() == 3);
    CHECK(moved.findings()[0].value == "'unsafe-inline'");
    CHECK(moved.findings()[2].directive == "x");
}

TEST_CASE("csp_evaluator's types and severities have the original's numbers and words") {
    using Type = sh::CspEvaluatorType;
    using Severity = sh::CspEvaluatorSeverity;
    const struct {
        Type type;
        int number;
        std::string_view word;
    } types[]{{Type::missing_semicolon, 100, "MISSING_SEMICOLON"},
              {Type::unknown_directive, 101, "UNKNOWN_DIRECTIVE"},
              {Type::invalid_keyword, 102, "INVALID_KEYWORD"},
              {Type::nonce_charset, 106, "NONCE_CHARSET"},
              {Type::missing_directives, 300, "MISSING_DIRECTIVES"},
              {Type::script_unsafe_inline, 301, "SCRIPT_UNSAFE_INLINE"},
              {Type::script_unsafe_eval, 302, "SCRIPT_UNSAFE_EVAL"},
              {Type::plain_url_schemes, 303, "PLAIN_URL_SCHEMES"},
              {Type::plain_wildcard, 304, "PLAIN_WILDCARD"},
              {Type::script_allowlist_bypass, 305, "SCRIPT_ALLOWLIST_BYPASS"},
              {Type::object_allowlist_bypass, 306, "OBJECT_ALLOWLIST_BYPASS"},
              {Type::nonce_length, 307, "NONCE_LENGTH"},
              {Type::ip_source, 308, "IP_SOURCE"},
              {Type::deprecated_directive, 309, "DEPRECATED_DIRECTIVE"},
              {Type::src_http, 310, "SRC_HTTP"},
              {Type::script_unsafe_hashes, 317, "SCRIPT_UNSAFE_HASHES"},
              {Type::strict_dynamic, 400, "STRICT_DYNAMIC"},
              {Type::strict_dynamic_not_standalone, 401, "STRICT_DYNAMIC_NOT_STANDALONE"},
              {Type::unsafe_inline_fallback, 403, "UNSAFE_INLINE_FALLBACK"},
              {Type::allowlist_fallback, 404, "ALLOWLIST_FALLBACK"},
              {Type::ignored, 405, "IGNORED"},
              {Type::require_trusted_types_for_scripts, 500, "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS"},
              {Type::reporting_destination_missing, 600, "REPORTING_DESTINATION_MISSING"},
              {Type::report_to_only, 601, "REPORT_TO_ONLY"}};
    for (const auto& row : types) {
        INFO(row.word);
        CHECK(static_cast<int>(row.type) == row.number);
        CHECK(name_of(row.type) == row.word);
    }
    const struct {
        Severity severity;
        int number;
        std::string_view word;
    } severities[]{{Severity::high, 10, "HIGH"},
                   {Severity::syntax, 20, "SYNTAX"},
                   {Severity::medium, 30, "MEDIUM"},
                   {Severity::high_maybe, 40, "HIGH_MAYBE"},
                   {Severity::strict_csp, 45, "STRICT_CSP"},
                   {Severity::medium_maybe, 50, "MEDIUM_MAYBE"},
                   {Severity::info, 60, "INFO"},
                   {Severity::none, 100, "NONE"}};
    for (const auto& row : severities) {
        INFO(row.word);
        CHECK(static_cast<int>(row.severity) == row.number);
        CHECK(name_of(row.severity) == row.word);
    }
}

TEST_CASE("csp_evaluator lists the directives as JavaScript lists an object's members") {
    const struct {
        std::string_view name;
        std::uint32_t index;
    } rows[]{{"0", 0},
             {"7", 7},
             {"10", 10},
             {"4294967294", 4294967294U},
             {"4294967295", evaluator::not_an_index},
             {"4294967296", evaluator::not_an_index},
             {"9999999999", evaluator::not_an_index},
             {"10000000000", evaluator::not_an_index},
             {"00", evaluator::not_an_index},
             {"01", evaluator::not_an_index},
             {"", evaluator::not_an_index},
             {"a", evaluator::not_an_index},
             {"1a", evaluator::not_an_index}};
    for (const auto& row : rows) {
        INFO(row.name);
        CHECK(evaluator::index_of(row.name) == row.index);
    }
    const evaluator::Parser parser{"b x; 10 x; constructor x; 9 x; __proto__ x; 01 x; B y; prototype x"};
    std::string names;
    for (const evaluator::Directive& directive : parser.policy().directives) names += std::string{directive.name} + ' ';
    CHECK(names == "9 10 b 01 prototype ");
}

TEST_CASE("csp_evaluator's strict checks ask for what strict policies have") {
    const auto strict = [](std::string_view policy) {  // of a policy as it is written
        const evaluator::Parser parser{policy};
        evaluator::Findings findings;
        evaluator::run_strict(parser.policy(), findings);
        std::string text;
        for (const sh::CspEvaluatorFinding& finding : findings) {
            CHECK(finding.value.empty());
            text += std::string{name_of(finding.type)} + ' ' + std::string{finding.directive} + '\n';
        }
        const std::string trusted = "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS require-trusted-types-for\n";
        CHECK(text.ends_with(trusted) == (policy.find("'script'") == std::string_view::npos));
        return text.substr(0, text.find(trusted));
    };
    const std::string inline_ = "UNSAFE_INLINE_FALLBACK script-src\n", fallback = "ALLOWLIST_FALLBACK script-src\n";
    CHECK(strict("") == "");
    CHECK(strict("script-src 'self'") == "");
    CHECK(strict("script-src https:") == "STRICT_DYNAMIC script-src\n");
    CHECK(strict("default-src 'self' a") == "STRICT_DYNAMIC default-src\n");
    CHECK(strict("script-src 'strict-dynamic'") == "STRICT_DYNAMIC_NOT_STANDALONE script-src\n" + fallback);
    CHECK(strict("script-src 'strict-dynamic' 'nonce-abcdefgh'") == inline_ + fallback);
    CHECK(strict("script-src 'strict-dynamic' 'sha256-abcdefgh' a") == inline_ + fallback);
    for (const char* const source : {"http:", "https:", "*", "a.example"}) {
        INFO(source);
        CHECK(strict(std::string{"script-src 'strict-dynamic' 'sha256-abcdefgh' "} + source) == inline_);
        CHECK(strict(std::string{"script-src 'strict-dynamic' 'nonce-abcdefgh' 'unsafe-inline' "} + source) == "");
    }
    CHECK(strict("require-trusted-types-for 'style'") == "");
    CHECK(strict("require-trusted-types-for 'script'") == "");
}
