// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/json_reader.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/report_to.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What the legacy Report-To says: JSON objects with commas between them. An error in the JSON makes browsers ignore
/// all of it, one in a group that group. Reporting API of 2018-09-25, section 3.2.
struct ReportTo {
    struct Endpoint {
        std::string_view url{};
        std::int64_t priority = -1;  ///< Less than zero if it has none.
        std::int64_t weight = -1;
    };
    struct Group {
        std::string_view name = "default";
        std::size_t offset = 0;
        std::int64_t max_age = -1;  ///< Seconds; zero makes browsers forget the group.
        bool include_subdomains = false;
        detail::List<Endpoint> endpoints{};
    };
    detail::List<Group> groups{};
    detail::List<Problem> problems{};
    bool is_ignored = false;

    constexpr bool declares(std::string_view name) const {
        for (const Group& group : groups)
            if (group.name == name && group.max_age > 0) return true;
        return false;
    }
};

namespace report_to_detail {

/// A whole number that is not negative; less than zero if the value is none.
constexpr std::int64_t whole(const detail::Part& value) { return detail::read_seconds(value.text); }

constexpr bool is_url(std::string_view url) {
    return url.starts_with("https://") && url.size() > 8 && !detail::contains("/?#:@", url[8]) &&
           detail::uri_char.holds(url) && !detail::contains(url, ',') && detail::is_uri_reference(url);
}

struct Reader {
    detail::JsonReader& json;
    ReportTo& result;

    constexpr void problem(std::string_view message, const detail::Part& part) const {
        result.problems.push_back({message, part.offset, part.text});
    }

    constexpr std::int64_t number(const detail::Part& value, std::string_view message) const {
        const std::int64_t read = whole(value);
        if (read < 0) problem(message, value);
        return read;
    }

    /// An endpoint, as far as it is one.
    constexpr void endpoint(ReportTo::Group& group) const {
        ReportTo::Endpoint endpoint;
        detail::Part name, value;
        bool first = true, has_url = false;
        if (!json.expect('{')) return;
        while (json.member(name, first)) {
            if (name.text == "url" && json.next_is('"')) {
                if (!json.string(value)) return;
                has_url = is_url(value.text);
                endpoint.url = value.text;
                if (!has_url) problem("a URL begins with https:// and is written in ASCII", value);
            } else if (!json.value(value)) {
                return;
            } else if (name.text == "priority") {
                endpoint.priority = number(value, "priority is a whole number");
            } else if (name.text == "weight") {
                endpoint.weight = number(value, "weight is a whole number");
            } else {
                problem("browsers know no such member", name);
            }
        }
        if (has_url) group.endpoints.push_back(endpoint);
    }

    constexpr void endpoints(ReportTo::Group& group) const {
        if (!json.expect('[')) return;
        for (bool first = true; json.element(first);) endpoint(group);
    }

    constexpr void group() const {
        ReportTo::Group group;
        detail::Part name, value;
        group.offset = json.offset();
        if (!json.expect('{')) return;
        for (bool first = true; json.member(name, first);) {
            if (name.text == "endpoints" && json.next_is('[')) {
                endpoints(group);
            } else if (name.text == "group" && json.next_is('"')) {
                if (!json.string(value)) return;
                group.name = value.text;
                group.offset = value.offset;
                if (!detail::is_token(value.text)) problem("a group's name is a token, without escapes", value);
            } else if (!json.value(value)) {
                return;
            } else if (name.text == "max_age") {
                group.max_age = number(value, "max_age is a whole number of seconds");
            } else if (name.text == "include_subdomains" && (value.text == "true" || value.text == "false")) {
                group.include_subdomains = value.text == "true";
            } else {
                problem("browsers know no such member, or not of this kind", name);
            }
        }
        if (!json.failed()) keep(std::move(group));
    }

    constexpr void keep(ReportTo::Group group) const {
        const detail::Part place{group.name, group.offset};
        if (group.max_age < 0) return problem("a group needs max_age", place);
        if (group.endpoints.empty() && group.max_age > 0) return problem("a group needs an endpoint", place);
        result.groups.push_back(std::move(group));
    }
};

constexpr void check_names(ReportTo& result) {
    detail::Places places{result.groups.size()};
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
        const ReportTo::Group& group = result.groups[i];
        const auto equals = [&](std::size_t place) { return result.groups[place].name == group.name; };
        if (places.insert(places.hash_of(group.name), i, equals) != detail::Places::none)
            result.problems.push_back({"the group is there twice", group.offset, group.name, Problem::repeated});
    }
}

}  // namespace report_to_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr ReportTo report_to(std::string_view value) {
    ReportTo result;
    detail::JsonReader json{value};
    const report_to_detail::Reader reader{json, result};
    do reader.group();
    while (json.take(','));
    if (json.failed() || !json.at_end()) {
        result = {};
        result.is_ignored = true;
        result.problems.push_back({"this is no JSON of such objects", json.offset(), value.substr(json.offset())});
        return result;
    }
    report_to_detail::check_names(result);
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::ReportTo> to_policy(const ReportTo& parsed) {
    if (!parsed.problems.empty() || parsed.groups.empty()) return std::nullopt;
    detail::Checked checked;
    FieldWriter& out = checked.written;
    const auto number = [&out](std::string_view name, std::int64_t value) {
        if (value >= 0) out.append(name).append_number(static_cast<std::uint64_t>(value));
    };
    for (const ReportTo::Group& group : parsed.groups) {
        if (group.endpoints.empty()) return std::nullopt;
        out.append(out.value().empty() ? "{\"group\":\"" : ", {\"group\":\"").append(group.name);
        number("\",\"max_age\":", group.max_age);
        for (const ReportTo::Endpoint& endpoint : group.endpoints) {
            out.append(&endpoint == group.endpoints.begin() ? ",\"endpoints\":[{\"url\":\"" : ",{\"url\":\"");
            out.append(endpoint.url).append("\"");
            number(",\"priority\":", endpoint.priority);
            number(",\"weight\":", endpoint.weight);
            out.append("}");
        }
        out.append(group.include_subdomains ? "],\"include_subdomains\":true}" : "]}");
        if (group.max_age != 0) out.declares_group(group.name);
    }
    return secure_headers::ReportTo{std::move(checked)};
}

}  // namespace secure_headers::parse
