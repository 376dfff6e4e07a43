// error: Nonce
// SPDX-License-Identifier: MIT
#include <secure_headers/delivery.hpp>

namespace sh = secure_headers;

sh::Delivery delivery() {
#ifdef MISTAKE
    return {.https = true, .nonce = sh::Nonce{"abcdefghijklmnopqrstuvwx"}};
#else
    return {.https = true, .nonce = sh::Nonce::generate()};
#endif
}
