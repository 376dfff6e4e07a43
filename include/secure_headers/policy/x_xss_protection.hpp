// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers {

/// Switches off the script filters of old browsers, which opened holes of their own. Not standardised.
class XXSSProtection : public detail::KeywordPolicy<XXSSProtection> {
public:
    static constexpr std::string_view name = "X-XSS-Protection"sv;
    static const XXSSProtection disabled;

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XXSSProtection XXSSProtection::disabled{"0"sv};

}  // namespace secure_headers
