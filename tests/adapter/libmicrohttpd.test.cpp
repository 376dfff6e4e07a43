// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/libmicrohttpd.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"
#include "matched.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace {

using Lines = std::vector<std::string>;

struct Destroy {
    void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using Response = std::unique_ptr<MHD_Response, Destroy>;

Response response_with(std::initializer_list<std::pair<const char*, const char*>> headers) {
    Response response{MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT)};
    for (const auto& [name, value] : headers) REQUIRE(MHD_add_response_header(response.get(), name, value) == MHD_YES);
    return response;
}

Lines lines(const Response& response) {
    Lines found;
    const auto collect = [](void* to, MHD_ValueKind, const char* name, const char* value) {
        static_cast<Lines*>(to)->push_back(std::string{name} + ": " + value);
        return MHD_YES;
    };
    MHD_get_response_headers(response.get(), collect, &found);
    std::sort(found.begin(), found.end());
    return found;
}

/// A header that libmicrohttpd writes itself and takes from nobody, behind all others.
sh::SecureHeaders with_content_length(sh::SecureHeaders headers) {
    return headers.set(sh::CustomHeader::verbatim("Content-Length", "5"));
}

}  // namespace

TEST_CASE("libmicrohttpd gets each mode, over HTTPS and without, once and twice") {
    const sh::FrozenHeaders set{
        sh::SecureHeaders::empty()
            .set(sh::StrictTransportSecurity{})
            .set(sh::ContentSecurityPolicy{}.script_src({sh::csp::nonce}).upgrade_insecure_requests())
            .set(sh::XFrameOptions::deny)
            .set_default(sh::CustomHeader{"X-Default", "ours"})
            .set_default(sh::CustomHeader{"X-Absent", "ours"})
            .add(sh::CustomHeader{"X-Added", "ours"})
            .add(sh::CustomHeader{"X-Added", "ours too"})
            .remove("Server")};
    const sh::Delivery secure{.https = true, .nonce = sh::Nonce::generate()}, plain{.nonce = secure.nonce};
    const std::string nonce = "'nonce-" + std::string{secure.nonce->value()} + "'";
    for (const sh::Delivery& delivery : {secure, plain}) {
        const Response response = response_with({{"x-frame-options", "ALLOWALL"},
                                                 {"X-FRAME-OPTIONS", "SAMEORIGIN"},
                                                 {"x-DEFAULT", "theirs"},
                                                 {"X-Added", "theirs"},
                                                 {"sErVeR", "Bare/1.0"}});
        Lines expected{"Content-Security-Policy: script-src " + nonce +
                           (delivery.https ? "; upgrade-insecure-requests" : ""),
                       "Strict-Transport-Security: max-age=63072000; includeSubDomains",
                       "X-Absent: ours",
                       "X-Added: ours",
                       "X-Added: ours too",
                       "X-Added: theirs",
                       "X-Frame-Options: DENY",
                       "x-DEFAULT: theirs"};
        if (!delivery.https) expected.erase(expected.begin() + 1);
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(response, set, delivery);
            CHECK(lines(response) == expected);
        }
    }
}

TEST_CASE("libmicrohttpd gets values of any length") {
    for (const std::size_t size : {1U, 8000U, 8150U, 8200U, 100'000U}) {
        const std::string value(size, 'v');
        const sh::FrozenHeaders set{sh::SecureHeaders::empty()
                                        .set(sh::CustomHeader{"X-A", "a"})
                                        .set(sh::CustomHeader{"X-Long", sh::runtime{value}})};
        const Response response = response_with({});
        sh::set_headers(response, set);
        CHECK(lines(response) == Lines{"X-A: a", "X-Long: " + value});
    }
}

TEST_CASE("what libmicrohttpd does not take is an error, and the response is as it was") {
    const char* const message =
        "Content-Length: libmicrohttpd does not take it: it writes this header itself, or has no memory";
    const sh::FrozenHeaders fresh{with_content_length(sh::SecureHeaders{})};
    const Response response = response_with({{"Content-Type", "text/plain"}});
    CHECK_THROWS_WITH(sh::set_headers(response, fresh, {.https = true}), message);
    CHECK(lines(response) == Lines{"Content-Type: text/plain"});

    const sh::FrozenHeaders replacing{with_content_length(sh::SecureHeaders::empty()
                                                              .set(sh::XFrameOptions::deny)
                                                              .add(sh::CustomHeader{"X-Added", "ours"})
                                                              .add(sh::CustomHeader{"X-New", "ours"})
                                                              .remove("Server"))};
    const Response full = response_with({{"X-frame-options", "ALLOWALL"},
                                         {"x-frame-options", "SAMEORIGIN"},
                                         {"X-Added", "theirs"},
                                         {"Server", "Bare/1.0"},
                                         {"X-Kept", "theirs"}});
    const Lines before = lines(full);
    CHECK_THROWS_WITH(sh::set_headers(full, replacing), message);
    CHECK(lines(full) == before);
}

TEST_CASE("libmicrohttpd keeps cookies apart") {
    const Response response = response_with({{"Set-Cookie", "a=0"}, {"Set-Cookie", "own=1"}});
    constexpr sh::SecureCookie a{"a"}, b{"b"};
    sh::set_cookie(response, a, "1");
    sh::set_cookie(response, b, "2");
    CHECK(lines(response) == Lines{"Set-Cookie: a=1; Path=/; Secure; HttpOnly; SameSite=Lax",
                                   "Set-Cookie: b=2; Path=/; Secure; HttpOnly; SameSite=Lax", "Set-Cookie: own=1"});
}

TEST_CASE("the matchers see a response of libmicrohttpd's, of which the status is not known") {
    check_matched(response_with({}).get(), nullptr);
}
