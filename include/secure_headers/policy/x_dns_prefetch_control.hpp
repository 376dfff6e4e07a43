// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/keyword_policy.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/invalid_header.hpp>

#include <string_view>

namespace secure_headers {

/// Says whether browsers may look up the hosts of links before they are followed. Not standardised.
class XDNSPrefetchControl : public detail::KeywordPolicy<XDNSPrefetchControl> {
public:
    static constexpr std::string_view name = "X-DNS-Prefetch-Control"sv;
    static const XDNSPrefetchControl on;
    static const XDNSPrefetchControl off;

    /// Takes a word from outside as it stands here, and refuses others.
    constexpr explicit XDNSPrefetchControl(runtime word)
        : KeywordPolicy{detail::known_word(name, word, {"on", "off"}, "takes on or off only")} {}

private:
    using KeywordPolicy::KeywordPolicy;
};
inline constexpr XDNSPrefetchControl XDNSPrefetchControl::on{"on"sv};
inline constexpr XDNSPrefetchControl XDNSPrefetchControl::off{"off"sv};

}  // namespace secure_headers
