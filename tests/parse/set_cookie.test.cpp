// SPDX-License-Identifier: MIT
#include <secure_headers/parse/set_cookie.hpp>

#include <secure_headers/detail/cookie_date.hpp>

#include "catch.hpp"
#include "vectors.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::CookieSameSite;
using sh::parse::set_cookie;

TEST_CASE("A cookie's name and value are what stands around the first =, without blanks") {
    struct Row {
        std::string_view text, name, value;
    };
    for (const Row& row :
         {Row{"a=b", "a", "b"}, Row{" a \t=\t b=c ; Secure", "a", "b=c"}, Row{"a=", "a", ""}, Row{"=b", "", "b"},
          Row{"b", "", "b"}, Row{"a=\"b c\"", "a", "\"b c\""}, Row{"a=b,c", "a", "b,c"}}) {
        INFO(row.text);
        const auto cookie = set_cookie(row.text);
        CHECK_FALSE(cookie.is_dropped());
        CHECK(cookie.name.text == row.name);
        CHECK(cookie.value.text == row.value);
        CHECK(row.text.substr(cookie.value.offset, row.value.size()) == row.value);
    }
}

TEST_CASE("A cookie's attributes are read without regard to case, the last of a name counts") {
    const auto cookie = set_cookie(
        "a=b; SECURE; httponly; partitioned; samesite=STRICT; samesite=none; domain=.Example.com; path=/x; max-age=-5");
    CHECK(cookie.secure);
    CHECK(cookie.http_only);
    CHECK(cookie.partitioned);
    CHECK(cookie.same_site == CookieSameSite::none);
    CHECK(cookie.domain == "Example.com");
    CHECK(cookie.path == "/x");
    CHECK(*cookie.max_age == -5);
    CHECK(set_cookie("a=b; Path=x").path.empty());
    CHECK(set_cookie("a=b; SameSite=Other").same_site == CookieSameSite::unknown);
    CHECK(set_cookie("a=b; SameSite").same_site == CookieSameSite::unknown);
    CHECK(set_cookie("a=b").same_site == CookieSameSite::missing);
    CHECK_FALSE(set_cookie("a=b; Max-Age=1h").max_age);
    CHECK_FALSE(set_cookie("a=b; Max-Age=").max_age);
    CHECK(set_cookie("a=b; Domain=" + std::string(1025, 'a')).domain.empty());
    CHECK(set_cookie("a=b; Domain=" + std::string(1024, 'a')).domain.size() == 1024);
}

TEST_CASE("Browsers drop a cookie for a reason that has a place") {
    struct Row {
        std::string_view text, why;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"", "it has neither a name nor a value", 0},
             Row{"= ; Secure", "it has neither a name nor a value", 0},
             Row{std::string_view{"a=b\0c", 5}, "it has a control character", 3},
             Row{"\x01=b", "it has a control character", 0},
             Row{"a=b; x=\x7f", "it has a control character", 7},
             Row{"__Secure-a=b", "the prefix of its name needs Secure", 0},
             Row{"__secure-a=b", "the prefix of its name needs Secure", 0},
             Row{"__Host-a=b; Path=/", "the prefix of its name needs Secure", 0},
             Row{"__Host-a=b; Secure", "the prefix __Host- needs Path=/", 0},
             Row{"__Host-a=b; Secure; Path=/x", "the prefix __Host- needs Path=/", 0},
             Row{"__Host-a=b; Secure; Path=/; Domain=a.b", "the prefix __Host- allows no Domain", 0},
             Row{"=__Host-a", "it has no name, and its value looks as if it had a prefix", 1},
             Row{"a=b; SameSite=None", "SameSite=None needs Secure", 0},
             Row{"__Http-a=b; Secure", "the prefix of its name needs Secure and HttpOnly", 0},
             Row{"__Http-a=b; HttpOnly", "the prefix of its name needs Secure and HttpOnly", 0},
             Row{" __http-a=b", "the prefix of its name needs Secure and HttpOnly", 1},
             Row{"__Host-Http-a=b; Secure; Path=/", "the prefix of its name needs Secure and HttpOnly", 0},
             Row{"__Host-Http-a=b; HttpOnly; Path=/", "the prefix of its name needs Secure", 0},
             Row{"__Host-Http-a=b; HttpOnly; Secure", "the prefix __Host- needs Path=/", 0},
             Row{"__Http-a=b; SameSite=None", "SameSite=None needs Secure", 0},
             Row{"=__Http-a", "it has no name, and its value looks as if it had a prefix", 1},
             Row{"a=b; Partitioned", "Partitioned needs Secure", 0},
             Row{"a=b; Domain=a.example; domain=.\xc3\xa9.example", "Domain takes ASCII only; write it in punycode", 31},
         }) {
        INFO(row.text);
        const auto cookie = set_cookie(row.text);
        CHECK(cookie.dropped == "Browsers do not store this cookie: " + std::string{row.why} + ".");
        CHECK(cookie.dropped_offset == row.offset);
    }
    CHECK_FALSE(set_cookie("__Host-a=b; Secure; Path=/").is_dropped());
    CHECK_FALSE(set_cookie("__Http-a=b; Secure; HttpOnly").is_dropped());
    CHECK_FALSE(set_cookie("__Host-Http-a=b; Secure; HttpOnly; Path=/").is_dropped());
    CHECK_FALSE(set_cookie("__Https-a=b").is_dropped());
    CHECK_FALSE(set_cookie("a=b\tc").is_dropped());
    CHECK_FALSE(set_cookie("a=b; Domain=\xc3\xa9.example; Domain=a.example").is_dropped());
}

