// SPDX-License-Identifier: MIT
// What proxies say of HTTPS, and the search for cookies in the header lines at the end of any buffer.
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

namespace sh = secure_headers;

namespace {

/// RFC 7239, section 4: the last element of the list decides.
bool forwarded(std::string_view list) {
    for (const auto pair : oracle::split(oracle::split(list, ',').back(), ';')) {
        const std::string low = oracle::lowered(oracle::stripped(pair));
        if (low == "proto=https" || low == "proto=\"https\"") return true;
    }
    return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const std::string proto{input.line()}, text{input.rest()};
    const bool says = oracle::lowered(oracle::stripped(oracle::split(proto, ',').back())) == "https" || forwarded(text);
    fuzz::must(sh::detail::proxy_says_https(proto, text) == says, "reads another scheme", proto);
    std::string buffer = text + "\r\n";
    const sh::SecureCookie cookie{"a"};
    sh::set_cookie(buffer, cookie, "v");
    const std::string line = "Set-Cookie: " + cookie.header("v") + "\r\n";
    fuzz::must(buffer.size() >= line.size() && buffer.substr(buffer.size() - line.size()) == line,
               "does not end with the cookie", buffer);
    const std::string once = buffer;
    sh::set_cookie(buffer, cookie, "v");
    fuzz::must(buffer == once, "has the cookie twice", buffer);
    return 0;
}
