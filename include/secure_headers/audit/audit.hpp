// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/grade.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>

#include <concepts>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// A field of any response: `{name, value}`, or a pair of them as maps have.
template <class T>
concept AuditableField = requires(const T& field) {
    std::string_view{field.name};
    std::string_view{field.value};
}
|| requires(const T& field) {
    std::string_view{field.first};
    std::string_view{field.second};
};

/// Fields of a response: a set of ours, frozen or not, or any range of fields.
template <class T>
concept AuditableResponse = std::convertible_to<const T&, HeaderView> || requires(const T& fields) {
    fields.end();
    { *fields.begin() } -> AuditableField;
};

namespace audit_rules {

template <class T>
constexpr void add(Response& response, const T& field) {
    if constexpr (requires {
                      field.https_only;
                      field.mode;
                  }) {
        if (field.mode == Mode::remove || (field.https_only && !response.context().https)) return;
    }
    if constexpr (requires { field.name; })
        response.add(field.name, field.value);
    else
        response.add(field.first, field.second);
}

template <class T>
constexpr Response read(const T& fields, const AuditContext& context) {
    Response response{context};
    if constexpr (std::convertible_to<const T&, HeaderView>) {
        for (const HeaderField field : HeaderView{fields}) add(response, field);
    } else {
        for (const auto& field : fields) add(response, field);
    }
    response.parse();
    return response;
}

constexpr Report run(const Response& response) {
    Notes notes;
    for (const Rules& rules : all_rules)
        for (const Rule& rule : rules) {
            notes.begin(rule);
            rule.check(response, notes);
        }
    detail::List<Finding> findings = std::move(notes).findings();
    detail::List<Merit> merits = merits_of(response);
    int score = base_score(findings);
    if (score < least_for_merits) merits = {};
    for (const Merit& merit : merits) score += merit.points;
    const Severity worst = findings.empty() ? Severity::none : findings[0].severity;
    return {std::move(findings), std::move(merits), score, grade_of(score, worst)};
}

}  // namespace audit_rules

/// Says what is wrong with a response's headers, and how to mend it; works in a constant expression, too.
template <AuditableResponse Fields>
constexpr Report audit(const Fields& fields, const AuditContext& context = {}) {
    const audit_rules::Response response = audit_rules::read(fields, context);
    return audit_rules::run(response);
}
constexpr Report audit(std::initializer_list<HeaderField> fields, const AuditContext& context = {}) {
    const audit_rules::Response response = audit_rules::read(fields, context);
    return audit_rules::run(response);
}

/// Audits the second of two responses to the same request, which must have no nonce in common.
template <AuditableResponse First, AuditableResponse Second>
constexpr Report audit(const First& first, const Second& second, const AuditContext& context = {}) {
    const audit_rules::Response before = audit_rules::read(first, context);
    audit_rules::Response response = audit_rules::read(second, context);
    response.follows(before);
    return audit_rules::run(response);
}

}  // namespace secure_headers
