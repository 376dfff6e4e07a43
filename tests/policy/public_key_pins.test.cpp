// SPDX-License-Identifier: MIT
#include <secure_headers/policy/public_key_pins.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <string>
#include <string_view>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::PublicKeyPins;

namespace {

constexpr std::string_view other_pin = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

constexpr bool writes_pins() {
    sh::FieldWriter out;
    PublicKeyPins{{.pins = {"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", sh::runtime{other_pin}}}}.write_to(out);
    return out.value() ==
               "pin-sha256=\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; "
               "pin-sha256=\"LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\"; max-age=5184000" &&
           out.is_https_only();
}

PublicKeyPins with_pin(std::string_view pin) {
    return PublicKeyPins{{.pins = {sh::runtime{pin}, sh::runtime{other_pin}}}};
}

}  // namespace

static_assert(PublicKeyPins::name == "Public-Key-Pins");
static_assert(writes_pins());

TEST_CASE("Public-Key-Pins writes what RFC 7469 had browsers read, over HTTPS only") {
    CHECK(written(PublicKeyPins{}) == "max-age=0");
    CHECK(written(PublicKeyPins{{.pins = {"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", sh::runtime{other_pin}},
                                 .max_age = 1h,
                                 .include_subdomains = true,
                                 .report_uri = "https://r.example/pins"}}) ==
          "pin-sha256=\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; "
          "pin-sha256=\"LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\"; max-age=3600; includeSubDomains; "
          "report-uri=\"https://r.example/pins\"");
}

TEST_CASE("Public-Key-Pins refuses pins that would not do") {
    CHECK_THROWS_WITH((PublicKeyPins{{.pins = {}}}), "Public-Key-Pins: needs two pins, one of them of a key in reserve");
    CHECK_THROWS_WITH((PublicKeyPins{{.pins = {sh::runtime{other_pin}}}}),
                      "Public-Key-Pins: needs two pins, one of them of a key in reserve");
    CHECK_THROWS_WITH(with_pin(other_pin), "Public-Key-Pins: has the same pin twice");
    for (const std::chrono::seconds time : {0s, -1s})
        CHECK_THROWS_WITH((PublicKeyPins{{.pins = {"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", sh::runtime{other_pin}},
                                          .max_age = time}}),
                          "Public-Key-Pins: max_age must be positive; to forget write PublicKeyPins{}");
    constexpr auto no_pin = "Public-Key-Pins: a pin is the base64 of 32 bytes, 44 characters";
    for (const std::string_view text :
         {"", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=="})
        CHECK_THROWS_WITH(with_pin(text), no_pin);
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_WITH(with_pin(text), no_pin);
    for (const char c : {';', ',', '"', ' ', '\r', '\n', '\0', '\x80'}) {
        std::string pin{other_pin};
        pin[5] = c;
        CHECK_THROWS_WITH(with_pin(pin), no_pin);
    }
}

TEST_CASE("Public-Key-Pins refuses what is no URL") {
    const auto sent_to = [](std::string_view uri) {
        return PublicKeyPins{{.pins = {"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", sh::runtime{other_pin}},
                              .report_uri = sh::runtime{uri}}};
    };
    CHECK_THROWS_WITH(sent_to("http://r.example"), "Public-Key-Pins: report-uri begins with https://");
    CHECK_THROWS_WITH(sent_to("https:///"), "Public-Key-Pins: report-uri needs a host");
    constexpr auto no_uri =
        "Public-Key-Pins: report-uri takes a URI; percent-encode quotes, spaces and what is not ASCII";
    for (const std::string_view text : {"https://a\"b", "https://a b"}) CHECK_THROWS_WITH(sent_to(text), no_uri);
}
