// SPDX-License-Identifier: MIT
#include <secure_headers/cookie/value.hpp>

#include "catch.hpp"
#include "cookie/refusal.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using sh::CookieValue;

namespace {

std::string written(const CookieValue& value) {
    value.check(0);
    std::string text(value.size(), '\0');
    CHECK(value.write_to(text.data()) == text.data() + text.size());
    return text;
}

constexpr bool writes(const CookieValue& value, std::string_view expected) {
    char text[64]{};
    value.check(0);
    value.write_to(text);
    return std::string_view{text, value.size()} == expected;
}

}  // namespace

static_assert(writes("a=b", "a=b"));
static_assert(writes(sh::base64url("f"), "Zg"));
static_assert(writes(sh::percent_encoded("a b"), "a%20b"));

TEST_CASE("CookieValue writes text as it is") {
    const std::string owned = "owned";
    CHECK(written(owned) == "owned");
    CHECK(written(std::string_view{"view"}) == "view");
    CHECK(written(sh::runtime{"outside"}) == "outside");
    CHECK(written("%41+/=") == "%41+/=");
    CHECK(written("").empty());
}

TEST_CASE("A value is looked at to each of its bytes, however long it is") {
    const sh::detail::CharSet& octets = sh::detail::cookie_octet;
    for (std::size_t size = 1; size < 50; ++size) {
        bool right = true;
        for (std::size_t place = 0; place < size; ++place) {
            std::string value(size, '~');
            for (int byte = 0; byte < 256; ++byte) {
                value[place] = static_cast<char>(byte);
                right &= sh::detail::is_cookie_octets(value) == octets.has(value[place]);
            }
        }
        CAPTURE(size);
        CHECK(right);
    }
}

TEST_CASE("base64url writes the vectors of RFC 4648, section 10, in the alphabet of its section 5, without padding") {
    const std::pair<std::string_view, std::string_view> vectors[] =
        {{"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
         {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff\xbf", "-_-_"}};
    for (const auto& [bytes, text] : vectors) CHECK(written(sh::base64url(bytes)) == text);
    CHECK(written(sh::base64url(std::array{std::byte{0}, std::byte{255}})) == "AP8");
    CHECK(written(sh::base64url(std::vector<std::uint8_t>{251, 255, 191})) == "-_-_");
    CHECK(written(sh::base64url(std::vector<char>{'f', 'o', 'o'})) == "Zm9v");
    CHECK(written(sh::base64url(std::string{"a;\r\n\0", 5})) == "YTsNCgA");
}

TEST_CASE("percent_encoded leaves letters, digits and -._~, and writes all else as %XX") {
    CHECK(written(sh::percent_encoded("Az09-._~")) == "Az09-._~");
    CHECK(written(sh::percent_encoded(" \",;\\%=\r\n")) == "%20%22%2C%3B%5C%25%3D%0D%0A");
    CHECK(written(sh::percent_encoded("\xc3\xa9\x80\xff")) == "%C3%A9%80%FF");
    CHECK(written(sh::percent_encoded(std::string_view{"\0", 1})) == "%00");
    CHECK(written(sh::percent_encoded("")).empty());
}
