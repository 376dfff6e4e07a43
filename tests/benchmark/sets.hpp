// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/secure_headers.hpp>

#include <initializer_list>

// The sets that are measured.
namespace sets {

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

inline constexpr auto recommended = sh::bake([] { return sh::SecureHeaders{}; });

/// The recommended set for what a response does not have.
inline constexpr auto defaults = sh::bake([] { return sh::SecureHeaders{}.as_defaults(); });

/// The recommended set with nonces for scripts and styles.
inline constexpr auto recommended_with_nonces = sh::bake([] {
    return sh::SecureHeaders{}.set(sh::presets::recommended_content_security_policy()
                                       .replace(csp::Directive::script_src, {csp::nonce, csp::strict_dynamic})
                                       .replace(csp::Directive::style_src, {csp::nonce}));
});

/// The recommended set with a Content-Security-Policy of 6 KB: the same 40 hosts in five directives.
template <bool with_nonces>
constexpr sh::SecureHeaders with_many_hosts() {
    const std::initializer_list<csp::Source>
        hosts{"https://host-01.example.com", "https://host-02.example.com", "https://host-03.example.com",
              "https://host-04.example.com", "https://host-05.example.com", "https://host-06.example.com",
              "https://host-07.example.com", "https://host-08.example.com", "https://host-09.example.com",
              "https://host-10.example.com", "https://host-11.example.com", "https://host-12.example.com",
              "https://host-13.example.com", "https://host-14.example.com", "https://host-15.example.com",
              "https://host-16.example.com", "https://host-17.example.com", "https://host-18.example.com",
              "https://host-19.example.com", "https://host-20.example.com", "https://host-21.example.com",
              "https://host-22.example.com", "https://host-23.example.com", "https://host-24.example.com",
              "https://host-25.example.com", "https://host-26.example.com", "https://host-27.example.com",
              "https://host-28.example.com", "https://host-29.example.com", "https://host-30.example.com",
              "https://host-31.example.com", "https://host-32.example.com", "https://host-33.example.com",
              "https://host-34.example.com", "https://host-35.example.com", "https://host-36.example.com",
              "https://host-37.example.com", "https://host-38.example.com", "https://host-39.example.com",
              "https://host-40.example.com"};
    auto policy = sh::presets::recommended_content_security_policy();
    for (const auto directive : {csp::Directive::img_src, csp::Directive::font_src, csp::Directive::connect_src,
                                 csp::Directive::media_src, csp::Directive::form_action})
        policy.replace(directive, hosts);
    if (with_nonces)
        policy.replace(csp::Directive::script_src, {csp::nonce, csp::strict_dynamic})
            .replace(csp::Directive::style_src, {csp::nonce});
    return sh::SecureHeaders{}.set(policy);
}

inline constexpr auto large = sh::bake([] { return with_many_hosts<false>(); });
inline constexpr auto large_with_nonces = sh::bake([] { return with_many_hosts<true>(); });

}  // namespace sets
