// SPDX-License-Identifier: MIT
// Flash files that run what their parameters say: the list of CSP Evaluator 1.1.8 (github.com/google/csp-evaluator,
// allowlist_bypasses/json/flash.json, commit d5cddb9), facts in its order, since the first match decides.
#pragma once

#include <secure_headers/audit/csp_evaluator/known_url.hpp>

namespace secure_headers::detail::csp_evaluator {

inline constexpr KnownUrl flash_urls[]{
    {"vk.com", "/swf/video.swf"},
    {"ajax.googleapis.com", "/ajax/libs/yui/2.8.0r4/build/charts/assets/charts.swf"},
};

}  // namespace secure_headers::detail::csp_evaluator
