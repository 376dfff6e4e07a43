// only error: return RAND_bytes(bytes, int(size)) == 1;
// SPDX-License-Identifier: MIT
#include <secure_headers/nonce.hpp>

namespace sh = secure_headers;

int RAND_bytes(unsigned char* bytes, int size);  // OpenSSL's, which fails with 0 or -1

sh::Nonce nonce() {
#ifdef MISTAKE
    return sh::Nonce::generate(RAND_bytes);
#else
    return sh::Nonce::generate([](auto* bytes, auto size) { return RAND_bytes(bytes, int(size)) == 1; });
#endif
}
