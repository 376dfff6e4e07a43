// SPDX-License-Identifier: MIT
#include <secure_headers/detail/percent_decode.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;

static std::string decoded(std::string_view text) {
    sh::detail::Text out;
    return sh::detail::percent_decode(out, text) ? std::string{out.view()} : "throws";
}

TEST_CASE("escaped_byte reads two hexadecimal digits") {
    CHECK(sh::detail::escaped_byte("%00") == 0x00);
    CHECK(sh::detail::escaped_byte("%09x") == 0x09);
    CHECK(sh::detail::escaped_byte("%9a") == 0x9A);
    CHECK(sh::detail::escaped_byte("%aF") == 0xAF);
    CHECK(sh::detail::escaped_byte("%fF") == 0xFF);
    for (const char* const none : {"", "%", "%1", "x41", "%g1", "%1g", "%/0", "%0:", "%@0", "% 1"}) {
        INFO(none);
        CHECK(sh::detail::escaped_byte(none) == 256);
    }
}

TEST_CASE("percent_decode does what decodeURIComponent does") {
    struct Row {
        std::string_view text, decoded;
    };
    const Row rows[]{
        {"", ""},
        {"plain", "plain"},
        {"a%20b%2Fc", "a b/c"},
        {"%7F", "\x7F"},
        {"%C2%80", "\xC2\x80"},
        {"%DF%BF!", "\xDF\xBF!"},
        {"%E0%A0%80", "\xE0\xA0\x80"},
        {"%ED%9F%BF", "\xED\x9F\xBF"},
        {"%EE%80%80", "\xEE\x80\x80"},
        {"%EF%BF%BF", "\xEF\xBF\xBF"},
        {"%F0%90%80%80", "\xF0\x90\x80\x80"},
        {"x%F4%8F%BF%BFy", "x\xF4\x8F\xBF\xBFy"},
        {"%", "throws"},
        {"a%4", "throws"},
        {"%zz", "throws"},
        {"%80", "throws"},     // a byte that only continues
        {"%C0%80", "throws"},  // overlong
        {"%C1%BF", "throws"},
        {"%C2", "throws"},  // cut short
        {"%C2%7F", "throws"},
        {"%C2%C0", "throws"},
        {"%C2x80", "throws"},
        {"%E0%9F%BF", "throws"},
        {"%ED%A0%80", "throws"},  // surrogates
        {"%ED%BF%BF", "throws"},
        {"%E2%82", "throws"},
        {"%F0%8F%BF%BF", "throws"},
        {"%F4%90%80%80", "throws"},  // above U+10FFFF
        {"%F5%80%80%80", "throws"},
        {"%FF", "throws"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(decoded(row.text) == row.decoded);
    }
}
