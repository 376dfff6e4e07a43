// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/detail/ascii.hpp>

#include "response_head.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace audit_command {

namespace sh = secure_headers;

/// True if `part` stands in the value at that byte, in letters of either case, and its last word ends there.
inline bool stands_at(std::string_view value, std::string_view part, std::size_t offset) {
    if (offset > value.size() || !sh::detail::istarts_with(value.substr(offset), part)) return false;
    value.remove_prefix(offset + part.size());
    return part.empty() || value.empty() || !sh::detail::tchar.has(part.back()) || !sh::detail::tchar.has(value.front());
}

/// How well a field's value fits what a finding says of its header, from 1; `begin` is where the value begins in the
/// joined values of the header's fields.
inline int fit_of(const sh::Finding& finding, std::string_view value, std::size_t begin) {
    const std::string_view part = finding.value.view();
    if (finding.offset >= begin && stands_at(value, part, finding.offset - begin))
        return value.substr(finding.offset - begin).starts_with(part) ? 5 : 4;
    if (stands_at(value, part, finding.offset)) return 3;
    return sh::detail::icontains(value, part) ? 2 : 1;
}

/// Finds the lines of the input that the findings of one response are about, which it is asked for in their order.
class FindingLines {
public:
    FindingLines(const ResponseHead& head, const sh::AuditContext& context) : head_{head}, context_{context} {}

    /// The line of the field of its header that fits best; of several that fit equally well, of one that has such a
    /// finding on its own: of the n-th of them for the n-th finding that says the same. Without a field the status line.
    std::size_t line_of(const sh::Finding& finding) {
        std::vector<std::size_t> places = best_fits(finding);
        if (places.empty()) return head_.line;
        if (places.size() > 1) prefer_faulty(places, finding.id);
        const std::size_t before =
            seen_[{finding.id, std::string{finding.header.view()}, std::string{finding.value.view()}, finding.offset}]++;
        return head_.fields[places[std::min(before, places.size() - 1)]].line;
    }

private:
    std::vector<std::size_t> best_fits(const sh::Finding& finding) const {
        std::vector<std::size_t> places;
        std::size_t begin = 0;
        int best = 0;
        for (std::size_t i = 0; i < head_.fields.size(); ++i) {
            const Field& field = head_.fields[i];
            if (!sh::detail::iequals(field.name, finding.header)) continue;
            const int fit = fit_of(finding, field.value, begin);
            if (fit > best) places.clear();
            best = std::max(best, fit);
            if (fit == best) places.push_back(i);
            begin += field.value.size() + 2;  // with the comma and the space
        }
        return places;
    }

    /// Takes out the fields that have no such finding on their own, unless none has one.
    void prefer_faulty(std::vector<std::size_t>& places, std::string_view id) {
        std::vector<std::size_t> faulty;
        for (const std::size_t place : places) {
            const std::vector<std::string_view>& ids = ids_of(place);
            if (std::find(ids.begin(), ids.end(), id) != ids.end()) faulty.push_back(place);
        }
        if (!faulty.empty()) places = std::move(faulty);
    }

    /// What is wrong with a field on its own, which is looked at once.
    const std::vector<std::string_view>& ids_of(std::size_t place) {
        const auto [found, is_new] = ids_.try_emplace(place);
        if (is_new)
            for (const sh::Finding& finding : sh::audit(std::vector<Field>{head_.fields[place]}, context_).findings())
                found->second.push_back(finding.id);
        return found->second;
    }

    const ResponseHead& head_;
    sh::AuditContext context_;
    std::map<std::size_t, std::vector<std::string_view>> ids_{};
    std::map<std::tuple<std::string_view, std::string, std::string, std::size_t>, std::size_t> seen_{};
};

}  // namespace audit_command
