// SPDX-License-Identifier: MIT
#include <secure_headers/policy/cache_control.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::CacheControl;

namespace {

constexpr std::chrono::seconds longest{2147483647};

constexpr bool writes(const CacheControl& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}
constexpr bool writes_fields() {
    return writes(CacheControl{{.no_cache_fields = {"Set-Cookie", "Authorization"}}},
                  "no-cache=\"Set-Cookie, Authorization\"");
}

/// What a user sees of a refusal.
std::string refusal(CacheControl::options chosen) {
    try {
        static_cast<void>(CacheControl{chosen});
    } catch (const sh::InvalidHeader& error) {
        return error.what();
    }
    return "accepted";
}

constexpr CacheControl owasp{{.no_store = true, .max_age = 0s}};

}  // namespace

static_assert(CacheControl::name == "Cache-Control");
static_assert(!std::is_default_constructible_v<CacheControl>);
static_assert(owasp == CacheControl{{.no_store = true, .max_age = 0s}} && owasp != CacheControl{{.no_store = true}});
static_assert(writes(owasp, "no-store, max-age=0"));
static_assert(writes_fields());

TEST_CASE("Cache-Control writes each directive as RFC 9111, 8246 and 5861 spell it") {
    CHECK(written(owasp) == "no-store, max-age=0");
    CHECK(written(CacheControl{{.no_store = true}}) == "no-store");
    CHECK(written(CacheControl{{.no_cache = true}}) == "no-cache");
    CHECK(written(CacheControl{{.no_cache_fields = {"Set-Cookie"}}}) == "no-cache=\"Set-Cookie\"");
    CHECK(written(CacheControl{{.public_ = true}}) == "public");
    CHECK(written(CacheControl{{.private_ = true}}) == "private");
    CHECK(written(CacheControl{{.private_fields = {"Set-Cookie", "X-A"}}}) == "private=\"Set-Cookie, X-A\"");
    CHECK(written(CacheControl{{.max_age = 1h}}) == "max-age=3600");
    CHECK(written(CacheControl{{.s_maxage = 0s}}) == "s-maxage=0");
    CHECK(written(CacheControl{{.must_revalidate = true}}) == "must-revalidate");
    CHECK(written(CacheControl{{.proxy_revalidate = true}}) == "proxy-revalidate");
    CHECK(written(CacheControl{{.must_understand = true}}) == "must-understand");
    CHECK(written(CacheControl{{.no_transform = true}}) == "no-transform");
    CHECK(written(CacheControl{{.stale_while_revalidate = 30s}}) == "stale-while-revalidate=30");
    CHECK(written(CacheControl{{.stale_if_error = longest}}) == "stale-if-error=2147483647");
}

TEST_CASE("Cache-Control writes what goes together in one order") {
    CHECK(written(CacheControl{{.no_store = true, .must_understand = true}}) == "no-store, must-understand");
    CHECK(written(CacheControl{{.no_store = true, .no_cache = true, .max_age = 0s, .must_revalidate = true}}) ==
          "no-store, no-cache, max-age=0, must-revalidate");
    CHECK(written(CacheControl{{.public_ = true, .max_age = std::chrono::days{365}, .immutable = true}}) ==
          "public, max-age=31536000, immutable");
    CHECK(written(CacheControl{{.no_cache_fields = {"A"},
                                .private_fields = {sh::runtime{"B"}},
                                .max_age = longest,
                                .s_maxage = 2s,
                                .must_revalidate = true,
                                .proxy_revalidate = true,
                                .no_transform = true,
                                .immutable = true,
                                .stale_while_revalidate = 3s,
                                .stale_if_error = 4s}}) ==
          "no-cache=\"A\", private=\"B\", max-age=2147483647, s-maxage=2, must-revalidate, proxy-revalidate, "
          "no-transform, immutable, stale-while-revalidate=3, stale-if-error=4");
}

