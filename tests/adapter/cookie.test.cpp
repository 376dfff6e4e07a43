// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cookie.hpp>

#include "catch.hpp"
#include "counting_allocator.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using namespace std::chrono_literals;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Multimap {
    std::multimap<std::string, std::string> headers;
};
struct UnorderedMultimap {
    std::unordered_multimap<std::string, std::string> headers;
};
struct Vector {
    Pairs headers;
};
struct List {
    std::list<std::pair<std::string, std::string>> headers;
};

constexpr sh::SecureCookie session{"__Host-session", {.max_age = 8h, .same_site = sh::SameSite::strict}};
constexpr sh::SecureCookie any;
constexpr sh::SecureCookie article{{.expires_in = 1h, .same_site = sh::SameSite::strict}};
constexpr std::chrono::sys_seconds midnight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};

/// The values of Set-Cookie, sorted: some stores keep no order.
template <class Fields>
std::vector<std::string> cookies(const Fields& fields) {
    std::vector<std::string> values;
    for (const auto& [name, value] : fields)
        if (sh::detail::iequals(name, "Set-Cookie")) values.push_back(value);
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace

TEMPLATE_TEST_CASE("set_cookie sends several cookies in several fields, and one of each name", "", Multimap,
                   UnorderedMultimap, Vector, List) {
    TestType response;
    const Pairs before{{"Content-Type", "text/html"}, {"set-cookie", "spam=ham"}, {"Set-Cookie", "Spam=case; Path=/"}};
    for (const auto& field : before) response.headers.insert(response.headers.end(), {field.first, field.second});
    for (int i = 0; i < 2; ++i) {
        sh::set_cookie(response, session, "0123456789abcdef");
        sh::set_cookie(response, any, "theme", "dark");
        sh::set_cookie(response, article, "spam", "eggs", midnight);
        CHECK(
            cookies(response.headers) ==
            std::vector<std::string>{"Spam=case; Path=/",
                                     "__Host-session=0123456789abcdef; Path=/; Max-Age=28800; Secure; HttpOnly; SameSite=Strict",
                                     "spam=eggs; Path=/; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Strict",
                                     "theme=dark; Path=/; Secure; HttpOnly; SameSite=Lax"});
        CHECK(response.headers.size() == 5);
    }
    sh::delete_cookie(response, session);
    sh::delete_cookie(response, any, "Spam");
    sh::delete_cookie(response, any, "theme");
    CHECK(
        cookies(response.headers) ==
        std::vector<
            std::string>{"Spam=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax",
                         "__Host-session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; "
                         "SameSite=Strict",
                         "spam=eggs; Path=/; Expires=Tue, 24 Nov 2026 01:00:00 GMT; Secure; HttpOnly; SameSite=Strict",
                         "theme=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"});
}

namespace {

/// A store with one value for each name, which has cookies apart, as Drogon and Pistache do.
struct Jar {
    std::map<std::string, std::string> fields{};
    std::map<std::string, std::string> cookies{};
};

/// The same, but its cookies are a list.
struct Cookies {
    std::vector<std::string> lines{};
};

/// One value for each name, and nothing for cookies.
struct Keyed {};

struct KeyedFields {
    static std::optional<std::string> find(Keyed&, std::string_view) { return {}; }
    static void replace(Keyed&, std::string_view, std::string_view) {}
    static void remove(Keyed&, std::string_view) {}
};

}  // namespace

template <>
struct sh::ResponseAdapter<Jar> {
    static std::optional<std::string> find(Jar&, std::string_view) { return {}; }
    static void replace(Jar&, std::string_view, std::string_view) {}
    static void remove(Jar&, std::string_view) {}
    static void append_cookie(Jar& jar, std::string_view name, std::string_view set_cookie) {
        jar.cookies[std::string{name}] = set_cookie;
    }
};
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
template <>
struct sh::ResponseAdapter<Keyed> : KeyedFields {};

static_assert(sh::detail::TakesCookies<Jar> && sh::detail::TakesCookies<Cookies> && sh::detail::TakesCookies<Vector>);
static_assert(sh::detail::TakesCookies<std::string> && sh::detail::TakesCookies<std::vector<char>>);
static_assert(!sh::detail::TakesCookies<Keyed> && sh::detail::Deliverable<Keyed>);
static_assert(sh::detail::ShowsCookies<Cookies> && !sh::detail::ShowsCookies<Jar>);

TEST_CASE("set_cookie goes to where a response keeps its cookies apart") {
    Jar jar;
    for (const char* const value : {"1", "2"}) {
        sh::set_cookie(jar, any, "a", value);
        sh::set_cookie(jar, any, "b", value);
    }
    CHECK(jar.fields.empty());
    CHECK(jar.cookies == std::map<std::string, std::string>{{"a", "a=2; Path=/; Secure; HttpOnly; SameSite=Lax"},
                                                            {"b", "b=2; Path=/; Secure; HttpOnly; SameSite=Lax"}});
    Cookies list;
    for (const char* const value : {"1", "2"}) {
        sh::set_cookie(list, any, "a", value);
        sh::set_cookie(list, any, "b", value);
    }
    sh::delete_cookie(list, any, "a");
    CHECK(
        list.lines ==
        std::vector<std::string>{"b=2; Path=/; Secure; HttpOnly; SameSite=Lax",
                                 "a=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"});
}

TEST_CASE("set_cookie follows one pointer, smart pointer or reference") {
    const auto shared = std::make_shared<Vector>();
    const auto unique = std::make_unique<Vector>();
    Vector pointed, referred;
    sh::set_cookie(shared, any, "a", "b");
    sh::set_cookie(unique, any, "a", "b");
    sh::set_cookie(&pointed, any, "a", "b");
    sh::set_cookie(std::ref(referred), any, "a", "b");
    for (const Vector* const each : {shared.get(), unique.get(), &pointed, &referred})
        CHECK(each->headers == Pairs{{"Set-Cookie", "a=b; Path=/; Secure; HttpOnly; SameSite=Lax"}});
}

TEST_CASE("set_cookie tells a function to add a field") {
    std::vector<std::pair<sh::Mode, std::string>> calls;
    const auto function = [&](sh::Mode mode, std::string_view name, std::string_view value) {
        calls.emplace_back(mode, std::string{name} + ": " + std::string{value});
    };
    sh::set_cookie(function, any, "a", "b");
    sh::delete_cookie(function, any, "a");
    CHECK(calls ==
          std::vector<std::pair<sh::Mode, std::string>>{{sh::Mode::add,
                                                         "Set-Cookie: a=b; Path=/; Secure; HttpOnly; SameSite=Lax"},
                                                        {sh::Mode::add,
                                                         "Set-Cookie: a=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; "
                                                         "Secure; HttpOnly; SameSite=Lax"}});
}

TEMPLATE_TEST_CASE("set_cookie refuses before the response is touched", "", Multimap, Vector) {
    TestType response;
    response.headers.insert(response.headers.end(), {"Set-Cookie", "n=1"});
    const auto before = response.headers;
    CHECK_THROWS_AS(sh::set_cookie(response, any, "n", "a;b"), sh::InvalidHeader);
    CHECK_THROWS_AS(sh::set_cookie(response, any, "n", std::string(5000, 'v')), sh::InvalidHeader);
    CHECK_THROWS_AS(sh::set_cookie(response, session, "n", "v"), sh::InvalidHeader);
    CHECK_THROWS_AS(sh::set_cookie(response, any, "v"), sh::InvalidHeader);
    CHECK_THROWS_AS(sh::delete_cookie(response, any), sh::InvalidHeader);
    CHECK(response.headers == before);
    std::string buffer = "Set-Cookie: n=1\r\n";
    CHECK_THROWS_AS(sh::set_cookie(buffer, any, "n", "a\r\nb"), sh::InvalidHeader);
    CHECK(buffer == "Set-Cookie: n=1\r\n");
}

namespace {

struct Buffers {
    std::string_view before, after;
};
// With what set_cookie does for the name n.
constexpr std::string_view line = "Set-Cookie: n=v; Path=/; Secure; HttpOnly; SameSite=Lax\r\n";
constexpr Buffers buffer_table[] = {
    {"", ""},
    {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n"},
    {"HTTP/1.1 200 OK\r\nSet-Cookie: n=1\r\n", "HTTP/1.1 200 OK\r\n"},
    {"HTTP/1.1 200 OK\r\nSet-Cookie: n=1\r\nX-Upstream: HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\nX-Upstream: HTTP/1.1\r\n"},
    {"Set-Cookie: n=1; Path=/\r\n", ""},
    {"Set-Cookie: n=1\r\nset-cookie:n=2\r\nSET-COOKIE:   n =3\r\n", ""},
    {"HTTP/1.1 200 OK\r\nA: b\r\nset-cookie: n=1\r\nC: d\r\n", "HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n"},
    {"Set-Cookie: N=1\r\nSet-Cookie: nn=1\r\nSet-Cookie: n\r\n",
     "Set-Cookie: N=1\r\nSet-Cookie: nn=1\r\nSet-Cookie: n\r\n"},
    {"X-Set-Cookie: n=1\r\nX: Set-Cookie: n=1\r\n", "X-Set-Cookie: n=1\r\nX: Set-Cookie: n=1\r\n"},
    {"Set-Cookie: n=1\nX: y\n", "X: y\n"},
    // What was written before this response's header lines stays.
    {"Set-Cookie: n=1\r\n\r\nSet-Cookie: n=2\r\nHTTP/1.1 200 OK\r\nSet-Cookie: n=3\r\n",
     "Set-Cookie: n=1\r\n\r\nSet-Cookie: n=2\r\nHTTP/1.1 200 OK\r\n"},
    {"\r\n\r\nSet-Cookie: n=2\r\nbody: HTTP/1.1 200 OK\r\n", "\r\n\r\nSet-Cookie: n=2\r\nbody: HTTP/1.1 200 OK\r\n"},
    {"\r\n\r\nSet-Cookie: n=2\r\n{\"a\": 1}HTTP/1.1 200 OK\r\nSet-Cookie: n=3\r\n",
     "\r\n\r\nSet-Cookie: n=2\r\n{\"a\": 1}HTTP/1.1 200 OK\r\n"},
};

}  // namespace

TEST_CASE("set_cookie appends a line to a buffer, in place of one of the same name among the last header lines") {
    for (const auto& [before, after] : buffer_table) {
        std::string text{before};
        sh::set_cookie(text, any, "n", "v");
        CHECK(text == std::string{after} + std::string{line});
        std::vector<char> bytes(before.begin(), before.end());
        sh::set_cookie(bytes, any, "n", "v");
        CHECK(std::string_view{bytes.data(), bytes.size()} == text);
        sh::set_cookie(text, any, "n", "v");
        CHECK(text == std::string{after} + std::string{line});
    }
}

namespace {

/// The part of a response that is alike, which moves when the response does.
std::string_view part_of(const std::string& text, std::string_view like) {
    return std::string_view{text}.substr(text.find(like), like.size());
}

}  // namespace

TEST_CASE("set_cookie takes a name and a value that lie in the response itself") {
    const std::string token(32, 't');
    for (const std::size_t room : {std::size_t{0}, std::size_t{1000}}) {
        std::string text;
        text.reserve(room);
        sh::set_cookie(text, any, "token", token);
        sh::set_cookie(text, any, "spam", "ham");
        const std::string with_both = text;
        sh::set_cookie(text, any, sh::runtime{part_of(text, "token")}, part_of(text, token));
        CHECK(text == with_both.substr(with_both.find("Set-Cookie: spam")) +
                          with_both.substr(0, with_both.find("Set-Cookie: spam")));
        sh::set_cookie(text, any, "copy", sh::base64url(part_of(text, "ham")));
        CHECK(text.ends_with("Set-Cookie: copy=aGFt; Path=/; Secure; HttpOnly; SameSite=Lax\r\n"));
        sh::delete_cookie(text, any, sh::runtime{part_of(text, "token")});
        CHECK(text.find(token) == std::string::npos);
        CHECK(text.find("Set-Cookie: token=; Path=/") != std::string::npos);
    }
    Vector fields;
    sh::set_cookie(fields.headers, any, "token", token);
    sh::set_cookie(fields.headers, any, "spam", "ham");
    const std::string& first = fields.headers[0].second;
    sh::set_cookie(fields.headers, any, sh::runtime{part_of(first, "token")}, part_of(first, token));
    CHECK(cookies(fields.headers) ==
          std::vector<std::string>{"spam=ham; Path=/; Secure; HttpOnly; SameSite=Lax",
                                   "token=" + token + "; Path=/; Secure; HttpOnly; SameSite=Lax"});
}

TEST_CASE("set_cookie to a reserved buffer allocates nothing") {
    std::basic_string<char, std::char_traits<char>, CountingAllocator<char>> text;
    std::vector<char, CountingAllocator<char>> bytes;
    text.reserve(4096);
    bytes.reserve(4096);
    const std::string value(64, 'v');
    allocations = 0;
    for (int i = 0; i < 2; ++i) {
        sh::set_cookie(text, session, value);
        sh::set_cookie(text, article, "spam", sh::base64url(value), midnight);
        sh::delete_cookie(text, any, "theme");
        sh::set_cookie(bytes, session, value);
        sh::set_cookie(bytes, article, "spam", sh::base64url(value), midnight);
        sh::delete_cookie(bytes, any, "theme");
    }
    const int allocated = allocations;
    CHECK(allocated == 0);
    CHECK(std::string_view{text} == std::string_view{bytes.data(), bytes.size()});
}

TEST_CASE("set_cookie to a function of one's own allocates nothing") {
    std::size_t bytes = 0;
    const auto count = [&](sh::Mode, std::string_view, std::string_view value) { bytes += value.size(); };
    allocations = 0;
    sh::set_cookie(count, session, "0123456789abcdef");
    const int allocated = allocations;
    CHECK(allocated == 0);
    CHECK(bytes == session.header_size("0123456789abcdef"));
}
