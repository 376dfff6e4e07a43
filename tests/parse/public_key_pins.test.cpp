// SPDX-License-Identifier: MIT
#include <secure_headers/parse/public_key_pins.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using sh::parse::public_key_pins;

namespace {

// The pins of RFC 7469, section 2.1.5.
const std::string one = R"(pin-sha256="d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=")";
const std::string two = R"(pin-sha256="E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=")";

}  // namespace

TEST_CASE("Public-Key-Pins is read by RFC 7469's rules") {
    const std::string text = one + "; " + two + ";;MAX-AGE=10000; IncludeSubDomains; pin-sha512=\"x\"; " +
                             R"(report-uri="https://r.example/a;b")";
    const auto parsed = public_key_pins(text);
    REQUIRE(parsed.is_valid());
    REQUIRE(parsed.pins.size() == 2);
    CHECK(parsed.pins[1].text == "E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=");
    CHECK(parsed.pins[1].offset == text.find("E9CZ"));
    CHECK(*parsed.max_age == 10000);
    CHECK(parsed.include_subdomains);
    CHECK(parsed.report_uri.text == "https://r.example/a;b");
    REQUIRE(parsed.unknown.size() == 1);
    CHECK(parsed.unknown[0].text == "pin-sha512");
    static_assert(public_key_pins("max-age=7").is_valid());
}

TEST_CASE("Public-Key-Pins that are not well formed are ignored, for a reason that has a place") {
    struct Row {
        std::string text;
        std::string_view message;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{one, "max-age is missing", 57},
             Row{"max-age=x", "max-age takes a whole number of seconds", 8},
             Row{"max-age=1; max-age=2", "the directive is there twice", 11},
             Row{"max-age=1; includeSubDomains=1", "the directive takes no value", 29},
             Row{"max-age=1; pin-sha256=d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=",
                 "a pin is the quoted base64 of 32 bytes", 22},
             Row{"max-age=1; pin-sha256=\"d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmN=\"",  // bits left over are not zero
                 "a pin is the quoted base64 of 32 bytes", 22},
             Row{"max-age=1; pin-sha256", "a pin is the quoted base64 of 32 bytes", 21},
             Row{"max-age=1; report-uri=\"\"", "report-uri takes a quoted URI", 22},
             Row{"max-age=1; a b", "a directive's name is a token", 11},
             Row{"max-age=1; a=b c", "a value is a token or a quoted string", 13},
         }) {
        INFO(row.text);
        const auto parsed = public_key_pins(row.text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].offset == row.offset);
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("Public-Key-Pins come back equal, if the policy can say them") {
    const std::string both = one + "; " + two + "; ";
    for (const std::string& text : {std::string{"max-age=0"}, both + "max-age=5184000",
                                    both + "max-age=1; includeSubDomains; report-uri=\"https://r.example/pins?a=%20\""})
        CHECK(written(sh::parse::to_policy(public_key_pins(text)).value()) == text);
    std::string other_case = one;  // another key: base64 has both cases
    other_case[12] = 'D';
    CHECK(sh::parse::to_policy(public_key_pins(one + "; " + other_case + "; max-age=1")).has_value());
    for (const std::string& text :
         {std::string{"max-age=1"}, one + "; max-age=1", one + "; " + one + "; max-age=1", both + "max-age=0",
          std::string{"max-age=0; includeSubDomains"}, std::string{"max-age=0; report-uri=\"https://r.example\""},
          both + "max-age=1; x", both + "max-age=99999999999999999999",
          both + "max-age=1; report-uri=\"http://r.example\""}) {
        INFO(text);
        CHECK(public_key_pins(text).is_valid());
        CHECK_FALSE(sh::parse::to_policy(public_key_pins(text)).has_value());
    }
}
