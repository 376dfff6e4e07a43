// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <secure_headers/audit/catch2.hpp>

#include <secure_headers/presets.hpp>

#include <map>
#include <memory>
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
    CHECK(secure(Severity::high, {.https = false}).match(response));
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
          "    Fix: headers.set(sh::StrictTransportSecurity{});");
}
