// SPDX-License-Identifier: MIT
// Needs GoogleTest; EXPECT_THAT comes with GoogleMock, EXPECT_TRUE(is_secure(...)) does without.
#pragma once

#include <secure_headers/audit/matcher.hpp>
#include <secure_headers/audit/severity.hpp>

#include <gtest/gtest.h>
#include <ostream>
#include <string>

namespace secure_headers {

namespace audit_matchers {

/// Matches responses without findings at or above a severity.
class GoogleMatcher {
public:
    GoogleMatcher(Severity severity, const AuditContext& context) : severity_{severity}, context_{context} {}

    template <class T>
    bool MatchAndExplain(const T& response, testing::MatchResultListener* listener) const {
        return explain(response, listener->stream());
    }
    void DescribeTo(std::ostream* out) const { *out << wanted(severity_); }
    void DescribeNegationTo(std::ostream* out) const {
        *out << "has a finding of severity " << name_of(severity_) << " or worse";
    }

private:
    template <class T>
    bool explain(const T& response, std::ostream* out) const {
        const Verdict verdict = judge(response, severity_, context_);
        if (!verdict.is_secure && out != nullptr)
            *out << (verdict.is_response ? "which has" : "which is no response") << verdict.told;
        return verdict.is_secure;
    }

    Severity severity_;
    AuditContext context_;
};

}  // namespace audit_matchers

/// Holds for a response without findings at or above the severity: `EXPECT_THAT(response, secure(Severity::medium))`.
inline testing::PolymorphicMatcher<audit_matchers::GoogleMatcher> secure(Severity severity = Severity::medium,
                                                                         const AuditContext& context = {}) {
    return testing::MakePolymorphicMatcher(audit_matchers::GoogleMatcher{severity, context});
}

/// The same for GoogleTest alone: `EXPECT_TRUE(is_secure(response, Severity::medium))`.
template <class T>
testing::AssertionResult is_secure(const T& response, Severity severity = Severity::medium,
                                   const AuditContext& context = {}) {
    const audit_matchers::Verdict verdict = audit_matchers::judge(response, severity, context);
    if (verdict.is_secure) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "the response should have no finding of severity " << name_of(severity)
                                       << " or worse, but " << verdict.against();
}

}  // namespace secure_headers
