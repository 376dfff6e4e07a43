// SPDX-License-Identifier: MIT
// The Observatory's tests of Referrer-Policy, X-Content-Type-Options and X-Frame-Options.
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/csp.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/name_table.hpp>
#include <secure_headers/detail/text.hpp>

#include <initializer_list>
#include <string_view>

namespace secure_headers::detail::observatory {

/// True if `text`, less white space around it and in lower case, is one of the words, which have no letter that is the
/// lower case of one that is not ASCII.
constexpr bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
    const std::string_view word = javascript::trim(text);
    for (const std::string_view each : words)
        if (iequals(word, each)) return true;
    return false;
}

inline constexpr std::string_view private_referrers[]{"no-referrer", "same-origin", "strict-origin",
                                                      "strict-origin-when-cross-origin"};
inline constexpr std::string_view unsafe_referrers[]{"origin", "origin-when-cross-origin", "unsafe-url",
                                                     "no-referrer-when-downgrade"};
inline constexpr NameTable private_referrer_table{private_referrers}, unsafe_referrer_table{unsafe_referrers};

/// The last word that it knows counts, those of the page after those of the response.
constexpr Outcome test_referrer_policy(const ResponseFields& fields, const ObservatoryContext& context) {
    const Outcome missing = "referrer-policy-not-implemented";  // named, as clang 14 compiles no comparison without
    Outcome result = missing;
    const auto read = [&](const ResponseField& field) {
        if (!iequals(field.name, "Referrer-Policy")) return;
        if (result == missing) result = "referrer-policy-header-invalid";
        for (std::string_view rest = field.value; rest.data() != nullptr;) {
            const std::string_view word = javascript::trim(javascript::next_part(rest, ','));
            if (private_referrer_table.has(word)) result = "referrer-policy-private";
            if (unsafe_referrer_table.has(word)) result = "referrer-policy-unsafe";
        }
    };
    for (const ResponseField& field : fields) read(field);
    for (const ResponseField& field : context.http_equiv) read(field);
    return result;
}

/// Looks at the first field alone.
constexpr Outcome test_x_content_type_options(const ResponseFields& fields) {
    const std::string_view value = fields.first("X-Content-Type-Options");
    if (value.empty()) return "x-content-type-options-not-implemented";
    if (is_word(javascript::first(value, 256), {"nosniff"})) return "x-content-type-options-nosniff";
    return "x-content-type-options-header-invalid";
}

/// Any frame-ancestors will do in its place; else it looks at the first field.
constexpr Outcome test_x_frame_options(const ResponseFields& fields, const CspVerdict& csp) {
    if (csp.has_frame_ancestors) return "x-frame-options-implemented-via-csp";
    const std::string_view value = javascript::first(fields.first("X-Frame-Options"), 1024);
    if (value.empty()) return "x-frame-options-not-implemented";
    if (is_word(value, {"deny", "sameorigin"})) return "x-frame-options-sameorigin-or-deny";
    if (javascript::to_lower_case(javascript::trim(value)).view().starts_with("allow-from"))
        return "x-frame-options-allow-from-origin";
    return "x-frame-options-header-invalid";
}

}  // namespace secure_headers::detail::observatory
