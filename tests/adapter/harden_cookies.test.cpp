// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/harden_cookies.hpp>

#include <secure_headers/adapter/response.hpp>
#include <secure_headers/presets.hpp>

#include "catch.hpp"
#include "counting_allocator.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using namespace std::chrono_literals;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Vector {
    Pairs headers;
};

/// Has its cookies apart.
struct Cookies {
    std::vector<std::string> lines{};
};

const sh::CookieRules rules = sh::CookieRules{sh::SecureCookie{{.same_site = sh::SameSite::strict}}}
                                  .with("csrf", sh::SecureCookie{{.http_only = sh::HttpOnly::readable_by_scripts}})
                                  .leave("theme");

Vector handled() {
    return {{{"Content-Type", "text/html"},
             {"Set-Cookie", "sid=1; Path=/"},
             {"X-Other", "x"},
             {"set-cookie", "csrf=2; Path=/"},
             {"Set-Cookie", "theme=dark"},
             {"Set-Cookie", "old=; Max-Age=0; Path=/; Secure"}}};
}

const Pairs hardened{{"Content-Type", "text/html"},
                     {"X-Other", "x"},
                     {"Set-Cookie", "sid=1; Path=/; Secure; HttpOnly; SameSite=Strict"},
                     {"Set-Cookie", "csrf=2; Path=/; Secure; SameSite=Lax"},
                     {"Set-Cookie", "theme=dark"},
                     {"Set-Cookie", "old=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"}};

}  // namespace

template <>
struct sh::ResponseAdapter<Cookies> {
    static void append_cookie(Cookies& cookies, std::string_view, std::string_view set_cookie) {
        cookies.lines.emplace_back(set_cookie);
    }
    template <class Predicate>
    static std::size_t erase_cookie_if(Cookies& cookies, Predicate&& predicate) {
        return std::erase_if(cookies.lines, predicate);
    }
};

TEST_CASE("harden_cookies gives each cookie of a response what the rule for its name says") {
    Vector response = handled();
    CHECK(sh::harden_cookies(response, rules) == 0);
    CHECK(response.headers == hardened);
    CHECK(sh::harden_cookies(response, rules) == 0);
    CHECK(response.headers == hardened);
}

TEST_CASE("harden_cookies leaves a response alone that lacks nothing") {
    Vector response;
    sh::set_cookie(response, sh::SecureCookie{}, "a", "b");
    response.headers.insert(response.headers.end(), {"X-Other", "x"});
    const Pairs before = response.headers;
    CHECK(sh::harden_cookies(response) == 0);
    CHECK(response.headers == before);
}

TEST_CASE("harden_cookies refuses before it touches the response, or takes out what can't be mended") {
    Vector response = handled();
    response.headers.emplace_back("Set-Cookie", "broken=1; SameSite=Foo");
    const Pairs before = response.headers;
    CHECK_THROWS_WITH(sh::harden_cookies(response, rules), "Set-Cookie: SameSite is Strict, Lax or None");
    CHECK(response.headers == before);
    CHECK(sh::harden_cookies(response, rules, sh::Unmendable::drop) == 1);
    CHECK(response.headers == hardened);
    Vector only{{{"Set-Cookie", "broken=1; SameSite=Foo"}}};
    CHECK(sh::harden_cookies(only, rules, sh::Unmendable::drop) == 1);
    CHECK(only.headers.empty());
}

TEST_CASE("harden_cookies works where a response keeps its cookies apart, and on the last header lines of a buffer") {
    Cookies cookies{{"sid=1", "theme=dark"}};
    sh::harden_cookies(cookies, rules);
    CHECK(cookies.lines == std::vector<std::string>{"sid=1; Path=/; Secure; HttpOnly; SameSite=Strict", "theme=dark"});
    std::string text = "Set-Cookie: sid=0\r\n\r\nHTTP/1.1 200 OK\r\nset-cookie: sid=1\r\nX: y\r\nSet-Cookie: csrf=2\r\n";
    sh::harden_cookies(text, rules);
    CHECK(text ==
          "Set-Cookie: sid=0\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n"
          "Set-Cookie: sid=1; Path=/; Secure; HttpOnly; SameSite=Strict\r\n"
          "Set-Cookie: csrf=2; Path=/; Secure; SameSite=Lax\r\n");
}