TEST_CASE("A cookie's name and value may have 4096 bytes, as the web platform's tests say") {
    const auto vectors = load_vectors("wpt_cookie_size");
    if (!vectors) return;
    for (const auto& test : *vectors) {
        const auto name = test["name_len"].get<std::size_t>(), value = test["value_len"].get<std::size_t>();
        INFO(name << " and " << value);
        const std::string text = std::string(name, 'a') + (name == 0 ? "" : "=") + std::string(value, 'b');
        CHECK(set_cookie(text).is_dropped() == !test["stored"].get<bool>());
    }
}

TEST_CASE("A cookie's date is read in whatever order its parts stand") {
    using sh::detail::CookieDate;
    struct Row {
        std::string_view text;
        std::int64_t seconds;
    };
    for (const Row& row : {Row{"Thu, 01 Jan 1970 00:00:00 GMT", 0}, Row{"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},
                           Row{"Sunday, 06-Nov-94 08:49:37 GMT", 784111777}, Row{"Sun Nov  6 08:49:37 1994", 784111777},
                           Row{"1994 november 6 8:49:37", 784111777}, Row{"29 Feb 2000 23:59:59", 951868799},
                           Row{"01 Jan 1601 00:00:00", -11644473600}, Row{"1 Jan 69 0:0:0", 3124224000}}) {
        INFO(row.text);
        REQUIRE(CookieDate::parse(row.text));
        CHECK(*CookieDate::parse(row.text) == row.seconds);
    }
    for (const std::string_view text :
         {"", "yesterday", "29 Feb 1999 00:00:00", "1 Jan 1600 00:00:00", "32 Jan 2000 00:00:00", "1 Jan 2000 24:00:00",
          "1 Jan 2000", "0 Jan 2000 00:00:00", "1 Jan 20000 00:00:00"}) {
        INFO(text);
        CHECK_FALSE(CookieDate::parse(text));
    }
    static_assert(*set_cookie("a=b; Expires=Thu, 01 Jan 1970 00:00:01 GMT").expires == 1);
}

TEST_CASE("A cookie's date has the delimiters, the ranges and the lengths of months that RFC 6265bis says") {
    using sh::detail::CookieDate;
    const std::string delimiters = "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~";
    for (int byte = 0; byte < 256; ++byte) {
        INFO(byte);
        const std::string c(1, static_cast<char>(byte));
        const bool parses = CookieDate::parse("00:00:00" + c + "1" + c + "Jan" + c + "1970").has_value();
        CHECK(parses == (delimiters.find(c) != std::string::npos));
    }
    const char* const months[]{"Jan", "FEB", "mar", "April", "may", "jun", "Jul", "aug", "sep", "Oct", "nov", "dec"};
    const int lengths[]{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const auto day_of = [&](int day, std::size_t month) {
        return CookieDate::parse(std::to_string(day) + " " + months[month] + " 1970 00:00:00");
    };
    std::int64_t days = 0;
    for (std::size_t month = 0; month < 12; ++month) {
        INFO(months[month]);
        CHECK(day_of(1, month).value_or(-1) == days * 86400);
        days += lengths[month];
        CHECK(day_of(lengths[month], month).value_or(-1) == (days - 1) * 86400);
        CHECK_FALSE(day_of(lengths[month] + 1, month));
    }
    for (const std::string_view text : {"29 Feb 1996 23:59:59", "29 Feb 2000 0:0:0", "31 Dec 9999 23:59:59",
                                        "1 Jan 70 00:00:00", "1 Jan 1970 0:0:0x"}) {
        INFO(text);
        CHECK(CookieDate::parse(text));
    }
    for (const std::string_view text :
         {"29 Feb 1900 00:00:00", "29 Feb 2001 00:00:00", "1 Jan 1970 00:60:00", "1 Jan 1970 00:00:60",
          "1 Jan 1970 000:00:00", "1 Jan 1970 00:00", "1 Jan 1970 00-00-00", "1 Jan 1970 :00:00", "1 Jan 100 00:00:00",
          "1 Jan 1 00:00:00", "001 Jan 1970 00:00:00", "1 Ja 1970 00:00:00", "Jan 1970 00:00:00", "1 1970 00:00:00"}) {
        INFO(text);
        CHECK_FALSE(CookieDate::parse(text));
    }
    CHECK(CookieDate::parse("1 Jan 99 00:00:00").value_or(0) == 915148800);
    CHECK(CookieDate::parse("1 Jan 00 00:00:00").value_or(0) == 946684800);
    CHECK(CookieDate::parse("1 Jan 2 Feb 1970 1971 00:00:07 00:00:08").value_or(0) == 7);  // the first of each counts
}

TEST_CASE("A cookie's attributes that browsers do not understand have a message and a place") {
    struct Row {
        std::string_view attribute, message;
        std::size_t offset = 0;  ///< Of what is wrong with it.
        sh::parse::Problem::Kind kind = sh::parse::Problem::other;
    };
    for (const Row& row : {
             Row{"SameSite=x", "SameSite is Strict, Lax or None", 9},
             Row{"Domain", "a domain is written without a dot before it"},
             Row{"Domain=.a.example", "a domain is written without a dot before it", 7},
             Row{"Domain=a b", "no host has this name", 7},
             Row{"Domain=a.example:80", "no host has this name", 7},
             Row{"Domain=https://a.example", "no host has this name", 7},
             Row{"Domain=*.a.example", "no host has this name", 7},
             Row{"Domain=a..example", "no host has this name", 7},
             Row{"Path=a", "a path begins with /; browsers take the one of the request", 5},
             Row{"Max-Age=1.5", "Max-Age is a whole number of seconds", 8},
             Row{"Max-Age=--1", "Max-Age is a whole number of seconds", 8},
             Row{"Max-Age=-", "Max-Age is a whole number of seconds", 8},
             Row{"Expires=0", "this is no date", 8},
             Row{"SameSite = x", "SameSite is Strict, Lax or None", 11},
             Row{"Max-Age=", "Max-Age is a whole number of seconds"},
             Row{"Secured", "browsers know no such attribute", 0, sh::parse::Problem::unknown},
             Row{"Priority=Highest", "browsers know no such attribute", 0, sh::parse::Problem::unknown},
             Row{"Priority", "browsers know no such attribute", 0, sh::parse::Problem::unknown},
         }) {
        INFO(row.attribute);
        const std::string text = "a=b;; Secure; " + std::string{row.attribute} + " ; HttpOnly";
        const auto cookie = set_cookie(text);
        REQUIRE(cookie.problems.size() == 1);
        CHECK(cookie.problems[0] ==
              sh::parse::Problem{row.message, 14 + row.offset, row.attribute.substr(row.offset), row.kind});
        CHECK(cookie.attributes.size() == 3);
        CHECK(cookie.secure);
        CHECK(cookie.http_only);
    }
    for (const std::string_view domain : {"a.example", "a_b.example", "a.example.", "localhost", "127.0.0.1", "[::1]"})
        CHECK(set_cookie("a=b; Domain=" + std::string{domain}).problems.empty());
    const auto twice = set_cookie("a=b; SameSite=Lax; samesite=Strict; x=1");
    REQUIRE(twice.problems.size() == 2);
    CHECK(twice.problems[1] == sh::parse::Problem{"the attribute is there twice; browsers obey the last", 19,
                                                  "samesite", sh::parse::Problem::repeated});
    const std::string text = "a=b; Path=/" + std::string(1024, 'a');
    REQUIRE(set_cookie(text).problems.size() == 1);
    CHECK(set_cookie(text).problems[0].message == "browsers ignore an attribute of more than 1024 bytes");
    CHECK(set_cookie(text).path.empty());
    CHECK(set_cookie(text.substr(0, text.size() - 1)).problems.empty());
    CHECK(set_cookie("a=b; Max-Age=0").max_age.value_or(1) == 0);
}

TEST_CASE("A cookie becomes a SecureCookie up to the bounds of its parts") {
    const auto becomes = [](const std::string& attributes) {
        return sh::parse::to_policy(set_cookie("a=1; SameSite=Lax; " + attributes)).has_value();
    };
    const std::string label(63, 'a');
    CHECK(becomes("Domain=" + label + ".example"));
    CHECK_FALSE(becomes("Domain=" + label + "a.example"));
    CHECK(becomes("Domain=" + label + "." + label + "." + label + "." + std::string(61, 'b')));
    CHECK_FALSE(becomes("Domain=" + label + "." + label + "." + label + "." + std::string(62, 'b')));
    for (const char* const domain :
         {"a.example-", "a-.example", "a.-b.example", "a_b.example", "a.example.", "a.1", "\xc3\xa9.example"}) {
        INFO(domain);
        CHECK_FALSE(becomes(std::string{"Domain="} + domain));
    }
    CHECK(becomes("Domain=a-b.1.example"));
    CHECK(becomes("Max-Age=0"));
    CHECK(becomes("Max-Age=34560000"));
    CHECK_FALSE(becomes("Max-Age=34560001"));
    CHECK_FALSE(becomes("Path=/a;b"));
}

TEST_CASE("A cookie that expires more than 400 days ahead, where browsers cap it, becomes no SecureCookie") {
    constexpr std::chrono::sys_days now{std::chrono::year{2026} / 12 / 1};
    const auto becomes = [](const char* expires, sh::CookieTime time) {
        const std::string text = std::string{"a=1; SameSite=Lax; Expires="} + expires;
        const auto cookie = sh::parse::to_policy(set_cookie(text), time);
        if (cookie) CHECK(cookie->header("b", time).ends_with("SameSite=Lax"));
        return cookie.has_value();
    };
    CHECK(becomes("Wed, 05 Jan 2028 00:00:00 GMT", now));
    CHECK_FALSE(becomes("Wed, 05 Jan 2028 00:00:01 GMT", now));
    CHECK(becomes("Mon, 01 Jan 1601 00:00:00 GMT", now));
    CHECK_FALSE(becomes("Fri, 31 Dec 9999 23:59:59 GMT", now));
    CHECK_FALSE(becomes("Fri, 31 Dec 9999 23:59:59 GMT", {}));
    CHECK(becomes("Fri, 31 Dec 9999 23:59:59 GMT", std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}));
    CHECK(becomes("Thu, 01 Jan 1970 00:00:00 GMT", {}));
    sh::parse::SetCookie made = set_cookie("a=1; SameSite=Lax");  // with a date that no text comes to
    made.expires = 253402300800;
    CHECK_FALSE(sh::parse::to_policy(made, std::chrono::sys_seconds{std::chrono::seconds{253402300799}}).has_value());
}

TEST_CASE("A cookie's attributes become a SecureCookie that sends them again") {
    using sh::parse::set_cookie;
    for (const std::string_view text :
         {"__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax",
          "id=; Path=/a; Domain=example.com; Max-Age=3600; SameSite=Strict",
          "a=b=c; Path=/; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Secure; SameSite=None; Partitioned",
          "__Http-a=1; Secure; HttpOnly; SameSite=Strict", "theme=dark; SameSite=Lax",
          "a=1; Path=/; Secure; SameSite=Lax; Priority=High", "a=1; Secure; SameSite=Lax; Partitioned; Priority=low"}) {
        INFO(text);
        const sh::parse::SetCookie parsed = set_cookie(text);
        const auto cookie = sh::parse::to_policy(parsed);
        REQUIRE(cookie.has_value());
        CHECK(cookie->header(sh::CookieValue{sh::runtime{parsed.value.text}}) == text);
    }
    for (const std::string_view text :
         {"a=1", "a=1; SameSite=None", "=1; SameSite=Lax", "a b=1; SameSite=Lax", "a=1; SameSite=Lax; Priority=Highest",
          "a=1; SameSite=Lax; Priority=High; Priority=Low", "a=1; SameSite=Lax; Domain=example",
          "a=1; SameSite=Lax; Domain=1.2.3.4", "a=1; SameSite=Lax; Domain=-a.example",
          "a=1; SameSite=Lax; Domain=a..example", "a=1; SameSite=Lax; Max-Age=34560001",
          "a=1; SameSite=Lax; SameSite=Strict", "a=1; SameSite=Lax; Secure; Secure", "a=1; SameSite=Lax; Max-Age=-1",
          "a=1; SameSite=Lax; Max-Age=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT",
          "__host-a=1; Path=/; Secure; SameSite=Lax", "__Http-a=1; Secure; SameSite=Lax",
          "a=1; SameSite=Lax; Path=/\xC3\xA9", "__Host-a=1; Secure; SameSite=Lax"}) {
        INFO(text);
        CHECK_FALSE(sh::parse::to_policy(set_cookie(text)).has_value());
    }
}
