// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/report_only.hpp>
#include <secure_headers/policy/cross_origin_embedder_policy.hpp>

#include <string_view>

namespace secure_headers {

/// Reports what an embedder policy would not load, and loads it. HTML, section 7.1.4.
class CrossOriginEmbedderPolicyReportOnly : public detail::ReportOnly<CrossOriginEmbedderPolicy> {
public:
    static constexpr std::string_view name = "Cross-Origin-Embedder-Policy-Report-Only"sv;
    using ReportOnly::ReportOnly;
};

}  // namespace secure_headers
