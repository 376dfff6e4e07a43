// SPDX-License-Identifier: MIT
#include <secure_headers/policy/custom_header.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sh = secure_headers;
using sh::CustomHeader;

static_assert(sh::HeaderPolicy<CustomHeader>);

TEST_CASE("CustomHeader sends any name and value that can stand in a response") {
    const CustomHeader literal{"X-Name", "a \"value\"; with=this, and that"};
    CHECK(std::string_view{literal.name} == "X-Name");
    CHECK(written(literal) == "a \"value\"; with=this, and that");
    const CustomHeader from_outside{sh::runtime{"x!#$%&'*+-.^_`|~9"}, sh::runtime{"v"}};
    CHECK(std::string_view{from_outside.name} == "x!#$%&'*+-.^_`|~9");
    CHECK(literal == CustomHeader{"X-Name", sh::runtime{"a \"value\"; with=this, and that"}});
    CHECK_FALSE(literal == from_outside);
}

TEST_CASE("CustomHeader keeps its own copy of text from outside") {
    std::string name = "X-Name", value = "value";
    const CustomHeader header{sh::runtime{name}, sh::runtime{value}};
    name.assign(name.size(), '?');
    value.assign(value.size(), '?');
    CHECK(std::string_view{header.name} == "X-Name");
    CHECK(written(header) == "value");
}

TEST_CASE("CustomHeader refuses what would end or break a field") {
    constexpr const char* bad_name = "header name: takes letters, digits and !#$%&'*+-.^_`|~ only";
    constexpr const char* bad_value = "X-Name: takes visible ASCII and inner spaces only, no CR, LF or NUL";
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_WITH((CustomHeader{sh::runtime{text}, "v"}), bad_name);
        CHECK_THROWS_WITH((CustomHeader{"X-Name", sh::runtime{text}}), bad_value);
    }
    for (const std::string_view text : {"a b", "a:", "a;b", "a,b", "\"a\"", "a/b", "(a)", " a", "a=b"})
        CHECK_THROWS_WITH((CustomHeader{sh::runtime{text}, "v"}), bad_name);
    for (const std::string_view text : {" a", "a ", " "})
        CHECK_THROWS_WITH((CustomHeader{"X-Name", sh::runtime{text}}), bad_value);
    CHECK_THROWS_WITH((CustomHeader{sh::runtime{""}, "v"}), "header name: must not be empty");
    CHECK_THROWS_WITH((CustomHeader{"X-Name", sh::runtime{""}}), "X-Name: must not be empty");
}

TEST_CASE("CustomHeader leaves headers that have a policy to it, unless it is told that nobody checks") {
    for (const char* name : {"X-Content-Type-Options", "x-frame-options", "CONTENT-SECURITY-POLICY", "NEL", "Server"})
        CHECK_THROWS_WITH((CustomHeader{sh::runtime{name}, "no-sniff"}),
                          std::string{name} +
                              ": has a policy that checks its value; CustomHeader::verbatim sends what nobody checked");
    CHECK(written(CustomHeader::verbatim("X-Frame-Options", "deny")) == "deny");
    CHECK_THROWS_WITH(CustomHeader::verbatim("Expires", sh::runtime{"0\r\n"}),
                      "Expires: takes visible ASCII and inner spaces only, no CR, LF or NUL");
}

TEST_CASE("CustomHeader leaves it to the server to say where a body ends") {
    for (const char* name : {"Content-Length", "transfer-encoding"})
        CHECK_THROWS_WITH((CustomHeader{sh::runtime{name}, "0"}),
                          std::string{name} +
                              ": is of one body, which its server knows; CustomHeader::verbatim sends any name");
    CHECK(written(CustomHeader::verbatim("Content-Length", "0")) == "0");
}

TEST_CASE("CustomHeader refuses a name that is a slip for one that browsers know") {
    constexpr std::pair<const char*, const char*> slips[]{{"X-Frame-Option", "X-Frame-Options"},
                                                          {"Frame-Options", "X-Frame-Options"},
                                                          {"referer-policy", "Referrer-Policy"},
                                                          {"Permission-Policy", "Permissions-Policy"},
                                                          {"Cache-Controls", "Cache-Control"},
                                                          {"XCache-Control", "Cache-Control"},
                                                          {"X-Content-Type-Optoins", "X-Content-Type-Options"},
                                                          {"Strict-Transport-Secarity", "Strict-Transport-Security"},
                                                          {"X-Content-Security-Policy", "Content-Security-Policy"},
                                                          {"Reporting-Endpoint", "Reporting-Endpoints"}};
    for (const auto& [slip, meant] : slips)
        CHECK_THROWS_WITH((CustomHeader{sh::runtime{slip}, "v"}),
                          std::string{slip} + ": " + meant +
                              ": is what browsers know, by its policy; CustomHeader::verbatim sends any name");
    for (const char* other :
         {"Reply-To", "Expect", "Sender", "Servers", "CDN-Cache-Control", "X-Cache-Control", "s-cache-control",
          "Content-Type", "X-Frame", "Permissions", "TEL", "X-Robots-Ids", "X-Content-Type-Otpoins"})
        CHECK(std::string_view{CustomHeader{sh::runtime{other}, "v"}.name} == other);
    CHECK(std::string_view{CustomHeader::verbatim("Referer-Policy", "origin").name} == "Referer-Policy");
}

TEST_CASE("CustomHeader takes each byte, at each place, or refuses it") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool visible = byte > 0x20 && byte < 0x7f;
        const bool token = visible && std::string_view{"\"(),/:;<=>?@[\\]{}"}.find(c) == std::string_view::npos;
        for (const std::string& text : {std::string{c} + "ab", std::string{"a"} + c + "b", std::string{"ab"} + c}) {
            INFO(byte << " in " << text);
            const bool inside = text[1] == c && text[0] == 'a';
            if (visible || (byte == ' ' && inside))
                CHECK(written(CustomHeader{"X-Name", sh::runtime{text}}) == text);
            else
                CHECK_THROWS_AS((CustomHeader{"X-Name", sh::runtime{text}}), sh::InvalidHeader);
            if (token)
                CHECK(std::string_view{CustomHeader{sh::runtime{text}, "v"}.name} == text);
            else
                CHECK_THROWS_AS((CustomHeader{sh::runtime{text}, "v"}), sh::InvalidHeader);
        }
    }
}

TEST_CASE("CustomHeader is assigned as a whole") {
    CustomHeader header{"X-Name", "value"};
    const CustomHeader other = CustomHeader::verbatim("X-Frame-Options", "ALLOW-FROM https://example.com");
    header = other;
    CHECK(header == other);
    header = CustomHeader{"X-Another", "another"};
    CHECK(std::string_view{header.name} == "X-Another");
    static_assert(!std::is_assignable_v<decltype((header.name)), sh::HeaderName>);
    static_assert(!std::is_assignable_v<decltype((header.name)), decltype((other.name))>);
    static_assert(std::is_nothrow_move_constructible_v<CustomHeader> && std::is_nothrow_move_assignable_v<CustomHeader>);
}
