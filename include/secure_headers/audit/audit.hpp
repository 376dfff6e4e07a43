// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/grade.hpp>
#include <secure_headers/audit/report.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules.hpp>
#include <secure_headers/audit/severity.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/headers.hpp>

#include <initializer_list>
#include <utility>

namespace secure_headers {

namespace audit_rules {

constexpr Response read(const detail::ResponseFields& fields, const AuditContext& context) {
    Response response{context, fields.size()};
    for (const ResponseField& field : fields) response.add(field.name, field.value);
    response.parse();
    return response;
}

constexpr Report run(const Response& response) {
    Notes notes;
    Cost cost;
    worst_first.for_each(response, [&](const Rule& rule, const Cost& of_rule) {
        notes.begin(rule);
        rule.check(response, notes);
        if (notes.has_any()) cost.add(of_rule);
    });
    detail::List<Finding> findings = std::move(notes).findings();
    detail::List<Merit> merits = merits_of(response);
    int score = cost.score();
    if (score < least_for_merits) merits = {};
    for (const Merit& merit : merits) score += merit.points;
    const Severity worst = findings.empty() ? Severity::none : findings[0].severity;
    return {std::move(findings), std::move(merits), score, grade_of(score, worst)};
}

}  // namespace audit_rules

/// Says what is wrong with a response's headers, and how to mend it; works in a constant expression, too.
template <AuditableResponse Fields>
constexpr Report audit(const Fields& fields, const AuditContext& context = {}) {
    const detail::ResponseFields sent{fields, context.https};
    const audit_rules::Response response = audit_rules::read(sent, context);
    return audit_rules::run(response);
}
constexpr Report audit(std::initializer_list<HeaderField> fields, const AuditContext& context = {}) {
    return audit<std::initializer_list<HeaderField>>(fields, context);
}

/// Audits the second of two responses to the same request, which must have no nonce in common.
template <AuditableResponse First, AuditableResponse Second>
constexpr Report audit(const First& first, const Second& second, const AuditContext& context = {}) {
    const detail::ResponseFields sent_first{first, context.https}, sent_second{second, context.https};
    const audit_rules::Response before = audit_rules::read(sent_first, context);
    audit_rules::Response response = audit_rules::read(sent_second, context);
    response.follows(before);
    return audit_rules::run(response);
}

}  // namespace secure_headers
