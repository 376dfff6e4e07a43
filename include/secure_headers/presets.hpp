// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/bake.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/headers.hpp>
#include <secure_headers/policy/cache_control.hpp>
#include <secure_headers/policy/clear_site_data.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/cross_origin_embedder_policy.hpp>
#include <secure_headers/policy/cross_origin_opener_policy.hpp>
#include <secure_headers/policy/cross_origin_resource_policy.hpp>
#include <secure_headers/policy/custom_header.hpp>
#include <secure_headers/policy/origin_agent_cluster.hpp>
#include <secure_headers/policy/permissions_policy.hpp>
#include <secure_headers/policy/referrer_policy.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>
#include <secure_headers/policy/x_content_type_options.hpp>
#include <secure_headers/policy/x_dns_prefetch_control.hpp>
#include <secure_headers/policy/x_download_options.hpp>
#include <secure_headers/policy/x_frame_options.hpp>
#include <secure_headers/policy/x_permitted_cross_domain_policies.hpp>
#include <secure_headers/policy/x_xss_protection.hpp>
#include <secure_headers/presets_owasp.hpp>

#include <string_view>

/// Sets with a name. Call one for a `SecureHeaders` to change, or deliver it as it is: it is baked once.
namespace secure_headers::presets {

/// A named set: a function, and what it returns as finished bytes.
template <class Make>
struct Preset : FrozenForm<Preset<Make>> {
    constexpr SecureHeaders operator()() const { return Make{}(); }
    constexpr operator SecureHeaders() const { return Make{}(); }
    constexpr const HeaderView& view() const { return secure_headers::detail::baked<Make>; }
    constexpr operator const HeaderView&() const { return view(); }
};

namespace detail {

/// Writes a CSP as another library does, and its end over HTTPS only.
struct VerbatimContentSecurityPolicy {
    static constexpr std::string_view name = "Content-Security-Policy"sv;
    std::string_view directives;
    std::string_view upgrade;

    constexpr void write_to(FieldWriter& out) const { out.append(directives).append_https_only(upgrade); }
};

// Templates, and what they call has types that they are given, so that only who uses one pays for compiling it.
template <class Policy>
constexpr Policy self_only() {
    return Policy{}
        .default_src({csp::none})
        .script_src({csp::self})
        .style_src({csp::self})
        .img_src({csp::self})
        .font_src({csp::self})
        .connect_src({csp::self})
        .media_src({csp::self})
        .object_src({csp::none})
        .manifest_src({csp::self})
        .base_uri({csp::none})
        .form_action({csp::self})
        .frame_ancestors({csp::none})
        .upgrade_insecure_requests();
}

template <class Policy>
constexpr Policy powerful_features_denied() {
    Policy policy;
    for (const Feature feature :
         {Feature::accelerometer, Feature::camera, Feature::display_capture, Feature::geolocation, Feature::gyroscope,
          Feature::hid, Feature::idle_detection, Feature::magnetometer, Feature::microphone, Feature::midi,
          Feature::payment, Feature::screen_wake_lock, Feature::serial, Feature::usb, Feature::window_management,
          Feature::xr_spatial_tracking})
        policy.deny(feature);
    return policy;
}

struct Recommended {
    template <class Headers = SecureHeaders, class Csp = ContentSecurityPolicy, class Features = PermissionsPolicy>
    constexpr Headers operator()() const {
        return Headers::empty()
            .set(StrictTransportSecurity{})
            .set(self_only<Csp>())
            .set(XFrameOptions::deny)
            .set(XContentTypeOptions::nosniff)
            .set(ReferrerPolicy::strict_origin_when_cross_origin)
            .set(powerful_features_denied<Features>())
            .set(CrossOriginOpenerPolicy::same_origin)
            .set(CrossOriginResourcePolicy::same_origin)
            .set(OriginAgentCluster::enabled)
            .set(XPermittedCrossDomainPolicies::none)
            .set(XDNSPrefetchControl::off)
            .remove("Server")
            .remove("X-Powered-By");
    }
};

template <class Policy, class Enforced = ContentSecurityPolicy>
constexpr Policy nonced() {
    return Policy{self_only<Enforced>()}
        .replace(csp::Directive::script_src, {csp::nonce, csp::strict_dynamic})
        .require_trusted_types_for(csp::TrustedTypesSink::script);
}

template <class Policy>
constexpr Policy nothing_allowed() {
    return Policy{}.default_src({csp::none}).frame_ancestors({csp::none});
}

struct Strict {
    template <class Headers = SecureHeaders, class Csp = ContentSecurityPolicy>
    constexpr Headers operator()() const {
        return Headers{}
            .set(nonced<Csp>())
            .set(ReferrerPolicy::no_referrer)
            .set(CrossOriginEmbedderPolicy::require_corp)
            .set(CacheControl{{.no_store = true}});
    }
};

struct Api {
    template <class Headers = SecureHeaders, class Csp = ContentSecurityPolicy>
    constexpr Headers operator()() const {
        return Headers::empty()
            .set(StrictTransportSecurity{})
            .set(nothing_allowed<Csp>())
            .set(XFrameOptions::deny)
            .set(XContentTypeOptions::nosniff)
            .set(ReferrerPolicy::no_referrer)
            .set(CrossOriginResourcePolicy::same_origin)
            .set(XPermittedCrossDomainPolicies::none)
            .set(CacheControl{{.no_store = true}})
            .remove("Server")
            .remove("X-Powered-By");
    }
};

struct Owasp202607 {
    template <class Headers = SecureHeaders, class Features = PermissionsPolicy>
    constexpr Headers operator()() const {
        Headers headers =
            Headers::empty()
                .set(CacheControl{{.no_store = true, .max_age = std::chrono::seconds{0}}})
                .set(VerbatimContentSecurityPolicy{"default-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; "
                                                   "frame-ancestors 'none'",
                                                   "; upgrade-insecure-requests"})
                .set(CrossOriginEmbedderPolicy::require_corp)
                .set(CrossOriginOpenerPolicy::same_origin)
                .set(CrossOriginResourcePolicy::same_origin)
                .set(features_denied<Features>())
                .set(ReferrerPolicy::no_referrer)
                .set(StrictTransportSecurity{})
                .set(XContentTypeOptions::nosniff)
                .set(XDNSPrefetchControl::off)
                .set(CustomHeader::verbatim("X-Frame-Options", "deny"))
                .set(XPermittedCrossDomainPolicies::none);
        for (const std::string_view name : owasp_headers_to_remove)
            headers.remove(HeaderName{secure_headers::detail::Text::literal(name)});
        return headers;
    }

