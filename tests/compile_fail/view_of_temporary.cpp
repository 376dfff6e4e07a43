// clang error: temporary whose address is used as value of local variable 'view' will be destroyed
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

int main() {
#ifdef MISTAKE
    const secure_headers::HeaderView view = secure_headers::FrozenHeaders{secure_headers::SecureHeaders{}};
#else
    const secure_headers::FrozenHeaders frozen{secure_headers::SecureHeaders{}};
    const secure_headers::HeaderView view = frozen;
#endif
    return view.size() == 0 ? 1 : 0;
}
