// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/robots_date.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/x_robots_tag.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-Robots-Tag tells one crawler, or all. Google's robots meta tag specification.
struct XRobotsTag {
    detail::Part bot{};  ///< Empty for all.
    secure_headers::XRobotsTag::options rules{};
    detail::List<Problem> problems{};
};

namespace robots_detail {

using Options = secure_headers::XRobotsTag::options;
using Preview = secure_headers::XRobotsTag::ImagePreview;

struct Flag {
    std::string_view name;
    bool Options::*member;
};
inline constexpr Flag flags[]{
    {"all", &Options::all},
    {"none", &Options::none},
    {"noindex", &Options::noindex},
    {"nofollow", &Options::nofollow},
    {"nosnippet", &Options::nosnippet},
    {"indexifembedded", &Options::indexifembedded},
    {"notranslate", &Options::notranslate},
    {"noimageindex", &Options::noimageindex},
    {"noarchive", &Options::noarchive},
};

/// The number, or nothing if it is below -1 or more than 31 bits hold.
constexpr detail::Optional<std::int32_t> limit(std::string_view text) {
    if (text == "-1") return -1;
    const std::int64_t number = detail::read_seconds(text);
    if (number < 0 || number > INT32_MAX) return {};
    return static_cast<std::int32_t>(number);
}

constexpr detail::Optional<Preview> preview(std::string_view text) {
    if (detail::iequals(text, "none")) return Preview::none;
    if (detail::iequals(text, "standard")) return Preview::standard;
    return detail::iequals(text, "large") ? detail::Optional<Preview>{Preview::large} : detail::Optional<Preview>{};
}

/// Such as 25 Jun 2010 15:00:00 GMT.
constexpr detail::OptionalTime date(std::string_view text) {
    const detail::Optional<std::int64_t> seconds = detail::RobotsDate::parse(text);
    if (!seconds) return {};
    return std::chrono::sys_seconds{std::chrono::seconds{*seconds}};
}

enum class Reading : unsigned char {
    understood,
    refused,  ///< No rule, or one that is there already.
    no_such_value,
};

/// Keeps what was read, if it is something and nothing is there yet.
template <class T>
constexpr Reading keep(T& to, const T& read) {
    if (to) return Reading::refused;
    to = read;
    return read ? Reading::understood : Reading::no_such_value;
}

/// A rule with a value, `name: value`.
constexpr Reading read_valued(Options& rules, std::string_view name, std::string_view value) {
    if (detail::iequals(name, "max-snippet")) return keep(rules.max_snippet, limit(value));
    if (detail::iequals(name, "max-video-preview")) return keep(rules.max_video_preview, limit(value));
    if (detail::iequals(name, "max-image-preview")) return keep(rules.max_image_preview, preview(value));
    return detail::iequals(name, "unavailable_after") ? keep(rules.unavailable_after, date(value)) : Reading::refused;
}

constexpr bool read_flag(Options& rules, std::string_view name) {
    for (const Flag& flag : flags) {
        if (!detail::iequals(flag.name, name)) continue;
        if (rules.*flag.member) return false;
        return rules.*flag.member = true;
    }
    return false;
}

/// Takes the crawler's name, or several of them, from before a rule.
constexpr detail::Part without_bots(XRobotsTag& result, detail::Part part, bool first) {
    for (std::size_t colon = 0; (colon = part.text.find(':')) != std::string_view::npos; first = false) {
        const detail::Part name = detail::trimmed(part.text.substr(0, colon), part.offset);
        if (detail::is_robots_rule(name.text)) break;
        part = detail::trimmed(part.text.substr(colon + 1), part.offset + colon + 1);
        if (first && detail::is_token(name.text))
            result.bot = name;
        else
            result.problems.push_back({"rules of another crawler go into a field of their own", name.offset, name.text});
    }
    return part;
}

constexpr void read(XRobotsTag& result, const detail::Part& rule) {
    if (rule.text.empty()) return;
    const std::size_t colon = rule.text.find(':');
    const bool has_value = colon != std::string_view::npos;
    const std::string_view name = detail::trimmed(rule.text.substr(0, colon), 0).text;
    const detail::Part value =
        has_value ? detail::trimmed(rule.text.substr(colon + 1), rule.offset + colon + 1) : detail::Part{};
    Reading reading = has_value ? read_valued(result.rules, name, value.text) : Reading::refused;
    if (!has_value && read_flag(result.rules, name)) reading = Reading::understood;
    if (reading == Reading::refused)
        result.problems.push_back({"crawlers know no such rule, or have it already", rule.offset, rule.text});
    const detail::Part& wrong = value.text.empty() ? rule : value;
    if (reading == Reading::no_such_value)
        result.problems.push_back({"crawlers know no such value of this rule", wrong.offset, wrong.text});
}

/// The rule with the part behind its comma, where that is the one of a date, as in Fri, 25 Jun 2010 15:00:00 GMT.
constexpr detail::Part with_rest_of_date(std::string_view value, const detail::Part& rule, detail::Parts& parts) {
    const std::size_t colon = rule.text.find(':');
    if (colon == std::string_view::npos ||
        !detail::iequals(detail::trimmed(rule.text.substr(0, colon)), "unavailable_after"))
        return rule;
    detail::Parts ahead = parts;
    detail::Part rest;
    if (!detail::is_day_name(detail::trimmed(rule.text.substr(colon + 1))) || !ahead.next(rest)) return rule;
    const detail::Part joined{value.substr(rule.offset, rest.offset + rest.text.size() - rule.offset), rule.offset};
    if (!date(detail::trimmed(joined.text.substr(colon + 1)))) return rule;
    parts = ahead;
    return joined;
}

/// What the policy object refuses.
constexpr bool contradicts_itself(const Options& o) {
    const bool less = o.none || o.noindex || o.nofollow || o.nosnippet || o.notranslate || o.noimageindex || o.noarchive;
    return (o.all && less) || (o.none && (o.noindex || o.nofollow)) || (o.indexifembedded && !o.noindex && !o.none) ||
           (o.nosnippet && o.max_snippet.value_or(0) != 0);
}

constexpr bool says_nothing(const Options& o) {
    for (const Flag& flag : flags)
        if (o.*flag.member) return false;
    return !o.max_snippet && !o.max_image_preview && !o.max_video_preview && !o.unavailable_after;
}

}  // namespace robots_detail

/// Reads a field's value as crawlers do; the text must outlive the result.
constexpr XRobotsTag x_robots_tag(std::string_view value) {
    XRobotsTag result;
    detail::Parts parts{value, ','};
    bool first = true;
    for (detail::Part part; parts.next(part); first = false) {
        const detail::Part rule = robots_detail::without_bots(result, part, first);
        robots_detail::read(result, robots_detail::with_rest_of_date(value, rule, parts));
    }
    if (result.problems.empty() && robots_detail::contradicts_itself(result.rules))
        result.problems.push_back({"the rules contradict each other", 0, value});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XRobotsTag> to_policy(const XRobotsTag& parsed) {
    if (!parsed.problems.empty() || robots_detail::says_nothing(parsed.rules)) return std::nullopt;
    secure_headers::XRobotsTag::options rules = parsed.rules;
    if (!parsed.bot.text.empty()) rules.bot = runtime{parsed.bot.text};
    return secure_headers::XRobotsTag{rules};
}

}  // namespace secure_headers::parse
