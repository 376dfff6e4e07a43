// error: a hook takes a set: SecureHeaders, one that is baked or frozen, or a preset
// SPDX-License-Identifier: MIT
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

#ifdef MISTAKE
const auto kept = sh::detail::frozen(sh::ContentSecurityPolicy{}.default_src({sh::csp::self}));
#else
const auto kept = sh::detail::frozen(sh::SecureHeaders{});
#endif
