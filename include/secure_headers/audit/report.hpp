// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/severity.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

/// A few texts of static storage.
class Words {
public:
    constexpr Words() = default;
    constexpr Words(const std::string_view* first, std::size_t size) : first_{first}, size_{size} {}

    constexpr const std::string_view* begin() const { return first_; }
    constexpr const std::string_view* end() const { return first_ + size_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr std::string_view operator[](std::size_t place) const { return first_[place]; }

private:
    const std::string_view* first_ = nullptr;
    std::size_t size_ = 0;
};

/// What other auditors call the same finding.
struct OtherIds {
    Words csp_evaluator{};
    Words observatory{};
    Words hstspreload{};
};

/// Something that is wrong with a response, and how to mend it.
struct Finding {
    std::string_view id{};  ///< Of the rule, such as `hsts-missing`.
    Severity severity = Severity::none;
    detail::Text header{};       ///< The field's name; of one that is missing, the one to send.
    detail::Text value{};        ///< The part of the field's value that it is about; empty if the field is missing.
    std::size_t offset = 0;      ///< Where that part begins in the field's value, in bytes.
    std::string_view message{};  ///< One sentence.
    detail::Text fix{};          ///< The C++ that mends it.
    Words references{};          ///< OWASP Secure Headers, ASVS 5.0, CWE, specifications.
    OtherIds also{};
};

/// Something that the response does beyond the expected, and what it is worth.
struct Merit {
    std::string_view id{};
    int points = 0;
};

/// What an audit found, worst first.
class [[nodiscard]] Report {
public:
    constexpr const detail::List<Finding>& findings() const& { return findings_; }
    constexpr detail::List<Finding> findings() && { return std::move(findings_); }
    constexpr const detail::List<Merit>& merits() const& { return merits_; }
    constexpr detail::List<Merit> merits() && { return std::move(merits_); }

    /// The severity of the worst finding; `none` if there is no finding.
    constexpr Severity worst() const { return findings_.empty() ? Severity::none : findings_[0].severity; }

    /// From 0 to 130: 100 less what each kind of finding costs, and what the merits earn if 90 are left without them.
    constexpr int score() const { return score_; }

    /// `A+`, `A`, `B`, `C`, `D` or `F`.
    constexpr std::string_view grade() const { return grade_; }

    /// What `audit` fills in; not for users.
    constexpr Report() = default;
    constexpr Report(detail::List<Finding> worst_first, detail::List<Merit> merits, int score, std::string_view grade)
        : findings_{std::move(worst_first)}, merits_{std::move(merits)}, score_{score}, grade_{grade} {}

private:
    detail::List<Finding> findings_{};
    detail::List<Merit> merits_{};
    int score_ = 100;
    std::string_view grade_ = "A+";
};

}  // namespace secure_headers
