// SPDX-License-Identifier: MIT
// A minimal server's response, as far as its headers go: program size is compared with server_literals.cpp.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <string>

static constexpr auto headers = secure_headers::bake([] { return secure_headers::SecureHeaders{}; });

void respond(std::string& response, bool https) { secure_headers::set_headers(response, headers, {.https = https}); }
