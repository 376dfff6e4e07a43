// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/reportable.hpp>
#include <secure_headers/policy/cross_origin_embedder_policy.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Cross-Origin-Embedder-Policy says; it is structured, so two fields make none. HTML, section 7.1.3.
struct CrossOriginEmbedderPolicy : Reportable {
    static constexpr std::string_view words[]{"unsafe-none", "require-corp", "credentialless"};
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr CrossOriginEmbedderPolicy cross_origin_embedder_policy(std::string_view value) {
    return {reportable_detail::read(value, CrossOriginEmbedderPolicy::words)};
}

/// The policy object that writes the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::CrossOriginEmbedderPolicy> to_policy(const CrossOriginEmbedderPolicy& parsed) {
    using Policy = secure_headers::CrossOriginEmbedderPolicy;
    const Policy constants[]{Policy::unsafe_none, Policy::require_corp, Policy::credentialless};
    return reportable_detail::policy_of(parsed, CrossOriginEmbedderPolicy::words, constants);
}

}  // namespace secure_headers::parse
