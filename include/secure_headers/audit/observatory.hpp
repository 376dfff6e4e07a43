// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/cookies.hpp>
#include <secure_headers/audit/observatory/cross_origin.hpp>
#include <secure_headers/audit/observatory/csp.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/observatory/redirection.hpp>
#include <secure_headers/audit/observatory/simple_tests.hpp>
#include <secure_headers/audit/observatory/strict_transport_security.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// Gives the letter for a score. Algorithm 6.
constexpr std::string_view observatory_grade(int score) {
    constexpr std::string_view grades[]{"F", "F",  "F",  "F", "F", "D-", "D",  "D", "D+", "C-", "C",
                                        "C", "C+", "B-", "B", "B", "B+", "A-", "A", "A",  "A+"};
    return grades[score <= 0 ? 0 : score >= 100 ? 20 : score / 5];
}

/// Holds what the HTTP Observatory would say of one response.
class [[nodiscard]] ObservatoryReport {
public:
    constexpr ObservatoryReport() = default;

    /// Counts what earns points only where nothing else costs more than ten.
    constexpr explicit ObservatoryReport(detail::List<ObservatoryTest> tests)
        : tests_{static_cast<detail::List<ObservatoryTest>&&>(tests)} {
        int with_bonus = 100, without_bonus = 100;
        for (const ObservatoryTest& test : tests_) {
            with_bonus += test.modifier;
            if (test.modifier < 0) without_bonus += test.modifier;
        }
        const int sum = without_bonus >= 90 ? with_bonus : without_bonus;
        score_ = sum < 0 ? 0 : sum;
    }

    constexpr int score() const { return score_; }
    constexpr std::string_view grade() const { return observatory_grade(score_); }

    /// The tests that could be decided, in the Observatory's order.
    constexpr const detail::List<ObservatoryTest>& tests() const& { return tests_; }
    constexpr detail::List<ObservatoryTest> tests() && { return static_cast<detail::List<ObservatoryTest>&&>(tests_); }

    /// The test of that name, such as "content-security-policy"; nothing if it was not decided.
    constexpr const ObservatoryTest* find(std::string_view name) const {
        for (const ObservatoryTest& test : tests_)
            if (test.name == name) return &test;
        return nullptr;
    }

private:
    detail::List<ObservatoryTest> tests_{};
    int score_ = 100;
};

/// Scores a response as the HTTP Observatory's algorithm 6 does, its quirks included. `fields` are a set of ours,
/// frozen or not, a list of structs with `name` and `value`, or a multimap; they must outlive the call alone.
template <AuditableResponse Fields>
constexpr ObservatoryReport observatory(const Fields& fields, const ObservatoryContext& context = {}) {
    using namespace detail::observatory;
    const detail::ResponseFields response{fields, context.https};
    const CspVerdict csp = test_csp(response, context);
    const Outcome hsts = test_strict_transport_security(response, context);
    detail::List<ObservatoryTest> tests;
    const auto add = [&tests](Outcome outcome) { tests.append_made([outcome] { return outcome.test(); }); };
    tests.reserve(11);
    add(csp.result);
    add(test_cookies(response, context, hsts.test().pass));
    add(test_cross_origin_embedder_policy(response));
    add(test_cross_origin_opener_policy(response));
    add(test_cross_origin_resource_sharing(response, context));
    if (!context.redirects.empty()) add(test_redirection(context));
    add(test_referrer_policy(response, context));
    add(hsts);
    add(test_x_content_type_options(response));
    add(test_x_frame_options(response, csp));
    add(test_cross_origin_resource_policy(response, context));
    return ObservatoryReport{static_cast<detail::List<ObservatoryTest>&&>(tests)};
}

}  // namespace secure_headers
