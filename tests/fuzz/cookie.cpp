// SPDX-License-Identifier: MIT
// Cookies of any parts, and hardening those of others: a browser's reading finds what was meant, and no other field.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/cookie.hpp>
#include <secure_headers/cookie/harden.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <utility>
#include <vector>

namespace {

namespace sh = secure_headers;

void make(fuzz::Input& input) {
    const unsigned flags = input.byte();
    const std::string name{input.line()}, path{input.line()}, domain{input.line()}, extension{input.line()},
        value{input.rest()};
    sh::SecureCookie::options options{.max_age = std::chrono::seconds{flags * 1000},
                                      .same_site = static_cast<sh::SameSite>(flags % 3)};
    if ((flags & 8) != 0) options.path = sh::runtime{path};
    if ((flags & 16) != 0) options.domain = sh::runtime{domain};
    options.partitioned = (flags & 32) != 0;
    sh::SecureCookie cookie{sh::runtime{name}, options};
    if ((flags & 64) != 0) cookie = cookie.with_extension(sh::runtime{extension});
    const sh::CookieValue wrapped = (flags & 128) != 0 ? sh::base64url(value) : sh::CookieValue{value};
    std::string buffer = "A: b\r\nSet-Cookie: other=1\r\n";
    sh::set_cookie(buffer, cookie, wrapped);
    const auto lines = oracle::block(buffer);
    const std::size_t fields = name == "other" ? 2 : 3;  // it takes the other's place
    fuzz::must(lines && lines->size() == fields, "is no block of as many fields", buffer);
    const auto read = oracle::cookie(lines->back().value);
    fuzz::must(read && read->name == name, "has another name", buffer);
    fuzz::must(read->value == ((flags & 128) != 0 ? oracle::base64url(value) : value), "has another value", buffer);
    fuzz::must(oracle::cookie_name(name), "takes a name that the grammar does not", name);
    std::vector<std::pair<std::string, std::string>> wanted{{"path", (flags & 8) != 0 ? path : "/"}};
    if ((flags & 16) != 0) wanted.emplace_back("domain", domain);
    wanted.emplace_back("max-age", std::to_string(flags * 1000));
    wanted.emplace_back("secure", "");
    wanted.emplace_back("httponly", "");
    wanted.emplace_back("samesite", flags % 3 == 0 ? "Strict" : flags % 3 == 1 ? "Lax" : "None");
    if (options.partitioned) wanted.emplace_back("partitioned", "");
    auto attributes = read->attributes;
    if ((flags & 64) != 0) {
        fuzz::must(!attributes.empty(), "has no extension", buffer);
        attributes.pop_back();
    }
    fuzz::must(attributes == wanted, "has other attributes", buffer);
    fuzz::must(cookie.header(wrapped) == lines->back().value, "header and set_cookie differ", buffer);
    sh::delete_cookie(buffer, cookie);
    const auto without = oracle::block(buffer);
    fuzz::must(without && without->size() == fields && oracle::cookie(without->back().value)->name == name,
               "is not deleted", buffer);
}

void harden(std::string_view text) {
    const std::string hardened = sh::harden(text, sh::SecureCookie{});
    const auto before = oracle::cookie(text), after = oracle::cookie(hardened);
    fuzz::must(after.has_value(), "hardens to what browsers drop", hardened);
    fuzz::must(before && before->name == after->name && before->value == after->value, "changes the cookie", hardened);
    for (const char* const attribute : {"secure", "httponly", "samesite", "path"})
        fuzz::must(after->has(attribute), "lacks an attribute", hardened);
    fuzz::must(hardened.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos, "has what ends a field",
               hardened);
    fuzz::must(sh::harden(hardened, sh::SecureCookie{}) == hardened, "is hardened again", hardened);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    try {
        if (input.below(2) == 0)
            make(input);
        else
            harden(input.rest());
    } catch (const sh::InvalidHeader&) {
    }
    return 0;
}
