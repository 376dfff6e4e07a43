// only error: deleted
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response_adapter.hpp>

#include <string>

namespace sh = secure_headers;

void answer(std::string& response) {
#ifdef MISTAKE
    sh::set_cookie(response, sh::SecureCookie{"a"}, nullptr);
#else
    sh::set_cookie(response, sh::SecureCookie{"a"}, "");
#endif
}
