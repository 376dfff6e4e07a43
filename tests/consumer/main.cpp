// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <string>

namespace sh = secure_headers;

// With the name that everybody gives it, lest a name of ours be shadowed.
constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}; });
static_assert(headers.view().find("X-Frame-Options")->value == "DENY");

int main() {
    std::string block;
    sh::set_headers(block, headers, {.https = true});
    return block == headers.view().block() ? 0 : 1;
}
