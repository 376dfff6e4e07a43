// SPDX-License-Identifier: MIT
#include <secure_headers/nonce.hpp>

#include "catch.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;

// Nothing else can take its place.
static_assert(!std::is_constructible_v<sh::Nonce, std::string_view>);
static_assert(!std::is_constructible_v<sh::Nonce, const char*>);
static_assert(!std::is_default_constructible_v<sh::Nonce>);
static_assert(sh::Nonce::byte_count * 8 >= 128);

TEST_CASE("A nonce is 24 characters of base64, ready for the page") {
    const auto nonce = sh::Nonce::generate([](unsigned char* bytes, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(0xf5 + i);
        return count == 18;
    });
    CHECK(nonce.value() == "9fb3+Pn6+/z9/v8AAQIDBAUG");
    CHECK(nonce.attribute() == "nonce=\"9fb3+Pn6+/z9/v8AAQIDBAUG\"");
    CHECK(nonce.value().size() == sh::nonce_placeholder.size());
}

TEST_CASE("Nonces differ") {
    std::set<std::string> seen;
    for (int i = 0; i < 10000; ++i) {
        const sh::Nonce nonce = sh::Nonce::generate();
        CHECK(nonce.value().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") ==
              std::string_view::npos);
        seen.emplace(nonce.value());
    }
    CHECK(seen.size() == 10000);
}

TEST_CASE("A generator that fails is not replaced by another") {
    CHECK_THROWS_WITH(sh::Nonce::generate([](unsigned char*, std::size_t) { return false; }),
                      "nonce: the random generator failed");
}