TEST_CASE("harden_cookies reaches a cookie of a buffer whatever stands in the lines behind it") {
    const std::string line = "Set-Cookie: sid=1; Path=/; Secure; HttpOnly; SameSite=Strict\r\n";
    for (const std::string after : {"X-Up: HTTP/1.1 200 OK\r\n", "Bad Name: x\r\n", "A: b\r\n folded\r\n"}) {
        std::string text = "HTTP/1.1 200 OK\r\nSet-Cookie: sid=1\r\n" + after;
        sh::harden_cookies(text, rules);
        CHECK(text == "HTTP/1.1 200 OK\r\n" + after + line);
    }
}

TEST_CASE("a line that has no end is no place to append to") {
    const auto* const message = "response: the last line of the buffer has no end; append CRLF first";
    for (const std::string before : {"Set-Cookie: sid=1", "Set-Cookie: sid=1\nFoo: x"}) {
        std::string text = before;
        CHECK_THROWS_WITH(sh::harden_cookies(text, rules), message);
        CHECK(text == before);
        CHECK_THROWS_WITH(sh::set_cookie(text, sh::SecureCookie{}, "a", "b"), message);
        CHECK_THROWS_WITH(sh::set_headers(text, sh::presets::api), message);
        CHECK(text == before);
    }
}

TEST_CASE("harden_cookies needs the date of a rule only where a cookie has none, and throws in no hook") {
    const std::chrono::sys_seconds now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};
    const sh::CookieRules late = sh::SecureCookie{{.expires = now + 401 * 24h}};
    const sh::CookieRules relative = sh::SecureCookie{{.expires_in = 1h}};
    Vector dated{{{"Set-Cookie", "a=b; Max-Age=3"}}};
    CHECK(sh::harden_cookies(dated, late, sh::Unmendable::drop, now) == 0);
    CHECK(dated.headers == Pairs{{"Set-Cookie", "a=b; Max-Age=3; Path=/; Secure; HttpOnly; SameSite=Lax"}});
    Vector undated{{{"Set-Cookie", "a=b"}}};
    CHECK_THROWS_WITH(sh::harden_cookies(undated, late, sh::Unmendable::refuse, now),
                      "Set-Cookie: the rule has no date that browsers would keep");
    CHECK(undated.headers == Pairs{{"Set-Cookie", "a=b"}});
    for (const std::chrono::sys_seconds clock : {now - 1000 * 365 * 24h, now + 9000 * 365 * 24h})
        CHECK_THROWS_WITH(sh::harden_cookies(undated, relative, sh::Unmendable::refuse, clock),
                          "Set-Cookie: the rule has no date that browsers would keep");
    CHECK(sh::harden_cookies(undated, late, sh::Unmendable::drop, now) == 1);
    CHECK(undated.headers.empty());
    Vector kept{{{"Set-Cookie", "a=b"}}};
    CHECK(sh::harden_cookies(kept, late, sh::Unmendable::drop, now + 24h) == 0);
}

TEST_CASE("harden_cookies counts expires_in from the time that it is given") {
    Vector response{{{"Set-Cookie", "a=b"}}};
    sh::harden_cookies(&response, sh::SecureCookie{{.expires_in = 1h}}, sh::Unmendable::refuse,
                       std::chrono::sys_days{std::chrono::year{2026} / 11 / 24});
    CHECK(response.headers ==
          Pairs{{"Set-Cookie", "a=b; Path=/; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Lax"}});
}

namespace {

struct Multimap {
    std::multimap<std::string, std::string> headers;
    bool operator==(const Multimap&) const = default;
};

/// One cookie of a name, as in Drogon.
struct ByName {
    std::map<std::string, std::string, std::less<>> cookies{};
};

std::vector<std::string> lines(const Vector& response) {
    std::vector<std::string> found;
    for (const auto& [name, value] : response.headers)
        if (sh::same_name(name, "Set-Cookie")) found.push_back(value);
    return found;
}
std::vector<std::string> lines(const Multimap& response) {
    std::vector<std::string> found;
    for (const auto& [name, value] : response.headers) found.push_back(value);
    return found;
}
std::vector<std::string> lines(const Cookies& response) { return response.lines; }
std::vector<std::string> lines(const std::string& response) { return {response}; }

/// A store that takes memory to erase, as POCO's does.
struct Rebuilt {
    std::vector<std::string> kept{};
};

/// Lets each allocation of harden_cookies fail in its turn.
template <class Response>
void check_every_allocation(const Response& before, const std::vector<std::string>& after) {
    bool failed = true;
    for (int allowed = 0; failed; ++allowed) {
        INFO(allowed);
        Response response = before;
        failed = false;
        allocations_left = allowed;
        try {
            sh::harden_cookies(response, rules, sh::Unmendable::drop);
        } catch (const std::bad_alloc&) {
            failed = true;
        }
        allocations_left = -1;
        CHECK(lines(response) == (failed ? lines(before) : after));
        REQUIRE(allowed < 1000);
    }
}

}  // namespace

