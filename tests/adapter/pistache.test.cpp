// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/pistache.hpp>

#include <secure_headers/adapter/harden_cookies.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace sh = secure_headers;
using Pistache::Http::ResponseWriter;

namespace {

using Lines = std::vector<std::string>;

class Handler : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Handler)
    void onRequest(const Pistache::Http::Request&, ResponseWriter) override {}
};

std::string value(const Pistache::Http::Header::Header& header) {
    std::ostringstream text;
    header.write(text);
    return text.str();
}

Lines lines(const ResponseWriter& response) {
    Lines found;
    for (const auto& header : response.headers().list())
        found.push_back(std::string{header->name()} + ": " + value(*header));
    std::sort(found.begin(), found.end());
    return found;
}

struct Fresh {
    Handler handler{};
    ResponseWriter response{Pistache::Http::Version::Http11, nullptr, &handler, {}};
};

}  // namespace

TEST_CASE("Pistache gets each mode, known names and others, over HTTPS and without, once and twice") {
    namespace header = Pistache::Http::Header;
    const sh::FrozenHeaders set{sh::SecureHeaders::empty()
                                    .set(sh::StrictTransportSecurity{})
                                    .set(sh::CacheControl{{.no_store = true}})
                                    .set(sh::CustomHeader{"content-encoding", "identity"})
                                    .set_default(sh::CustomHeader{"location", "/ours"})
                                    .set(sh::XFrameOptions::deny)
                                    .add(sh::CustomHeader{"X-Added", "ours"})
                                    .add(sh::CustomHeader{"X-Added", "ours too"})
                                    .remove("SERVER")};
    for (const bool https : {true, false}) {
        Fresh fresh;
        fresh.response.headers().add<header::Server>("Bare/1.0").add<header::Location>("/theirs");
        fresh.response.headers().add<header::CacheControl>(Pistache::Http::CacheDirective::Public);
        Lines expected{"Cache-Control: no-store",
                       "Location: /theirs",
                       "Strict-Transport-Security: max-age=63072000; includeSubDomains",
                       "X-Added: ours, ours too",
                       "X-Frame-Options: DENY",
                       "content-encoding: identity"};
        if (!https) expected.erase(expected.begin() + 2);
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(fresh.response, set, {.https = https});
            CHECK(lines(fresh.response) == expected);
        }
        CHECK(fresh.response.headers().get<header::CacheControl>()->directives().empty());  // of its type, as Pistache casts
    }
}

TEST_CASE("each header lives as long as it is held, whatever became of the response and the set") {
    std::shared_ptr<Pistache::Http::Header::Header> held;
    {
        Fresh fresh;
        const sh::FrozenHeaders set{sh::SecureHeaders{}};
        sh::set_headers(fresh.response, set);
        held = fresh.response.headers().get("X-Frame-Options");
    }
    CHECK(std::string{held->name()} == "X-Frame-Options");
    CHECK(value(*held) == "DENY");
    CHECK_THROWS_WITH(held->parse("ALLOWALL"),
                      "X-Frame-Options: is a header of a set, which takes no other value; deliver another set");
    CHECK_THROWS_WITH(held->parseRaw("ALLOWALL", 8),
                      "X-Frame-Options: is a header of a set, which takes no other value; deliver another set");
}

// The hook comes before the handler and Pistache has none when it sends, so that the README leaves this line to handlers.
TEST_CASE("a handler hardens the cookies that it has set by Pistache's own means") {
    Fresh fresh;
    Pistache::Http::Cookie cookie{"own", "1"};
    cookie.path = "/";
    fresh.response.cookies().add(cookie);
    CHECK(sh::harden_cookies(fresh.response, sh::CookieRules{sh::SecureCookie{}}) == 0);
    Lines cookies;
    for (auto each = fresh.response.cookies().begin(); each != fresh.response.cookies().end(); ++each) {
        std::ostringstream text;
        text << *each;
        cookies.push_back(text.str());
    }
    CHECK(cookies == Lines{"own=1; Path=/; Secure; HttpOnly; SameSite=Lax"});
}