    template <class Policy>
    static constexpr Policy features_denied() {
        Policy policy;
        for (const Feature::Known feature : owasp_features) {
            if (feature == Feature::sync_xhr)
                policy.allow(feature, {Allow::self});
            else
                policy.deny(feature);
        }
        return policy;
    }
};

struct LogOut {
    template <class Headers = SecureHeaders>
    constexpr Headers operator()() const {
        return Headers::empty().set(ClearSiteData{{ClearSiteData::cache, ClearSiteData::cookies, ClearSiteData::storage}});
    }
};

struct Helmet8 {
    template <class Headers = SecureHeaders>
    constexpr Headers operator()() const {
        return Headers::empty()
            .set(VerbatimContentSecurityPolicy{"default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';"
                                               "frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';"
                                               "script-src-attr 'none';style-src 'self' https: 'unsafe-inline'",
                                               ";upgrade-insecure-requests"})
            .set(CrossOriginOpenerPolicy::same_origin)
            .set(CrossOriginResourcePolicy::same_origin)
            .set(OriginAgentCluster::enabled)
            .set(ReferrerPolicy::no_referrer)
            .set(StrictTransportSecurity{{.max_age = std::chrono::days{365}}})
            .set(XContentTypeOptions::nosniff)
            .set(XDNSPrefetchControl::off)
            .set(XDownloadOptions::noopen)
            .set(XFrameOptions::same_origin)
            .set(XPermittedCrossDomainPolicies::none)
            .set(XXSSProtection::disabled)
            .remove("X-Powered-By");
    }
};

struct SecurePy02 {
    template <class Headers = SecureHeaders>
    constexpr Headers operator()() const {
        return Headers::empty()
            .set(CustomHeader::verbatim("Strict-Transport-Security", "max-age=63072000; includeSubdomains"))
            .https_only("Strict-Transport-Security")
            .set(XFrameOptions::same_origin)
            .set(CustomHeader::verbatim("X-XSS-Protection", "1; mode=block"))
            .set(XContentTypeOptions::nosniff)
            .set(CustomHeader::verbatim("Referrer-Policy", "no-referrer, strict-origin-when-cross-origin"))
            .set(CustomHeader::verbatim("Pragma", "no-cache"))
            .set(CustomHeader::verbatim("Expires", "0"))
            .set(CustomHeader::verbatim("Cache-control", "no-cache, no-store, must-revalidate, max-age=0"));
    }
};

}  // namespace detail

/// Safe for a browser application without further thought; what `SecureHeaders{}` starts from.
inline constexpr Preset<detail::Recommended> recommended{};

/// All that one response can do: scripts by nonce, Trusted Types, cross-origin isolation, no caching.
inline constexpr Preset<detail::Strict> strict{};

/// For JSON and the like, which no browser should render, frame or cache.
inline constexpr Preset<detail::Api> api{};

/// The OWASP Secure Headers Project's list of 2026-07-19 to the letter, less Clear-Site-Data, with its removals.
inline constexpr Preset<detail::Owasp202607> owasp_2026_07{};

/// The list's Clear-Site-Data, for the response that logs a user out: it clears cache, cookies and storage.
inline constexpr Preset<detail::LogOut> log_out{};

/// What helmet 8.3 sends, byte for byte; what must not travel over plain HTTP stays away there.
inline constexpr Preset<detail::Helmet8> helmet_8{};

/// What secure.py 0.2.1 sends, byte for byte; what must not travel over plain HTTP stays away there.
inline constexpr Preset<detail::SecurePy02> secure_py_0_2{};

/// The Content-Security-Policy of `recommended`, for a site to change.
template <class Policy = ContentSecurityPolicy>
constexpr Policy recommended_content_security_policy() {
    return detail::self_only<Policy>();
}
/// The Permissions-Policy of `recommended`, for a site to change.
template <class Policy = PermissionsPolicy>
constexpr Policy recommended_permissions_policy() {
    return detail::powerful_features_denied<Policy>();
}
/// The Content-Security-Policy of `strict`, or its report-only twin.
template <class Policy = ContentSecurityPolicy>
constexpr Policy strict_content_security_policy() {
    return detail::nonced<Policy>();
}
/// The Content-Security-Policy of `api`, or its report-only twin.
template <class Policy = ContentSecurityPolicy>
constexpr Policy api_content_security_policy() {
    return detail::nothing_allowed<Policy>();
}

}  // namespace secure_headers::presets
