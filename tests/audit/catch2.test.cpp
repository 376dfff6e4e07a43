// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <secure_headers/audit/catch2.hpp>

#include <secure_headers/presets.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using sh::secure;
using sh::Severity;

namespace {

struct Response {  // as that of cpp-httplib
    int status = 200;
    std::multimap<std::string, std::string> headers{};
};

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields fields_of(const sh::SecureHeaders& headers) {
    Fields fields{{"Content-Type", "text/html; charset=utf-8"}};
    for (const sh::HeaderField& field : headers) fields.emplace_back(field.name, field.value);
    return fields;
}

constexpr auto baked = sh::bake([] { return sh::SecureHeaders::empty().set(sh::XContentTypeOptions::nosniff); });

/// A matcher for ranges of fields, made as Catch2's documentation has it.
#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR < 3
struct HasFields : Catch::MatcherBase<Fields> {
#else
struct HasFields : Catch::Matchers::MatcherBase<Fields> {
#endif
    bool match(const Fields& fields) const override { return !fields.empty(); }
    std::string describe() const override { return "has fields"; }
};

}  // namespace

TEST_CASE("Catch2: secure() takes our sets, ranges of fields, and responses with public headers") {
    const sh::SecureHeaders headers;
    CHECK_THAT(headers, secure(Severity::medium));
    CHECK_THAT(fields_of(headers), secure(Severity::medium));
    const Fields fields = fields_of(headers);
    Response response{200, {fields.begin(), fields.end()}};
    CHECK_THAT(response, secure(Severity::medium));
    CHECK_THAT(std::make_unique<Response>(response), secure());
    CHECK_FALSE(secure(Severity::info).match(headers));

    response.headers.erase("Strict-Transport-Security");
    CHECK_FALSE(secure(Severity::high).match(response));
    CHECK(secure(Severity::critical).match(response));
    CHECK(secure(Severity::critical, {.https = false}).match(response));
    CHECK_FALSE(secure(Severity::high, {.https = false}).match(response));  // it is not sent to HTTPS
}

TEST_CASE("Catch2: secure() says what it found and how to mend it") {
    const auto matcher = secure(Severity::high);
    CHECK(matcher.describe() == "has no finding of severity high or worse");
    CHECK_FALSE(
        matcher.match(Fields{{"Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
                             {"Strict-Transport-Security", "max-age=\x1b"}}));
    CHECK(matcher.describe() ==
          "has no finding of severity high or worse, but it has\n"
          "  high hsts-invalid, Strict-Transport-Security: \\x1b\n"
          "    Browsers ignore the header because it is not well formed, so they may come back over plain HTTP.\n"
          "    Fix: headers.set(sh::StrictTransportSecurity{});"
          "  // once each subdomain speaks HTTPS; a short max-age tries it first");
}

TEST_CASE("Catch2: secure() matches no pointer without a response, and says so") {
    const auto says = [](const auto& nothing) {
        const auto matcher = secure(Severity::high);
        CHECK_FALSE(matcher.match(nothing));
        return matcher.describe();
    };
    const std::string no_response = "has no finding of severity high or worse, but there is no response";
    const Response* const null = nullptr;
    CHECK(says(null) == no_response);
    CHECK(says(std::unique_ptr<Response>{}) == no_response);
    CHECK(says(std::shared_ptr<const Response>{}) == no_response);
    CHECK(says(std::optional<Response>{}) == no_response);
    CHECK(says(std::make_unique<std::optional<Fields>>()) == no_response);
    CHECK(says(static_cast<const sh::SecureHeaders*>(nullptr)) == no_response);
}

TEST_CASE("Catch2: secure() judges each response anew") {
    const auto matcher = secure(Severity::high);
    CHECK_FALSE(matcher.match(std::optional<Fields>{}));
    CHECK(matcher.match(sh::SecureHeaders{}));
    CHECK(matcher.describe() == "has no finding of severity high or worse");
}

TEST_CASE("Catch2: secure() shows a hundred bytes of a value, as visible ASCII") {
    const auto shown = [](const std::string& server) {
        const auto matcher = secure(Severity::medium);
        CHECK_FALSE(matcher.match(Fields{{"Server", server}}));
        const std::string text = matcher.describe(), begin = "  medium version-disclosed, Server: ";
        const std::size_t at = text.find(begin);
        REQUIRE(at != std::string::npos);
        return text.substr(at + begin.size(), text.find('\n', at) - at - begin.size());
    };
    CHECK(shown("nginx/1.2 ~!") == "1.2 ~!");
    CHECK(shown("a/1\t\x7f\xff\x1f\xa0") == "1\\x09\\x7f\\xff\\x1f\\xa0");
    CHECK(shown("a/" + std::string(100, '1') + "2") == std::string(100, '1'));
    CHECK(shown("a/" + std::string(99, '1') + "2") == std::string(99, '1') + "2");
    CHECK(secure(Severity::medium).toString() == secure(Severity::medium).describe());
}

TEST_CASE("Catch2: secure() takes the status of a response, where the context gives none") {
    const Fields fields = fields_of(sh::SecureHeaders{});
    Response redirect{302, {fields.begin(), fields.end()}};
    redirect.headers.erase("X-Content-Type-Options");
    redirect.headers.emplace("Location", "https://a.example/");
    CHECK(secure(Severity::medium).match(redirect));
    CHECK_FALSE(secure(Severity::medium, {.status = 200}).match(redirect));
    redirect.status = 0;
    CHECK_FALSE(secure(Severity::medium).match(redirect));
    redirect.status = -1;
    CHECK_FALSE(secure(Severity::medium).match(redirect));
    redirect.status = 200;
    CHECK_FALSE(secure(Severity::medium).match(redirect));
    CHECK(secure(Severity::medium, {.status = 302}).match(redirect));
}

TEST_CASE("Catch2: secure() is negated and joined, with itself and with matchers of Catch2's own") {
    const sh::SecureHeaders good;
    const Fields bad{{"Content-Type", "text/html; charset=utf-8"}};
    const HasFields has_fields;
    CHECK_THAT(bad, !secure(Severity::high));
    CHECK_THAT(good, !!secure(Severity::medium));
    CHECK_THAT(good, secure(Severity::high) && secure(Severity::medium));
    CHECK_THAT(bad, secure(Severity::high) || secure(Severity::critical));
    CHECK_THAT(bad, !(secure(Severity::high) && secure(Severity::critical)));
    CHECK_THAT(bad, !(secure(Severity::high) || secure(Severity::medium)) && secure(Severity::critical));
    CHECK_THAT(good, secure() || secure() || !secure());
    CHECK_THAT(bad, !secure() && has_fields);
    CHECK_THAT(bad, has_fields && !secure());
    CHECK_THAT(bad, has_fields || secure());
}

TEST_CASE("Catch2: what is joined says what each found") {
    const auto critical = secure(Severity::critical), high = secure(Severity::high);  // Catch2 3 refers to them
    const auto either = critical || high;
    CHECK_FALSE(either.match(std::optional<Fields>{}));
    CHECK(either.describe() ==
          "( has no finding of severity critical or worse, but there is no response or "
          "has no finding of severity high or worse, but there is no response )");
    const auto neither = !critical;
    CHECK_FALSE(neither.match(sh::SecureHeaders{}));
    CHECK(neither.describe() == "not has no finding of severity critical or worse");
    const auto both = critical && high;
    CHECK(both.match(sh::SecureHeaders{}));
}

TEST_CASE("Catch2: sets are printed line by line") {
    const sh::SecureHeaders set =
        sh::SecureHeaders::empty().set(sh::CustomHeader{"X-A", "b"}).remove("Server").set(sh::XFrameOptions::deny);
    const std::string lines = "\n  X-A: b\n  Server is removed\n  X-Frame-Options: DENY";
    CHECK(Catch::Detail::stringify(set) == lines);
    CHECK(Catch::Detail::stringify(sh::FrozenHeaders{set}) == lines);
    CHECK(Catch::Detail::stringify(baked) == "\n  X-Content-Type-Options: nosniff");
    CHECK(Catch::Detail::stringify(sh::presets::log_out).find("\n  Clear-Site-Data: ") == 0);
}