template <>
struct sh::ResponseAdapter<Rebuilt> {
    static void append(Rebuilt& response, std::string_view, std::string_view value) {
        response.kept.emplace_back(value);
    }
    template <class Predicate>
    static std::size_t erase_if(Rebuilt& response, std::string_view, Predicate&& predicate) {
        std::vector<std::string> kept;
        for (const std::string& value : response.kept)
            if (!predicate(std::string_view{value})) kept.push_back(value);
        const std::size_t erased = response.kept.size() - kept.size();
        if (erased != 0) response.kept.swap(kept);
        return erased;
    }
};

template <>
struct sh::ResponseAdapter<ByName> {
    static void append_cookie(ByName& response, std::string_view name, std::string_view set_cookie) {
        response.cookies.insert_or_assign(std::string{name}, std::string{set_cookie});
    }
    template <class Predicate>
    static std::size_t erase_cookie_if(ByName& response, Predicate&& predicate) {
        return std::erase_if(response.cookies,
                             [&](const auto& cookie) { return predicate(std::string_view{cookie.second}); });
    }
};

TEST_CASE("a response keeps its cookies where memory runs out") {
    const std::vector<std::string> before{"sid=1; Path=/", "theme=dark",
                                          "broken",        "sid=2; Path=/; Secure; HttpOnly",
                                          "sid=1; Path=/", "old=; Max-Age=0; Secure; HttpOnly; SameSite=Lax; Path=/"};
    const std::vector<std::string> after{"sid=1; Path=/; Secure; HttpOnly; SameSite=Strict", "theme=dark",
                                         "sid=2; Path=/; Secure; HttpOnly; SameSite=Strict",
                                         "sid=1; Path=/; Secure; HttpOnly; SameSite=Strict",
                                         "old=; Max-Age=0; Secure; HttpOnly; SameSite=Lax; Path=/"};
    Vector vector;
    Multimap multimap;
    std::string buffer, hardened_buffer;
    for (const std::string& line : before) {
        vector.headers.emplace_back("Set-Cookie", line);
        multimap.headers.emplace("Set-Cookie", line);
        buffer += "Set-Cookie: " + line + "\r\n";
    }
    for (const std::string& line : after) hardened_buffer += "Set-Cookie: " + line + "\r\n";
    check_every_allocation(vector, after);
    check_every_allocation(multimap, after);
    check_every_allocation(Cookies{before}, after);
    check_every_allocation(buffer, {hardened_buffer});
}

TEST_CASE("a response that takes memory to erase loses no cookie where memory runs out") {
    const Rebuilt before{{"sid=1; Path=/", "theme=dark; Max-Age=31536000; Path=/", "sid=2; Path=/"}};
    bool failed = true;
    for (int allowed = 0; failed; ++allowed) {
        INFO(allowed);
        Rebuilt response = before;
        failed = false;
        allocations_left = allowed;
        try {
            sh::harden_cookies(response, rules);
        } catch (const std::bad_alloc&) {
            failed = true;
        }
        allocations_left = -1;
        if (!failed) CHECK(response.kept.front() == "sid=1; Path=/; Secure; HttpOnly; SameSite=Strict");
        for (const std::string& cookie : before.kept)
            if (failed) CHECK(std::count(response.kept.begin(), response.kept.end(), cookie) != 0);
        REQUIRE(allowed < 1000);
    }
}

TEST_CASE("a store that has one cookie of a name keeps what is as it should be") {
    ByName response{{{"sid", "sid=1"}, {"theme", "theme=dark"}, {"__Host-a", "__Host-a=1; Path=/b"}}};
    CHECK(sh::harden_cookies(response, rules, sh::Unmendable::drop) == 1);
    CHECK(response.cookies == decltype(response.cookies){{"sid", "sid=1; Path=/; Secure; HttpOnly; SameSite=Strict"},
                                                         {"theme", "theme=dark"}});
    CHECK(sh::harden_cookies(response, rules, sh::Unmendable::drop) == 0);
    CHECK(response.cookies.size() == 2);
}
