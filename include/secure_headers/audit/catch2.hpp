// SPDX-License-Identifier: MIT
// Needs Catch2, of which 2 and 3 will do.
#pragma once

#include <secure_headers/audit/matcher.hpp>
#include <secure_headers/audit/severity.hpp>

#include <string>

#if __has_include(<catch2/matchers/catch_matchers_templated.hpp>)
#include <catch2/matchers/catch_matchers_templated.hpp>
#elif __has_include(<catch_amalgamated.hpp>)
#include <catch_amalgamated.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace secure_headers {

namespace audit_matchers {

#if defined(CATCH_VERSION_MAJOR) && CATCH_VERSION_MAJOR < 3
/// Catch2 2 takes whatever matches and describes itself.
struct CatchBase {
    virtual ~CatchBase() = default;
    virtual std::string describe() const = 0;
    std::string toString() const { return describe(); }
};
#else
using CatchBase = Catch::Matchers::MatcherGenericBase;
#endif

/// Matches responses without findings at or above a severity.
class CatchMatcher : public CatchBase {
public:
    CatchMatcher(Severity severity, const AuditContext& context) : severity_{severity}, context_{context} {}

    template <class T>
    bool match(const T& response) const {
        const Verdict verdict = judge(response, severity_, context_);
        against_ = verdict.against();
        return verdict.is_secure;
    }

    std::string describe() const override { return wanted(severity_) + (against_.empty() ? "" : ", but ") + against_; }

private:
    Severity severity_;
    AuditContext context_;
    mutable std::string against_{};  ///< What was said against the last response.
};

}  // namespace audit_matchers

/// Holds for a response without findings at or above the severity: `CHECK_THAT(response, secure(Severity::medium))`.
inline audit_matchers::CatchMatcher secure(Severity severity = Severity::medium, const AuditContext& context = {}) {
    return {severity, context};
}

}  // namespace secure_headers
