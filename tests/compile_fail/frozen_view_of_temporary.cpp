// error: deleted
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <string>

namespace sh = secure_headers;

void deliver(std::string& response) {
#ifdef MISTAKE
    const sh::HeaderView view = sh::FrozenHeaders{sh::SecureHeaders{}}.view();
    sh::set_headers(response, view);
#else
    sh::set_headers(response, sh::FrozenHeaders{sh::SecureHeaders{}});
    const sh::FrozenHeaders headers{sh::SecureHeaders{}};
    sh::set_headers(response, headers.view());
#endif
}
