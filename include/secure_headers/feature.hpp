// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// Every feature that the W3C's list of policy-controlled features, MDN or OWASP names (2026-06), and Chromium's for
/// client hints.
inline constexpr std::string_view feature_names[]{
    "accelerometer"sv,
    "all-screens-capture"sv,
    "ambient-light-sensor"sv,
    "aria-notify"sv,
    "attribution-reporting"sv,
    "autofill"sv,
    "autoplay"sv,
    "battery"sv,
    "bluetooth"sv,
    "browsing-topics"sv,
    "camera"sv,
    "captured-surface-control"sv,
    "ch-device-memory"sv,
    "ch-downlink"sv,
    "ch-dpr"sv,
    "ch-ect"sv,
    "ch-prefers-color-scheme"sv,
    "ch-prefers-reduced-motion"sv,
    "ch-prefers-reduced-transparency"sv,
    "ch-rtt"sv,
    "ch-save-data"sv,
    "ch-ua"sv,
    "ch-ua-arch"sv,
    "ch-ua-bitness"sv,
    "ch-ua-form-factors"sv,
    "ch-ua-full-version"sv,
    "ch-ua-full-version-list"sv,
    "ch-ua-high-entropy-values"sv,
    "ch-ua-mobile"sv,
    "ch-ua-model"sv,
    "ch-ua-platform"sv,
    "ch-ua-platform-version"sv,
    "ch-ua-wow64"sv,
    "ch-viewport-height"sv,
    "ch-viewport-width"sv,
    "ch-width"sv,
    "clipboard-read"sv,
    "clipboard-write"sv,
    "compute-pressure"sv,
    "conversion-measurement"sv,
    "cross-origin-isolated"sv,
    "deferred-fetch"sv,
    "deferred-fetch-minimal"sv,
    "digital-credentials-create"sv,
    "digital-credentials-get"sv,
    "direct-sockets"sv,
    "display-capture"sv,
    "document-domain"sv,
    "encrypted-media"sv,
    "execution-while-not-rendered"sv,
    "execution-while-out-of-viewport"sv,
    "focus-without-user-activation"sv,
    "fullscreen"sv,
    "gamepad"sv,
    "geolocation"sv,
    "gyroscope"sv,
    "hid"sv,
    "identity-credentials-get"sv,
    "idle-detection"sv,
    "interest-cohort"sv,
    "join-ad-interest-group"sv,
    "keyboard-map"sv,
    "language-detector"sv,
    "language-model"sv,
    "local-fonts"sv,
    "local-network"sv,
    "local-network-access"sv,
    "loopback-network"sv,
    "magnetometer"sv,
    "manual-text"sv,
    "mediasession"sv,
    "microphone"sv,
    "midi"sv,
    "monetization"sv,
    "navigation-override"sv,
    "on-device-speech-recognition"sv,
    "otp-credentials"sv,
    "payment"sv,
    "picture-in-picture"sv,
    "private-state-token-issuance"sv,
    "private-state-token-redemption"sv,
    "publickey-credentials-create"sv,
    "publickey-credentials-get"sv,
    "rewriter"sv,
    "run-ad-auction"sv,
    "screen-wake-lock"sv,
    "serial"sv,
    "smart-card"sv,
    "speaker-selection"sv,
    "storage-access"sv,
    "summarizer"sv,
    "sync-script"sv,
    "sync-xhr"sv,
    "tools"sv,
    "translator"sv,
    "trust-token-redemption"sv,
    "unload"sv,
    "usb"sv,
    "vertical-scroll"sv,
    "web-app-installation"sv,
    "web-share"sv,
    "window-management"sv,
    "window-placement"sv,
    "writer"sv,
    "xr-spatial-tracking"sv,
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
        accelerometer = 1,  // not 0, which {} is
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
    template <detail::Unchecked Outside>
    Feature(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr Feature(runtime name) : name_{name.text} { check(name.text); }

    /// A feature that is newer than this list; refuses what is no key of a structured field.
    template <std::size_t Size>
    static consteval Feature unlisted(const char (&literal)[Size]) {
        return new_feature(detail::Text::literal(literal));
    }
    template <detail::Unchecked Outside>
    static Feature unlisted(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    static constexpr Feature unlisted(runtime name) { return new_feature(detail::Text{name.text}); }

    constexpr std::string_view name() const { return name_; }
    bool operator==(const Feature&) const = default;

private:
    static constexpr Feature new_feature(detail::Text name) {
        if (!detail::sf::is_key(name))
            detail::refuse("Permissions-Policy: a feature's name takes a-z 0-9 _ - . *, a letter or * first");
        Feature feature{accelerometer};
        feature.name_ = std::move(name);
        return feature;
    }
    static constexpr std::string_view name_of(Known feature) {
        if (feature < accelerometer || feature > std::size(detail::feature_names))
            detail::refuse("Permissions-Policy: no feature has this number; write Feature::camera, say");
        return detail::feature_names[feature - accelerometer];
    }
    static constexpr void check(std::string_view name) {
        if (!detail::is_feature(name))
            detail::refuse("Permissions-Policy: no such feature; for one that is new write Feature::unlisted(name)");
    }

    detail::Text name_;
};

}  // namespace secure_headers
