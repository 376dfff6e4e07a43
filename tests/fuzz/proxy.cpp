// SPDX-License-Identifier: MIT
// What proxies say of HTTPS, and the search for cookies in the header lines at the end of any buffer.
#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <optional>
#include <vector>

namespace sh = secure_headers;

namespace {

enum class Says { nothing, https, otherwise };

/// Hides what is quoted from who looks for separators; nothing if the quotes cannot be told apart.
std::optional<std::string> unquoted(std::string_view list) {
    std::string shown;
    bool quoted = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool escape = list[i] == '\\';
        if (escape && (!quoted || i + 1 == list.size())) return {};
        if (list[i] == '"') quoted = !quoted;
        shown += escape ? "__" : quoted && (list[i] == ',' || list[i] == ';') ? "_" : std::string{list[i]};
        i += escape ? 1 : 0;
    }
    if (quoted) return {};
    return shown;
}

/// RFC 7239, section 4: the last element of the list decides.
Says forwarded(std::string_view list) {
    const auto shown = unquoted(list);
    if (!shown) return Says::otherwise;
    std::vector<std::string> protos;
    for (const auto pair : oracle::split(oracle::split(*shown, ',').back(), ';'))
        if (const std::string low = oracle::lowered(oracle::stripped(pair)); low.starts_with("proto="))
            protos.push_back(low);
    if (protos.empty()) return Says::nothing;
    return protos.size() == 1 && (protos[0] == "proto=https" || protos[0] == "proto=\"https\"") ? Says::https
                                                                                                : Says::otherwise;
}

Says x_forwarded_proto(std::string_view list) {
    if (list.empty()) return Says::nothing;
    return oracle::lowered(oracle::stripped(oracle::split(list, ',').back())) == "https" ? Says::https : Says::otherwise;
}

/// Those who speak must agree.
bool https(Says one, Says other) {
    return (one == Says::https && other != Says::otherwise) || (other == Says::https && one != Says::otherwise);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const std::string proto{input.line()}, text{input.rest()};
    const bool says = https(x_forwarded_proto(proto), forwarded(text));
    fuzz::must(sh::detail::proxy_says_https(proto, text) == says, "reads another scheme", proto);
    if (text.empty() || text.ends_with('\n')) return 0;  // a head that has ended, behind which nothing is set
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