TEST_CASE("Cache-Control refuses what contradicts itself") {
    CHECK(refusal({}) == "Cache-Control: needs a directive");
    CHECK(refusal({.public_ = true, .private_ = true}) == "Cache-Control: public contradicts private");
    CHECK(refusal({.public_ = true, .private_fields = {"A"}}) == "Cache-Control: public contradicts private");
    CHECK(refusal({.no_store = true, .public_ = true}) == "Cache-Control: public contradicts no-store");
    CHECK(refusal({.no_store = true, .max_age = 1s}) == "Cache-Control: no-store contradicts a max-age above zero");
    CHECK(refusal({.no_store = true, .s_maxage = 0s}) == "Cache-Control: no-store contradicts s-maxage");
    CHECK(refusal({.no_store = true, .immutable = true}) == "Cache-Control: no-store contradicts immutable");
    for (const auto& stale : {CacheControl::options{.no_store = true, .stale_while_revalidate = 0s},
                              CacheControl::options{.no_store = true, .stale_if_error = 0s}})
        CHECK(refusal(stale) == "Cache-Control: no-store contradicts stale-while-revalidate and stale-if-error");
    CHECK(refusal({.immutable = true}) == "Cache-Control: immutable needs max-age");
    CHECK(refusal({.no_cache = true, .no_cache_fields = {"A"}}) ==
          "Cache-Control: no_cache covers all fields; choose one");
    CHECK(refusal({.private_ = true, .private_fields = {"A"}}) == "Cache-Control: private_ covers all fields; choose one");
    CHECK_THROWS_WITH((CacheControl{{.no_cache_fields = {"A", "B", "a"}}}), "Cache-Control: has the same field twice");
    CHECK_THROWS_WITH((CacheControl{{.private_fields = {"A", "a"}}}), "Cache-Control: has the same field twice");
    CHECK(refusal({.no_cache_fields = {"A"}, .private_fields = {"A"}}) == "accepted");
}

TEST_CASE("Cache-Control refuses times that caches cannot count") {
    for (const std::chrono::seconds time :
         {std::chrono::seconds{-1}, std::chrono::seconds::min(), longest + 1s, std::chrono::seconds::max()}) {
        CHECK(refusal({.max_age = time}) == "Cache-Control: a time is 0 to 2147483647 seconds");
        CHECK(refusal({.s_maxage = time}) == "Cache-Control: a time is 0 to 2147483647 seconds");
        CHECK(refusal({.stale_while_revalidate = time}) == "Cache-Control: a time is 0 to 2147483647 seconds");
        CHECK(refusal({.stale_if_error = time}) == "Cache-Control: a time is 0 to 2147483647 seconds");
    }
}

TEST_CASE("Cache-Control takes names of fields from outside that are names") {
    CHECK_THROWS_WITH((CacheControl{{.private_fields = {sh::runtime{""}}}}), "header name: must not be empty");
    const auto list_of = [](std::string_view text) { return CacheControl{{.private_fields = {sh::runtime{text}}}}; };
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_AS(list_of(text), sh::InvalidHeader);
    for (const std::string_view text : {"a;b", "a,b", "a\"b", "a b", " a", "a ", "a\\b", "a=b", "a:b", "(a)"})
        CHECK_THROWS_WITH(list_of(text), "header name: takes letters, digits and !#$%&'*+-.^_`|~ only");
}

TEST_CASE("Cache-Control takes names of fields that a parser has joined, and looks at their bytes") {
    CHECK(sh::FieldNames::checked("").empty());
    CHECK(sh::FieldNames::checked("Set-Cookie, X-A").joined() == "Set-Cookie, X-A");
    for (const std::string_view hostile : never_in_a_field) {
        INFO(hostile);
        CHECK_THROWS_WITH(sh::FieldNames::checked(hostile),
                          "Cache-Control: a field's name takes letters, digits and !#$%&'*+-.^_`|~ only");
    }
    for (const char* const text : {"a\"b", "a;b", "a=b", "a\tb", "a:b", "a/b"}) {
        INFO(text);
        CHECK_THROWS_AS(sh::FieldNames::checked(text), sh::InvalidHeader);
    }
}
