// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/json_reader.hpp>
#include <secure_headers/detail/json_string.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/json.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/report_to.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What the legacy Report-To says: JSON objects with commas between them. An error in the JSON makes browsers ignore
/// all of it, one in a group that group. Names and URLs are without the escapes of JSON. Reporting API of 2018-09-25,
/// section 3.2.
struct ReportTo {
    struct Endpoint {
        detail::Text url{};
        std::int64_t priority = -1;  ///< Less than zero if it has none.
        std::int64_t weight = -1;
    };
    struct Group {
        detail::Text name = detail::Text::literal("default");
        std::string_view text{};    ///< The name as it is written, or the whole group if it has none.
        std::size_t offset = 0;     ///< Of this text.
        std::int64_t max_age = -1;  ///< Seconds; zero makes browsers forget the group.
        bool include_subdomains = false;
        detail::List<Endpoint> endpoints{};
    };
    detail::List<Group> groups{};
    detail::List<Problem> problems{};
    bool is_ignored = false;

    /// True if it declares a group of that name.
    constexpr bool declares(std::string_view name) const {
        for (const Group& group : groups)
            if (group.name.view() == name && group.max_age > 0) return true;
        return false;
    }
};

namespace report_to_detail {

/// A whole number that is not negative; less than zero if the value is none.
constexpr std::int64_t whole(const detail::Part& value) { return detail::read_seconds(value.text); }

using json_detail::Members;

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
        Members<3> members{{"url", "priority", "weight"}};
        bool first = true, has_url = false;
        if (!json.expect('{')) return;
        while (json.member(name, first)) {
            members.note(result.problems, name);
            const auto is = [&name](std::string_view known) { return detail::says(name.text, known); };
            if (is("url") && json.next_is('"')) {
                if (!json.string(value)) return;
                endpoint.url = detail::unescaped(value.text);
                has_url = ReportToUrl::is_valid(endpoint.url);
                if (!has_url) problem("a URL begins with https:// or / and is written in ASCII", value);
            } else if (!json.value(value)) {
                return;
            } else if (is("priority")) {
                endpoint.priority = number(value, "priority is a whole number");
            } else if (is("weight")) {
                endpoint.weight = number(value, "weight is a whole number");
            } else {
                problem("browsers know no such member", name);
                has_url &= !is("url");
            }
        }
        if (has_url) group.endpoints.push_back(std::move(endpoint));
    }

    /// False if something is wrong with one of them.
    constexpr bool endpoints(ReportTo::Group& group) const {
        const std::size_t before = result.problems.size();
        group.endpoints.truncate(0);
        if (!json.expect('[')) return false;
        for (bool first = true; json.element(first);) endpoint(group);
        return result.problems.size() == before;
    }

    /// Takes back what the last member of that name does not say.
    static constexpr void forget(ReportTo::Group& group, const detail::Part& name) {
        if (detail::says(name.text, "group")) group.name = detail::Text::literal("default");
        if (detail::says(name.text, "include_subdomains")) group.include_subdomains = false;
        if (detail::says(name.text, "endpoints")) group.endpoints.truncate(0);
    }

    constexpr void group() const {
        ReportTo::Group group;
        detail::Part name, value, place{{}, json.offset()};
        const std::size_t begin = place.offset;
        Members<4> members{{"group", "max_age", "include_subdomains", "endpoints"}};
        bool is_sound = true;
        if (!json.expect('{')) return;
        for (bool first = true; json.member(name, first);) {
            members.note(result.problems, name);
            const auto is = [&name](std::string_view known) { return detail::says(name.text, known); };
            if (is("endpoints") && json.next_is('[')) {
                is_sound = endpoints(group);
            } else if (is("group") && json.next_is('"')) {
                if (!json.string(place)) return;
                group.name = detail::unescaped(place.text);
                if (!detail::is_token(group.name)) problem("a group's name is a token", place);
            } else if (!json.value(value)) {
                return;
            } else if (is("max_age")) {
                group.max_age = number(value, "max_age is a whole number of seconds");
            } else if (is("include_subdomains") && (value.text == "true" || value.text == "false")) {
                group.include_subdomains = value.text == "true";
            } else {
                problem("browsers know no such member, or not of this kind", name);
                forget(group, name);
            }
        }
        if (place.offset == begin) place = json.since(begin);
        if (!json.failed()) keep(std::move(group), place, is_sound);
    }

    /// One without an endpoint is none; why is said of the endpoints that are not sound.
    constexpr void keep(ReportTo::Group group, const detail::Part& place, bool is_sound) const {
        if (group.max_age < 0) return problem("a group needs max_age", place);
        if (group.endpoints.empty() && group.max_age > 0) {
            if (is_sound) problem("a group needs an endpoint", place);
            return;
        }
        group.endpoints.fit();
        group.text = place.text;
        group.offset = place.offset;
        result.groups.push_back(std::move(group));
    }
};

constexpr void check_names(ReportTo& result) {
    detail::Places places{result.groups.size()};
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
        const ReportTo::Group& group = result.groups[i];
        const auto equals = [&](std::size_t place) { return result.groups[place].name == group.name; };
        if (places.insert(places.hash_of(group.name), i, equals) != detail::Places::none)
            result.problems.push_back({"the group is there twice", group.offset, group.text, Problem::repeated});
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

/// The policy object that says the same, if nothing is wrong with the text. It writes plainly what was escaped, which
/// is no more than visible ASCII without quotes and backslashes.
constexpr std::optional<secure_headers::ReportTo> to_policy(const ReportTo& parsed) {
    if (!parsed.problems.empty() || parsed.groups.empty()) return std::nullopt;
    detail::Checked checked;
    FieldWriter& out = checked.written;
    constexpr std::int64_t most = UINT32_MAX;
    const auto number = [&out](std::string_view name, std::int64_t value) {
        if (value >= 0) out.append(name).append_number(static_cast<std::uint64_t>(value));
    };
    for (const ReportTo::Group& group : parsed.groups) {
        if (group.endpoints.empty() || group.max_age == detail::most_seconds) return std::nullopt;
        out.append(out.value().empty() ? "{\"group\":\"" : ", {\"group\":\"").append(group.name);
        number("\",\"max_age\":", group.max_age);
        for (const ReportTo::Endpoint& endpoint : group.endpoints) {
            if (endpoint.priority > most || endpoint.weight > most) return std::nullopt;
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
