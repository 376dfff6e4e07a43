// SPDX-License-Identifier: MIT
// Instructions: run by callgrind, which counts each piece of work apart, under the name that is given here.
#include "count.hpp"
#include "sets.hpp"

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response.hpp>

#include <cstddef>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>

#if __has_include(<fmt/compile.h>)
#include <fmt/compile.h>
#endif

namespace {

namespace sh = secure_headers;

alignas(64) char out[8192];

void count_set(const std::string& name, sh::HeaderView view, bool https) {
    hide(out);
    sh::Delivery delivery{.https = https};
    if (view.needs_nonce()) delivery.nonce = sh::Nonce::generate();
    const sh::detail::Block block = sh::detail::block_of(view, delivery);
    hide(view);
    hide(delivery);
    count("memcpy " + name, [&] { std::memcpy(out, block.bytes, block.size); });
    count("write_block " + name, [&] { sh::write_block(out, view, delivery); });

    std::string buffer;
    buffer.reserve(8192);
    count("set_headers on std::string " + name, [&] {
        buffer.clear();
        sh::set_headers(buffer, view, delivery);
    });
    std::size_t size = 0;
    count("for_each_field " + name, [&] {
        sh::for_each_field(view, delivery,
                           [&](const sh::HeaderField& field, std::string_view) { size += field.value.size(); });
    });
    hide(size);
}

void count_nonce() {
    const auto fill = [](unsigned char* bytes, std::size_t size) {
        std::memset(bytes, 0x5a, size);
        return true;
    };
    count("Nonce::generate without the system's part", [&] {
        sh::Nonce nonce = sh::Nonce::generate(fill);
        hide(nonce);
    });
}

constexpr sh::SecureCookie session{"__Host-session"};

void count_cookie() {
    std::string_view value = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI";
    hide(value);
    std::string buffer;
    buffer.reserve(512);
    count("set_cookie on std::string", [&] {
        buffer.clear();
        sh::set_cookie(buffer, session, value);
    });
#if __has_include(<fmt/compile.h>)
    count("fmt::format_to of a cookie", [&] {
        buffer.clear();
        fmt::format_to(std::back_inserter(buffer),
                       FMT_COMPILE("Set-Cookie: __Host-session={}; Secure; HttpOnly; Path=/; SameSite=Lax\r\n"), value);
    });
#endif
}

}  // namespace

int main() {
    for (const bool https : {true, false}) {
        const std::string over = https ? ", https" : ", http";
        count_set("recommended" + over, sets::recommended, https);
        count_set("recommended with nonces" + over, sets::recommended_with_nonces, https);
        count_set("large" + over, sets::large, https);
        count_set("large with nonces" + over, sets::large_with_nonces, https);
    }
    count_nonce();
    count_cookie();
}
