// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers {

/// Makes browsers believe the Content-Type. Fetch, section 3.6.
class XContentTypeOptions : public detail::KeywordPolicy<XContentTypeOptions> {
public:
    static constexpr std::string_view name = "X-Content-Type-Options"sv;
    static const XContentTypeOptions nosniff;

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XContentTypeOptions XContentTypeOptions::nosniff{"nosniff"sv};

}  // namespace secure_headers
