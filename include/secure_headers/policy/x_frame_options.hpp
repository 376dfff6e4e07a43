// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Says who may frame the page, where a browser has no CSP `frame-ancestors`. RFC 7034, section 2.1.
class XFrameOptions : public detail::KeywordPolicy<XFrameOptions> {
public:
    static constexpr std::string_view name = "X-Frame-Options"sv;
    static const XFrameOptions deny;
    static const XFrameOptions same_origin;

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit XFrameOptions(runtime word)
        : KeywordPolicy{detail::known_word(name, word, {"DENY", "SAMEORIGIN"}, "takes DENY or SAMEORIGIN only")} {}

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XFrameOptions XFrameOptions::deny{"DENY"sv};
inline constexpr XFrameOptions XFrameOptions::same_origin{"SAMEORIGIN"sv};

}  // namespace secure_headers
