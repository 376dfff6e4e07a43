// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/cache_control.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Cache-Control says. RFC 9111, section 5.2.
struct CacheControl {
    bool no_store = false;
    bool no_cache = false;               ///< For the whole response.
    std::string_view no_cache_fields{};  ///< What stands in the quotes of `no-cache="..."`.
    bool public_ = false;
    bool private_ = false;
    std::string_view private_fields{};
    detail::Optional<std::int64_t> max_age{};  ///< Seconds.
    detail::Optional<std::int64_t> s_maxage{};
    bool must_revalidate = false;
    bool proxy_revalidate = false;
    bool must_understand = false;
    bool no_transform = false;
    bool immutable = false;
    detail::Optional<std::int64_t> stale_while_revalidate{};
    detail::Optional<std::int64_t> stale_if_error{};
    detail::List<detail::Part> names{};  ///< Of all directives, those that caches ignore included.
    detail::List<Problem> problems{};

    /// True if a cache that users share may store the response for them.
    constexpr bool is_shareable() const { return !no_store && !private_; }
};

namespace cache_detail {

struct Reader {
    CacheControl& result;
    const detail::Pair& pair;

    constexpr bool is(std::string_view name) const { return detail::iequals(pair.name.text, name); }
    constexpr void add(std::string_view message, const detail::Part& part, Problem::Kind kind = Problem::other) const {
        result.problems.push_back({message, part.offset, part.text, kind});
    }

    constexpr bool flag(std::string_view name, bool& chosen) const {
        if (!is(name)) return false;
        chosen = true;
        if (pair.has_value) add("the directive takes no value", pair.value);
        return true;
    }

    constexpr bool time(std::string_view name, detail::Optional<std::int64_t>& chosen) const {
        if (!is(name)) return false;
        std::string_view digits = pair.value.text;
        if (detail::is_quoted_string(digits)) {
            digits = digits.substr(1, digits.size() - 2);
            add("a time is written without quotes", pair.value);
        }
        const std::int64_t seconds = detail::read_seconds(digits);
        if (seconds < 0) add("a time is a whole number of seconds; caches take the response for stale", pair.value);
        if (!chosen) chosen = seconds < 0 ? 0 : seconds;
        return true;
    }

    /// With names of fields it is about these alone, which is written in quotes.
    constexpr bool fields(std::string_view name, bool& chosen, std::string_view& names) const {
        if (!is(name)) return false;
        const std::string_view value = pair.value.text;
        if (!pair.has_value) return chosen = true;
        const bool quoted = detail::is_quoted_string(value);
        names = quoted ? value.substr(1, value.size() - 2) : value;
        if (!are_names(names))
            add("these are no names of fields", pair.value);
        else if (!quoted)
            add("names of fields are written in quotes", pair.value);
        return true;
    }

    static constexpr bool are_names(std::string_view names) {
        detail::Parts parts{names, ','};
        for (detail::Part part; parts.next(part);)
            if (!detail::is_token(part.text)) return false;
        return true;
    }

    constexpr void read() const {
        CacheControl& r = result;
        if (!detail::is_token(pair.name.text)) return add("a directive's name is a token", pair.name);
        r.names.push_back(pair.name);
        const bool known = flag("no-store", r.no_store) || fields("no-cache", r.no_cache, r.no_cache_fields) ||
                           flag("public", r.public_) || fields("private", r.private_, r.private_fields) ||
                           time("max-age", r.max_age) || time("s-maxage", r.s_maxage) ||
                           flag("must-revalidate", r.must_revalidate) || flag("proxy-revalidate", r.proxy_revalidate) ||
                           flag("must-understand", r.must_understand) || flag("no-transform", r.no_transform) ||
                           flag("immutable", r.immutable) || time("stale-while-revalidate", r.stale_while_revalidate) ||
                           time("stale-if-error", r.stale_if_error);
        if (!known) add("caches know no such directive", pair.name, Problem::unknown);
    }
};

/// Names without blanks around them, as the policy object writes them; nothing if one is there twice.
constexpr std::optional<FieldNames> field_names(std::string_view names) {
    if (names.empty()) return FieldNames{};
    detail::List<detail::Part> list;
    detail::Text joined;
    detail::Parts parts{names, ','};
    for (detail::Part part; parts.next(part);) {
        joined.append(list.empty() ? "" : ", ").append(part.text);
        list.push_back(part);
    }
    if (detail::first_repeated(list) != nullptr) return std::nullopt;
    return FieldNames::checked(joined);
}

using Seconds = detail::Optional<std::chrono::seconds>;
constexpr Seconds seconds(const detail::Optional<std::int64_t>& time) {
    return time ? Seconds{std::chrono::seconds{*time}} : Seconds{};
}

constexpr bool contradicts_itself(const CacheControl& c) {
    const bool is_private = c.private_ || !c.private_fields.empty();
    const bool keeps =
        c.max_age.value_or(0) != 0 || c.s_maxage || c.immutable || c.stale_while_revalidate || c.stale_if_error;
    return (c.public_ && (is_private || c.no_store)) || (c.no_store && keeps) || (c.immutable && !c.max_age) ||
           (c.no_cache && !c.no_cache_fields.empty()) || (c.private_ && !c.private_fields.empty());
}

constexpr bool is_in_range(const CacheControl& c) {
    for (const auto& time : {c.max_age, c.s_maxage, c.stale_while_revalidate, c.stale_if_error})
        if (time.value_or(0) > 2147483647) return false;
    return true;
}

}  // namespace cache_detail

/// Reads a field's value as caches do; the text must outlive the result.
constexpr CacheControl cache_control(std::string_view value) {
    CacheControl result;
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);)
        if (!part.text.empty()) cache_detail::Reader{result, detail::split_pair(part)}.read();
    if (const detail::Part* repeated = detail::first_repeated(result.names); repeated != nullptr)
        result.problems.push_back({"the directive is there twice", repeated->offset, repeated->text, Problem::repeated});
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text; it has an order of its own.
constexpr std::optional<secure_headers::CacheControl> to_policy(const CacheControl& c) {
    if (!c.problems.empty() || c.names.empty()) return std::nullopt;
    const auto no_cache_fields = cache_detail::field_names(c.no_cache_fields);
    const auto private_fields = cache_detail::field_names(c.private_fields);
    if (!no_cache_fields || !private_fields) return std::nullopt;
    if (cache_detail::contradicts_itself(c) || !cache_detail::is_in_range(c)) return std::nullopt;
    return secure_headers::CacheControl{{.no_store = c.no_store,
                                         .no_cache = c.no_cache,
                                         .no_cache_fields = *no_cache_fields,
                                         .public_ = c.public_,
                                         .private_ = c.private_,
                                         .private_fields = *private_fields,
                                         .max_age = cache_detail::seconds(c.max_age),
                                         .s_maxage = cache_detail::seconds(c.s_maxage),
                                         .must_revalidate = c.must_revalidate,
                                         .proxy_revalidate = c.proxy_revalidate,
                                         .must_understand = c.must_understand,
                                         .no_transform = c.no_transform,
                                         .immutable = c.immutable,
                                         .stale_while_revalidate = cache_detail::seconds(c.stale_while_revalidate),
                                         .stale_if_error = cache_detail::seconds(c.stale_if_error)}};
}

}  // namespace secure_headers::parse
