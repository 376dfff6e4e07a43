// SPDX-License-Identifier: MIT
// Needs Catch2, of which 2 and 3 will do.
#pragma once

#include <secure_headers/audit/matcher.hpp>
#include <secure_headers/audit/severity.hpp>

#include <concepts>
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
/// Catch2 2 takes whatever matches and describes itself, but joins only what matches one type, so that `!`, `&&` and
/// `||` are here.
struct CatchBase {
    virtual ~CatchBase() = default;
    virtual std::string describe() const = 0;
    std::string toString() const { return describe(); }
    void forget() const {}
};

template <class T>
concept CatchDescribed = requires(const T& matcher) {
    { matcher.toString() } -> std::convertible_to<std::string>;
};

template <class Left, class Right>
concept CatchJoined = CatchDescribed<Left> && CatchDescribed<Right> &&
    (std::derived_from<Left, CatchBase> || std::derived_from<Right, CatchBase>);

/// Matches what both match, or what one of them does. Both are asked, lest one tell of an earlier response.
template <class Left, class Right, bool both>
class CatchPair : public CatchBase {
public:
    CatchPair(const Left& left, const Right& right) : left_{left}, right_{right} {}
    bool match(const auto& response) const {
        const bool left = left_.match(response), right = right_.match(response);
        return both ? left && right : left || right;
    }
    std::string describe() const override {
        return "( " + left_.toString() + (both ? " and " : " or ") + right_.toString() + " )";
    }

private:
    Left left_;
    Right right_;
};

template <class Matcher>
class CatchNot : public CatchBase {
public:
    explicit CatchNot(const Matcher& matcher) : matcher_{matcher} {}
    bool match(const auto& response) const { return !matcher_.match(response); }
    std::string describe() const override { return "not " + matcher_.toString(); }

private:
    Matcher matcher_;
};

template <class Left, class Right>
requires CatchJoined<Left, Right> CatchPair<Left, Right, true>
operator&&(const Left& left, const Right& right) { return {left, right}; }
template <class Left, class Right>
requires CatchJoined<Left, Right> CatchPair<Left, Right, false>
operator||(const Left& left, const Right& right) { return {left, right}; }
template <std::derived_from<CatchBase> Matcher>
CatchNot<Matcher> operator!(const Matcher& matcher) {
    return CatchNot<Matcher>{matcher};
}
#else
struct CatchBase : Catch::Matchers::MatcherGenericBase {
    void forget() const { m_cachedToString.clear(); }  // where Catch2 keeps what was said of the response before
};
#endif

/// Matches responses without findings at or above a severity.
class CatchMatcher : public CatchBase {
public:
    CatchMatcher(Severity severity, const AuditContext& context) : severity_{severity}, context_{context} {}

    template <class T>
    bool match(T&& response) const {
        forget();
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
