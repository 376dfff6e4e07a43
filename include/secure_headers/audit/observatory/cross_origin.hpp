// SPDX-License-Identifier: MIT
// The Observatory's tests of the Cross-Origin-*-Policy headers and of CORS.
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/observatory/structured_token.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/text.hpp>

#include <string_view>

namespace secure_headers::detail::observatory {

/// The token of a field; nothing if there is no field or it is empty, "?" if it is repeated or says something else.
constexpr std::string_view only_token(const ResponseFields::Values& values) {
    if (values.count > 1) return "?";
    if (values.first.empty()) return {};
    const std::string_view token = structured_token(javascript::trim(javascript::first(values.first, 1024)));
    return token.empty() ? "?" : token;
}

constexpr Outcome test_cross_origin_embedder_policy(const ResponseFields& fields) {
    const std::string_view policy = only_token(fields.values("Cross-Origin-Embedder-Policy"));
    if (policy.empty()) return "coep-not-implemented";
    if (policy == "require-corp") return "coep-implemented-with-require-corp";
    if (policy == "credentialless") return "coep-implemented-with-credentialless";
    if (policy == "unsafe-none") return "coep-implemented-with-unsafe-none";
    return "coep-header-invalid";
}

constexpr Outcome test_cross_origin_opener_policy(const ResponseFields& fields) {
    const std::string_view policy = only_token(fields.values("Cross-Origin-Opener-Policy"));
    if (policy.empty()) return "coop-not-implemented";
    if (policy == "same-origin") return "coop-implemented-with-same-origin";
    if (policy == "same-origin-allow-popups") return "coop-implemented-with-same-origin-allow-popups";
    if (policy == "noopener-allow-popups") return "coop-implemented-with-noopener-allow-popups";
    if (policy == "unsafe-none") return "coop-implemented-with-unsafe-none";
    return "coop-header-invalid";
}

/// All fields as one, joined by ", "; a page's own counts where the response has none.
constexpr Outcome test_cross_origin_resource_policy(const ResponseFields& fields, const ObservatoryContext& context) {
    constexpr std::string_view name = "Cross-Origin-Resource-Policy";
    const ResponseFields::Values values = fields.values(name);
    std::string_view value = values.first;
    Text joined;
    if (values.count > 1) {
        fields.for_each(name, [&](std::string_view each) { joined.append(each).append(", "); });
        value = joined.view().substr(0, joined.size() - 2);
    }
    if (value.empty())
        for (const ResponseField& field : context.http_equiv)
            if (iequals(field.name, name)) value = field.value;
    const std::string_view policy = javascript::trim(javascript::first(value, 256));
    if (policy.empty()) return "corp-not-implemented";
    // None has a letter that is the lower case of one that is not ASCII.
    if (iequals(policy, "same-origin")) return "corp-implemented-with-same-origin";
    if (iequals(policy, "same-site")) return "corp-implemented-with-same-site";
    if (iequals(policy, "cross-origin")) return "corp-implemented-with-cross-origin";
    return "corp-header-invalid";
}

/// Takes the response for the one to its preflight.
constexpr Outcome test_cross_origin_resource_sharing(const ResponseFields& fields, const ObservatoryContext& context) {
    const std::string_view allowed = fields.first("Access-Control-Allow-Origin");
    if (allowed.empty()) return "cross-origin-resource-sharing-not-implemented";
    if (javascript::trim(javascript::first(allowed, 256)) == "*")
        return "cross-origin-resource-sharing-implemented-with-public-access";
    const bool credentials = iequals(javascript::trim(fields.first("Access-Control-Allow-Credentials")), "true");
    if (credentials && !context.origin.empty() && allowed == context.origin)
        return "cross-origin-resource-sharing-implemented-with-universal-access";
    return "cross-origin-resource-sharing-implemented-with-restricted-access";
}

}  // namespace secure_headers::detail::observatory
