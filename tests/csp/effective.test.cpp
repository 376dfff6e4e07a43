// SPDX-License-Identifier: MIT
#include <secure_headers/csp/effective.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;

namespace {

struct Row {
    std::string_view policy;
    D directive;
    std::string_view sources;  ///< "from: sources", or nothing if nothing restricts.
};

constexpr Row rows[]{
    // CSP3, section 6.8.3: each directive's fallback, one step at a time.
    {"default-src d:", D::script_src_elem, "default-src: d:"},
    {"default-src d:; script-src s:", D::script_src_elem, "script-src: s:"},
    {"default-src d:; script-src s:; script-src-elem e:", D::script_src_elem, "script-src-elem: e:"},
    {"script-src s:; script-src-elem e:", D::script_src, "script-src: s:"},
    {"script-src-elem e:", D::script_src, ""},
    {"default-src d:; style-src s:", D::style_src_elem, "style-src: s:"},
    {"default-src d:; style-src 'unsafe-inline'", D::style_src_attr, "style-src: 'unsafe-inline'"},
    {"default-src d:; script-src s:", D::worker_src, "script-src: s:"},
    {"default-src d:; script-src s:; child-src c:", D::worker_src, "child-src: c:"},
    {"default-src d:; child-src c:; worker-src w:", D::worker_src, "worker-src: w:"},
    {"default-src d:; script-src s:", D::frame_src, "default-src: d:"},
    {"default-src d:; child-src c:", D::frame_src, "child-src: c:"},
    {"child-src c:; frame-src f:", D::fenced_frame_src, "frame-src: f:"},
    {"default-src d:", D::img_src, "default-src: d:"},
    {"default-src d:", D::font_src, "default-src: d:"},
    {"default-src d:", D::connect_src, "default-src: d:"},
    {"default-src d:", D::media_src, "default-src: d:"},
    {"default-src d:", D::object_src, "default-src: d:"},
    {"default-src d:", D::manifest_src, "default-src: d:"},
    {"default-src d:", D::child_src, "default-src: d:"},
    {"default-src d:", D::base_uri, ""},
    {"default-src d:", D::form_action, ""},
    {"default-src d:", D::frame_ancestors, ""},
    {"frame-ancestors 'self'", D::frame_ancestors, "frame-ancestors: 'self'"},
    {"sandbox allow-scripts", D::sandbox, ""},
    {"img-src a:; img-src b:", D::img_src, "img-src: a:"},
    {"", D::img_src, ""},
    // What browsers ignore.
    {"img-src 'none'", D::img_src, "img-src:"},
    {"img-src", D::img_src, "img-src:"},
    {"img-src 'none' a:", D::img_src, "img-src: a:"},
    {"img-src 'nonce-abc' 'unsafe-inline' 'strict-dynamic' a:", D::img_src, "img-src: a:"},
    {"img-src 'unknown' a:", D::img_src, "img-src: a:"},
    // CSP3, section 6.7.3.2.
    {"script-src 'unsafe-inline'", D::script_src_elem, "script-src: 'unsafe-inline'"},
    {"script-src 'unsafe-inline' 'nonce-abc'", D::script_src_elem, "script-src: 'nonce-abc'"},
    {"script-src 'unsafe-inline' 'nonce-abc'", D::script_src_attr, "script-src:"},
    {"style-src 'unsafe-inline' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", D::style_src_elem,
     "style-src: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
    {"script-src 'unsafe-inline' 'strict-dynamic' https: 'self'", D::script_src_elem, "script-src: 'strict-dynamic'"},
    {"default-src 'unsafe-inline' 'strict-dynamic' https: 'self'", D::style_src_elem,
     "default-src: 'unsafe-inline' https: 'self'"},
    {"default-src 'strict-dynamic' 'nonce-abc' https:", D::img_src, "default-src: https:"},
    {"default-src 'strict-dynamic' 'nonce-abc' https:", D::worker_src, "default-src: https:"},
    {"script-src 'strict-dynamic' 'nonce-abc' https:", D::worker_src, "script-src: 'strict-dynamic' 'nonce-abc'"},
    {"script-src https: 'unsafe-inline'", D::script_src_attr, "script-src: 'unsafe-inline'"},
    {"script-src 'unsafe-eval' 'self'", D::script_src, "script-src: 'unsafe-eval' 'self'"},
    {"script-src 'unsafe-eval' 'self'", D::script_src_elem, "script-src: 'self'"},
    {"script-src-elem 'unsafe-eval' 'self'", D::script_src_elem, "script-src-elem: 'self'"},
    {"script-src 'unsafe-eval' 'self'", D::worker_src, "script-src: 'self'"},
    {"style-src 'unsafe-eval' 'self'", D::style_src, "style-src: 'self'"},
    {"script-src 'wasm-unsafe-eval' 'trusted-types-eval'", D::script_src,
     "script-src: 'wasm-unsafe-eval' 'trusted-types-eval'"},
    {"script-src 'wasm-unsafe-eval' 'trusted-types-eval'", D::script_src_elem, "script-src:"},
    {"style-src 'wasm-unsafe-eval' 'trusted-types-eval' 'self'", D::style_src_elem, "style-src: 'self'"},
    {"default-src 'unsafe-eval'", D::script_src, "default-src: 'unsafe-eval'"},
    {"default-src 'unsafe-eval'", D::default_src, "default-src: 'unsafe-eval'"},
    {"script-src 'self'", D::script_src_attr, "script-src:"},
    {"script-src 'unsafe-hashes'", D::script_src_attr, "script-src:"},
    {"script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", D::script_src_attr, "script-src:"},
    {"script-src 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", D::script_src_attr,
     "script-src: 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
    {"script-src 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", D::script_src_elem,
     "script-src: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
    {"style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", D::style_src_attr, "style-src:"},
    {"style-src 'nonce-abc' https: 'self'", D::style_src_attr, "style-src:"},
    {"img-src 'unsafe-allow-redirects' 'inline-speculation-rules' 'unsafe-webtransport-hashes' a:", D::img_src,
     "img-src: a:"},
    {"form-action 'unsafe-allow-redirects' a:", D::form_action, "form-action: a:"},
    {"default-src 'unsafe-webtransport-hashes'", D::connect_src, "default-src: 'unsafe-webtransport-hashes'"},
    {"img-src 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' a:", D::img_src, "img-src: a:"},
    {"img-src 'report-sample' a:", D::img_src, "img-src: a:"},
    {"style-src 'report-sample'", D::style_src_elem, "style-src: 'report-sample'"},
};

std::string told(const Row& row) {
    const auto policy = sh::parse::content_security_policy(row.policy);
    const auto effective = csp::effective_sources(policy, row.directive);
    if (!effective.restricted) return {};
    std::string text = std::string{csp::name_of(effective.from)} + ":";
    for (const auto& token : effective.sources) text += " " + std::string{token.text};
    return text;
}

constexpr bool while_compiling() {
    const auto policy = sh::parse::content_security_policy("default-src 'self'; script-src 'nonce-abc' 'unsafe-inline'");
    const auto effective = csp::effective_sources(policy, D::script_src_elem);
    return effective.sources.size() == 1 && !effective.has("'unsafe-inline'");
}
static_assert(while_compiling());

}  // namespace

TEST_CASE("Content-Security-Policy says of each directive what is in force after fallback") {
    for (const Row& row : rows) {
        INFO(row.policy << " | " << csp::name_of(row.directive));
        CHECK(told(row) == row.sources);
    }
}
