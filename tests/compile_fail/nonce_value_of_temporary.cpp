// clang error: temporary whose address is used as value of local variable 'value' will be destroyed
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

int main() {
#ifdef MISTAKE
    const auto value = secure_headers::Nonce::generate().value();
#else
    const secure_headers::Nonce nonce = secure_headers::Nonce::generate();
    const auto value = nonce.value();
#endif
    return static_cast<int>(value.size() + secure_headers::Nonce::generate().value().size());
}
