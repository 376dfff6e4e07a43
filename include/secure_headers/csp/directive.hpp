// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>

#include <string_view>

namespace secure_headers::csp {

/// The directives, in the order in which a policy is written. CSP3, section 6; Trusted Types; Fenced Frames.
enum class Directive : unsigned char {
    default_src,
    script_src,
    script_src_elem,
    script_src_attr,
    style_src,
    style_src_elem,
    style_src_attr,
    img_src,
    font_src,
    connect_src,
    media_src,
    object_src,
    manifest_src,
    worker_src,
    frame_src,
    child_src,
    fenced_frame_src,
    base_uri,
    form_action,
    frame_ancestors,
    sandbox,
    webrtc,
    require_trusted_types_for,
    trusted_types,
    upgrade_insecure_requests,
    block_all_mixed_content,
    report_uri,
    report_to,
};

/// Whether browsers obey a policy or only report what breaks it.
enum class Disposition : unsigned char { enforce, report };

namespace detail {

inline constexpr std::string_view directive_names[]{
    "default-src"sv,
    "script-src"sv,
    "script-src-elem"sv,
    "script-src-attr"sv,
    "style-src"sv,
    "style-src-elem"sv,
    "style-src-attr"sv,
    "img-src"sv,
    "font-src"sv,
    "connect-src"sv,
    "media-src"sv,
    "object-src"sv,
    "manifest-src"sv,
    "worker-src"sv,
    "frame-src"sv,
    "child-src"sv,
    "fenced-frame-src"sv,
    "base-uri"sv,
    "form-action"sv,
    "frame-ancestors"sv,
    "sandbox"sv,
    "webrtc"sv,
    "require-trusted-types-for"sv,
    "trusted-types"sv,
    "upgrade-insecure-requests"sv,
    "block-all-mixed-content"sv,
    "report-uri"sv,
    "report-to"sv,
};
static_assert(sizeof directive_names / sizeof directive_names[0] == static_cast<unsigned>(Directive::report_to) + 1);

}  // namespace detail

/// The directive's name on the wire.
constexpr std::string_view name_of(Directive directive) {
    return detail::directive_names[static_cast<unsigned>(directive)];
}

/// True if the directive's value is a list of sources.
constexpr bool takes_sources(Directive directive) { return directive <= Directive::frame_ancestors; }

}  // namespace secure_headers::csp
