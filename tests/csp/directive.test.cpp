// SPDX-License-Identifier: MIT
#include <secure_headers/csp/directive.hpp>

#include "catch.hpp"

#include <string_view>

namespace csp = secure_headers::csp;

TEST_CASE("Each directive has the name that browsers know") {
    using D = csp::Directive;
    struct Row {
        D directive;
        std::string_view name;
    };
    constexpr Row rows[]{
        {D::default_src, "default-src"},
        {D::script_src, "script-src"},
        {D::script_src_elem, "script-src-elem"},
        {D::script_src_attr, "script-src-attr"},
        {D::style_src, "style-src"},
        {D::style_src_elem, "style-src-elem"},
        {D::style_src_attr, "style-src-attr"},
        {D::img_src, "img-src"},
        {D::font_src, "font-src"},
        {D::connect_src, "connect-src"},
        {D::media_src, "media-src"},
        {D::object_src, "object-src"},
        {D::manifest_src, "manifest-src"},
        {D::worker_src, "worker-src"},
        {D::frame_src, "frame-src"},
        {D::child_src, "child-src"},
        {D::fenced_frame_src, "fenced-frame-src"},
        {D::base_uri, "base-uri"},
        {D::form_action, "form-action"},
        {D::frame_ancestors, "frame-ancestors"},
        {D::sandbox, "sandbox"},
        {D::webrtc, "webrtc"},
        {D::require_trusted_types_for, "require-trusted-types-for"},
        {D::trusted_types, "trusted-types"},
        {D::upgrade_insecure_requests, "upgrade-insecure-requests"},
        {D::block_all_mixed_content, "block-all-mixed-content"},
        {D::report_uri, "report-uri"},
        {D::report_to, "report-to"},
    };
    for (const Row& row : rows) CHECK(csp::name_of(row.directive) == row.name);
    STATIC_REQUIRE(csp::name_of(rows[27].directive) == rows[27].name);
}
