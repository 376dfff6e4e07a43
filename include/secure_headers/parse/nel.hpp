// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/json_reader.hpp>
#include <secure_headers/detail/json_string.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/json.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/nel.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers::parse {

/// What NEL says: of several JSON objects the first that is valid counts. Network Error Logging, section 5.
struct NEL {
    bool is_understood = false;
    detail::Text group{};           ///< Of Report-To, where reports go; without the escapes of JSON.
    std::string_view group_text{};  ///< The same as it is written.
    std::size_t group_offset = 0;
    std::int64_t max_age = -1;  ///< Seconds; zero makes browsers forget the host.
    bool include_subdomains = false;
    detail::Optional<double> success_fraction{};
    detail::Optional<double> failure_fraction{};
    detail::List<Problem> problems{};
};

namespace nel_detail {

/// The exponent of a number of JSON, as far as it matters.
constexpr int exponent(std::string_view text) {
    if (text.empty()) return 0;
    const bool negative = text.substr(1).starts_with('-');
    int number = 0;
    for (const char c : text)
        if (detail::is_digit(c) && number < 1000) number = number * 10 + (c - '0');
    return negative ? -number : number;
}

/// A number of JSON from 0 to 1; less than zero if it is none.
constexpr double fraction(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || !detail::is_digit(text.front())) return -1;
    const std::size_t end = (std::min)(text.find_first_of("eE"), text.size());
    std::uint64_t digits = 0;
    int power = exponent(text.substr(end));
    bool after_point = false;
    for (const char c : text.substr(0, end)) {
        const bool counts = digits < 100'000'000'000'000;
        if (c != '.' && counts) digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
        if (c != '.' && counts == after_point) power += counts ? -1 : 1;
        after_point |= c == '.';
    }
    if (digits == 0) return 0;
    if (negative) return -1;
    double divisor = 1;
    for (int i = (std::max)(power, -300); i < 0; ++i) divisor *= 10;
    const double value = static_cast<double>(digits) / divisor;
    return power > 0 || value > 1 ? -1 : value;
}

/// True if the policy object writes it as it is.
constexpr bool has_three_digits(const detail::Optional<double>& fraction) {
    if (!fraction) return true;
    const int below = static_cast<int>(*fraction * 1000);  // of which the product may fall short
    return below / 1000.0 == *fraction || (below + 1) / 1000.0 == *fraction;
}

struct Reader {
    detail::JsonReader& json;
    detail::List<Problem>& problems;

    constexpr void problem(std::string_view message, const detail::Part& part) const {
        problems.push_back({message, part.offset, part.text});
    }

    constexpr void read(NEL& nel, const detail::Part& name, const detail::Part& value) const {
        const auto is = [&name](std::string_view known) { return detail::says(name.text, known); };
        if (is("max_age")) {
            nel.max_age = detail::read_seconds(value.text);
            if (nel.max_age < 0) problem("max_age is a whole number of seconds", value);
        } else if (is("include_subdomains") && (value.text == "true" || value.text == "false")) {
            nel.include_subdomains = value.text == "true";
        } else if (is("success_fraction") || is("failure_fraction")) {
            const double read = fraction(value.text);
            detail::Optional<double>& chosen = is("success_fraction") ? nel.success_fraction : nel.failure_fraction;
            chosen = detail::Optional<double>{};
            if (read < 0) return problem("a fraction is a number from 0 to 1", value);
            chosen = read;
        } else {
            problem("browsers know no such member, or not of this kind", name);
            if (is("include_subdomains")) nel.include_subdomains = false;
            if (is("report_to")) nel.group = {};
        }
    }

    constexpr void object(NEL& nel) const {
        detail::Part name, value;
        const std::size_t begin = json.offset();
        json_detail::Members<5> members{
            {"report_to", "max_age", "include_subdomains", "success_fraction", "failure_fraction"}};
        if (!json.expect('{')) return;
        for (bool first = true; json.member(name, first);) {
            members.note(problems, name);
            if (!detail::says(name.text, "report_to") || !json.next_is('"')) {
                if (!json.value(value)) return;
                read(nel, name, value);
                continue;
            }
            if (!json.string(value)) return;
            nel.group = detail::unescaped(value.text);
            nel.group_text = value.text;
            nel.group_offset = value.offset;
            if (!detail::is_token(nel.group)) problem("a group's name is a token", value);
        }
        nel.is_understood = nel.max_age == 0 || (nel.max_age > 0 && !nel.group.empty());
        if (!nel.is_understood) problem("NEL needs max_age, and report_to where that is not 0", json.since(begin));
    }
};

}  // namespace nel_detail

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr NEL nel(std::string_view value) {
    NEL result;
    detail::List<Problem> problems;
    detail::JsonReader json{value};
    const nel_detail::Reader reader{json, problems};
    do {
        NEL one;
        const std::size_t begin = json.offset();
        reader.object(one);
        if (result.is_understood && !json.failed())
            reader.problem("browsers obey the first object that is valid", json.since(begin));
        else
            result = std::move(one);
    } while (json.take(','));
    if (json.failed() || !json.at_end()) {
        result = {};
        result.problems.push_back({"this is no JSON of such an object", json.offset(), value.substr(json.offset())});
        return result;
    }
    result.problems = std::move(problems);
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::NEL> to_policy(const NEL& parsed) {
    using Policy = secure_headers::NEL;
    if (!parsed.problems.empty() || !parsed.is_understood) return std::nullopt;
    if (!nel_detail::has_three_digits(parsed.success_fraction) || !nel_detail::has_three_digits(parsed.failure_fraction))
        return std::nullopt;
    const bool says_more =
        !parsed.group.empty() || parsed.include_subdomains || parsed.success_fraction || parsed.failure_fraction;
    if ((parsed.max_age == 0 && says_more) || parsed.max_age == detail::most_seconds) return std::nullopt;
    if (parsed.max_age == 0) return Policy::disable();
    return Policy{ReportGroup{runtime{parsed.group}},
                  {.max_age = std::chrono::seconds{parsed.max_age},
                   .include_subdomains = parsed.include_subdomains,
                   .success_fraction = parsed.success_fraction,
                   .failure_fraction = parsed.failure_fraction}};
}

}  // namespace secure_headers::parse
