// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers {

/// Asks caches of HTTP/1.0 not to answer by themselves; `CacheControl` says it to all others. RFC 9111, section 5.4.
class Pragma : public detail::KeywordPolicy<Pragma> {
public:
    static constexpr std::string_view name = "Pragma"sv;
    static const Pragma no_cache;

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr Pragma Pragma::no_cache{"no-cache"sv};

}  // namespace secure_headers
