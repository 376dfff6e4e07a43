// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

namespace detail {

/// Every feature that the W3C's list of policy-controlled features, MDN or OWASP names (2026-06), and Chromium's for
/// client hints.
inline constexpr std::string_view feature_names[]{
    "accelerometer",
    "all-screens-capture",
    "ambient-light-sensor",
    "aria-notify",
    "attribution-reporting",
    "autofill",
    "autoplay",
    "battery",
    "bluetooth",
    "browsing-topics",
    "camera",
    "captured-surface-control",
    "ch-device-memory",
    "ch-downlink",
    "ch-dpr",
    "ch-ect",
    "ch-prefers-color-scheme",
    "ch-prefers-reduced-motion",
    "ch-prefers-reduced-transparency",
    "ch-rtt",
    "ch-save-data",
    "ch-ua",
    "ch-ua-arch",
    "ch-ua-bitness",
    "ch-ua-form-factors",
    "ch-ua-full-version",
    "ch-ua-full-version-list",
    "ch-ua-high-entropy-values",
    "ch-ua-mobile",
    "ch-ua-model",
    "ch-ua-platform",
    "ch-ua-platform-version",
    "ch-ua-wow64",
    "ch-viewport-height",
    "ch-viewport-width",
    "ch-width",
    "clipboard-read",
    "clipboard-write",
    "compute-pressure",
    "conversion-measurement",
    "cross-origin-isolated",
    "deferred-fetch",
    "deferred-fetch-minimal",
    "digital-credentials-create",
    "digital-credentials-get",
    "direct-sockets",
    "display-capture",
    "document-domain",
    "encrypted-media",
    "execution-while-not-rendered",
    "execution-while-out-of-viewport",
    "focus-without-user-activation",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "join-ad-interest-group",
    "keyboard-map",
    "language-detector",
    "language-model",
    "local-fonts",
    "local-network",
    "local-network-access",
    "loopback-network",
    "magnetometer",
    "manual-text",
    "mediasession",
    "microphone",
    "midi",
    "monetization",
    "navigation-override",
    "on-device-speech-recognition",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "rewriter",
    "run-ad-auction",
    "screen-wake-lock",
    "serial",
    "smart-card",
    "speaker-selection",
    "storage-access",
    "summarizer",
    "sync-script",
    "sync-xhr",
    "tools",
    "translator",
    "trust-token-redemption",
    "unload",
    "usb",
    "vertical-scroll",
    "web-app-installation",
    "web-share",
    "window-management",
    "window-placement",
    "writer",
    "xr-spatial-tracking",
};

constexpr bool is_feature(std::string_view name) {
    for (const std::string_view known : feature_names)
        if (known == name) return true;
    return false;
}

}  // namespace detail

/// A feature that Permissions-Policy controls: a constant, or a name of the closed set as a literal or runtime text.
/// Permissions Policy, section 4.1.
class Feature {
public:
    /// The names of `detail::feature_names`, in the same order.
    enum Known : unsigned char {
        accelerometer,
        all_screens_capture,
        ambient_light_sensor,
        aria_notify,
        attribution_reporting,
        autofill,
        autoplay,
        battery,
        bluetooth,
        browsing_topics,
        camera,
        captured_surface_control,
        ch_device_memory,
        ch_downlink,
        ch_dpr,
        ch_ect,
        ch_prefers_color_scheme,
        ch_prefers_reduced_motion,
        ch_prefers_reduced_transparency,
        ch_rtt,
        ch_save_data,
        ch_ua,
        ch_ua_arch,
        ch_ua_bitness,
        ch_ua_form_factors,
        ch_ua_full_version,
        ch_ua_full_version_list,
        ch_ua_high_entropy_values,
        ch_ua_mobile,
        ch_ua_model,
        ch_ua_platform,
        ch_ua_platform_version,
        ch_ua_wow64,
        ch_viewport_height,
        ch_viewport_width,
        ch_width,
        clipboard_read,
        clipboard_write,
        compute_pressure,
        conversion_measurement,
        cross_origin_isolated,
        deferred_fetch,
        deferred_fetch_minimal,
        digital_credentials_create,
        digital_credentials_get,
        direct_sockets,
        display_capture,
        document_domain,
        encrypted_media,
        execution_while_not_rendered,
        execution_while_out_of_viewport,
        focus_without_user_activation,
        fullscreen,
        gamepad,
        geolocation,
        gyroscope,
        hid,
        identity_credentials_get,
        idle_detection,
        interest_cohort,
        join_ad_interest_group,
        keyboard_map,
        language_detector,
        language_model,
        local_fonts,
        local_network,
        local_network_access,
        loopback_network,
        magnetometer,
        manual_text,
        mediasession,
        microphone,
        midi,
        monetization,
        navigation_override,
        on_device_speech_recognition,
        otp_credentials,
        payment,
        picture_in_picture,
        private_state_token_issuance,
        private_state_token_redemption,
        publickey_credentials_create,
        publickey_credentials_get,
        rewriter,
        run_ad_auction,
        screen_wake_lock,
        serial,
        smart_card,
        speaker_selection,
        storage_access,
        summarizer,
        sync_script,
        sync_xhr,
        tools,
        translator,
        trust_token_redemption,
        unload,
        usb,
        vertical_scroll,
        web_app_installation,
        web_share,
        window_management,
        window_placement,
        writer,
        xr_spatial_tracking,
    };

    /// Refuses a number that is none of theirs.
    constexpr Feature(Known feature) : name_{detail::Text::literal(name_of(feature))} {}
    template <std::size_t Size>
    consteval Feature(const char (&literal)[Size]) : name_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    constexpr Feature(runtime name) : name_{name.text} { check(name.text); }

    /// A feature that is newer than this list; refuses what is no key of a structured field.
    static constexpr Feature unlisted(std::string_view name) {
        if (!detail::sf::is_key(name))
            detail::refuse("Permissions-Policy: a feature's name takes a-z 0-9 _ - . *, a letter or * first");
        Feature feature{accelerometer};
        feature.name_ = detail::Text{name};
        return feature;
    }

    constexpr std::string_view name() const { return name_; }
    bool operator==(const Feature&) const = default;

private:
    static constexpr std::string_view name_of(Known feature) {
        if (std::size_t{feature} >= std::size(detail::feature_names))
            detail::refuse("Permissions-Policy: no feature has this number; write Feature::camera, say");
        return detail::feature_names[feature];
    }
    static constexpr void check(std::string_view name) {
        if (!detail::is_feature(name))
            detail::refuse("Permissions-Policy: no such feature; for one that is new write Feature::unlisted(name)");
    }

    detail::Text name_;
};

}  // namespace secure_headers
