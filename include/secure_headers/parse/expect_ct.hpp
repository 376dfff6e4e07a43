// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/parse/directive.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/expect_ct.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What Expect-CT says; browsers of its time ignored a field that has a problem. RFC 9163, section 2.1.
struct ExpectCT {
    detail::Optional<std::int64_t> max_age{};  ///< Seconds.
    bool enforce = false;
    detail::Part report_uri{};             ///< Without its quotes; empty if there is none.
    detail::List<detail::Part> unknown{};  ///< Names of directives that browsers ignored.
    detail::List<Problem> problems{};

    constexpr bool is_valid() const { return problems.empty(); }
};

namespace expect_ct_detail {

constexpr bool read_own(ExpectCT& result, const detail::Pair& pair) {
    const std::string_view name = pair.name.text;
    if (detail::iequals(name, "max-age"))
        directive_detail::read_max_age(result, pair);
    else if (detail::iequals(name, "report-uri"))
        directive_detail::read_report_uri(result, pair);
    else if (detail::iequals(name, "enforce"))
        directive_detail::read_flag(result, pair, result.enforce);
    else
        return false;
    return true;
}

}  // namespace expect_ct_detail

/// Reads a field's value as browsers did; the text must outlive the result.
constexpr ExpectCT expect_ct(std::string_view value) {
    ExpectCT result;
    directive_detail::read_directives(result, value, ',', expect_ct_detail::read_own);
    if (!result.max_age) result.problems.push_back({"max-age is missing", value.size(), {}});
    return result;
}

#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // whoever reads the header does not send it
#endif

/// The policy object that says the same, if it can.
constexpr std::optional<secure_headers::ExpectCT> to_policy(const ExpectCT& parsed) {
    const std::string_view uri = parsed.report_uri.text;
    if (!parsed.is_valid() || !parsed.unknown.empty() || *parsed.max_age == detail::most_seconds) return std::nullopt;
    secure_headers::ExpectCT::options options{.max_age = std::chrono::seconds{*parsed.max_age},
                                              .enforce = parsed.enforce};
    if (!uri.empty()) {
        if (!directive_detail::is_report_uri(uri)) return std::nullopt;
        options.report_uri = runtime{uri};
    }
    return secure_headers::ExpectCT{std::move(options)};
}

#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

}  // namespace secure_headers::parse
