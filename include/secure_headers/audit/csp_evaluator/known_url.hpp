// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace secure_headers::detail::csp_evaluator {

/// A URL of a list, less its scheme.
struct KnownUrl {
    std::string_view host{};
    std::string_view path{};
};

}  // namespace secure_headers::detail::csp_evaluator
