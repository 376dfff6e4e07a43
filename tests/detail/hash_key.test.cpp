// SPDX-License-Identifier: MIT
#include <secure_headers/detail/hash_key.hpp>

#include <secure_headers/detail/ascii.hpp>

#include "catch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shd = secure_headers::detail;

TEST_CASE("Texts of strangers are hashed by SipHash-1-3") {
    struct Row {
        std::string_view text;
        std::uint64_t hash;
    };
    constexpr Row rows[]{
        // as CPython 3.11 has them with PYTHONHASHSEED=0
        {"a", 0x407448D2B89B1813},
        {"abcdefg", 0x6DB12AAE9070F506},
        {"abcdefgh", 0x3F7B849C0B8E35EA},
        {"abcdefghi", 0xF89B34A3D11EB6E5},
        {"script-src-elem and more bytes", 0xADF79539E6D2B379},
    };
    constexpr shd::HashKey zero{0, 0};
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(zero.sip(row.text, false) == row.hash);
    }
    STATIC_REQUIRE(zero.sip(rows[1].text, false) == rows[1].hash);
    CHECK(zero.sip("ABCdefg", true) == zero.sip("abcdefg", false));
    CHECK(zero.sip("ABCdefg", false) != zero.sip("abcdefg", false));
    CHECK(shd::HashKey{0x0706050403020100, 0x0F0E0D0C0B0A0908}.sip("", false) == 0xABAC0158050FC4DC);
}

TEST_CASE("Case is folded in each byte of a text as in a text by itself, and no other byte changes") {
    constexpr shd::HashKey key{1, 2};
    for (std::size_t size = 1; size < 20; ++size)
        for (std::size_t place = 0; place < size; ++place)
            for (int byte = 0; byte < 256; ++byte) {
                std::string text(size, 'Q'), lower(size, 'q');
                text[place] = static_cast<char>(byte);
                lower[place] = shd::to_lower(static_cast<char>(byte));
                if (key.sip(text, true) != key.sip(lower, false)) FAIL_CHECK(size << ' ' << place << ' ' << byte);
            }
    constexpr std::uint64_t hash = key.sip("SCRIPT-src [elem]", true);
    std::string text = "SCRIPT-src [elem]";
    CHECK(key.sip(text, true) == hash);
}

TEST_CASE("Each table has a key of its own") {
    const shd::HashKey first, second;
    CHECK(first.hash("script-src") != second.hash("script-src"));
    CHECK(first.hash("SCRIPT-src", true) == first.hash("script-src", true));
    const shd::HashKey copy = first;
    CHECK(copy.hash("script-src") == first.hash("script-src"));
    STATIC_REQUIRE(shd::HashKey{}.hash("script-src") == shd::HashKey{}.hash("script-src"));
    STATIC_REQUIRE(shd::HashKey{}.hash("SCRIPT-src", true) == shd::HashKey{}.hash("script-src", true));
    STATIC_REQUIRE(shd::HashKey{}.hash("SCRIPT-src") != shd::HashKey{}.hash("script-src"));
}
