// SPDX-License-Identifier: MIT
#include <secure_headers/detail/base64.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

using namespace secure_headers::detail;

namespace {

std::string encoded(std::string_view bytes, Base64 alphabet = Base64::standard) {
    std::string text(base64_size(bytes.size(), alphabet), '?');
    const char* const end =
        write_base64(text.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), alphabet);
    CHECK(end == text.data() + text.size());
    return text;
}

}  // namespace

TEST_CASE("base64 agrees with RFC 4648, section 10") {
    CHECK(encoded("").empty());
    CHECK(encoded("f") == "Zg==");
    CHECK(encoded("fo") == "Zm8=");
    CHECK(encoded("foo") == "Zm9v");
    CHECK(encoded("foob") == "Zm9vYg==");
    CHECK(encoded("fooba") == "Zm9vYmE=");
    CHECK(encoded("foobar") == "Zm9vYmFy");
}

TEST_CASE("base64 has two alphabets") {
    CHECK(encoded("\xfb\xff\xbf\xff") == "+/+//w==");
    CHECK(encoded("\xfb\xff\xbf\xff", Base64::url) == "-_-__w");
    CHECK(encoded("\xfb\xff", Base64::url) == "-_8");
    CHECK(encoded("foo", Base64::url) == "Zm9v");
}
