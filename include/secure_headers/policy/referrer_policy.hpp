// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace secure_headers {

/// Says how much of the page's address browsers tell other servers. Referrer Policy, section 3.
class [[nodiscard]] ReferrerPolicy {
public:
    static constexpr std::string_view name = "Referrer-Policy"sv;
    static const ReferrerPolicy no_referrer;  ///< Also makes same-origin POSTs carry `Origin: null`.
    static const ReferrerPolicy no_referrer_when_downgrade;
    static const ReferrerPolicy same_origin;
    static const ReferrerPolicy origin;
    static const ReferrerPolicy strict_origin;
    static const ReferrerPolicy origin_when_cross_origin;
    static const ReferrerPolicy strict_origin_when_cross_origin;
    static const ReferrerPolicy unsafe_url;

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit ReferrerPolicy(runtime word)
        : ReferrerPolicy{
              detail::known_word(name, word, words,
                                 "takes no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, "
                                 "origin-when-cross-origin, strict-origin-when-cross-origin or unsafe-url only")} {}

    /// Lists policies, the best last: browsers take the last that they know. Refuses none, and the same twice.
    static constexpr ReferrerPolicy fallbacks(detail::Items<ReferrerPolicy> policies) {
        if (policies.size() == 0) detail::refuse("Referrer-Policy: fallbacks needs a policy");
        ReferrerPolicy all;
        for (const ReferrerPolicy& policy : policies)
            for (std::size_t i = 0; i < policy.count_; ++i) all.push_back(policy.tokens_[i]);
        return all;
    }

    constexpr void write_to(FieldWriter& out) const {
        for (std::size_t i = 0; i < count_; ++i) out.append(i == 0 ? "" : ", ").append(tokens_[i]);
    }

private:
    static constexpr std::string_view words[]{"no-referrer"sv,
                                              "no-referrer-when-downgrade"sv,
                                              "same-origin"sv,
                                              "origin"sv,
                                              "strict-origin"sv,
                                              "origin-when-cross-origin"sv,
                                              "strict-origin-when-cross-origin"sv,
                                              "unsafe-url"sv};

    constexpr ReferrerPolicy() = default;
    constexpr explicit ReferrerPolicy(std::string_view token) { push_back(token); }

    constexpr void push_back(std::string_view token) {
        for (std::size_t i = 0; i < count_; ++i)
            if (tokens_[i] == token) detail::refuse("Referrer-Policy: fallbacks has the same policy twice");
        tokens_[count_++] = token;
    }

    std::array<std::string_view, sizeof words / sizeof words[0]> tokens_{};
    std::size_t count_ = 0;
};
inline constexpr ReferrerPolicy ReferrerPolicy::no_referrer{"no-referrer"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::no_referrer_when_downgrade{"no-referrer-when-downgrade"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::same_origin{"same-origin"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::origin{"origin"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::strict_origin{"strict-origin"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::origin_when_cross_origin{"origin-when-cross-origin"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::strict_origin_when_cross_origin{"strict-origin-when-cross-origin"sv};
inline constexpr ReferrerPolicy ReferrerPolicy::unsafe_url{"unsafe-url"sv};

}  // namespace secure_headers
