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
