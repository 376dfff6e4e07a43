// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Names of fields, for the directives that are about some fields only; refuses the same twice.
class FieldNames {
public:
    constexpr FieldNames() = default;
    constexpr FieldNames(std::initializer_list<HeaderName> names) {
        for (const HeaderName& name : names) {
            for (const HeaderName* before = names.begin(); before != &name; ++before)
                if (detail::iequals(*before, name)) detail::refuse("Cache-Control: has the same field twice");
            joined_.append(joined_.empty() ? "" : ", ").append(name);
        }
    }

    static constexpr detail::CharSet in_names = detail::tchar + detail::CharSet{", "};

    /// Takes names that a parser has checked, with commas between them; refuses what no name and no comma is.
    static constexpr FieldNames checked(std::string_view joined) {
        if (!in_names.holds(joined))
            detail::refuse("Cache-Control: a field's name takes letters, digits and !#$%&'*+-.^_`|~ only");
        FieldNames names;
        names.joined_ = detail::Text{joined};
        return names;
    }

    constexpr bool empty() const { return joined_.empty(); }
    constexpr std::string_view joined() const { return joined_; }

private:
    detail::Text joined_{};
};

/// Says who may store the response, and for how long. RFC 9111, section 5.2.2; RFC 8246; RFC 5861.
class CacheControl {
public:
    static constexpr std::string_view name = "Cache-Control"sv;

    /// Times are whole seconds of at most 2^31 - 1, where caches may stop counting.
    struct options {
        bool no_store = false;
        bool no_cache = false;
        FieldNames no_cache_fields{};  ///< Only these fields need to be asked for again.
        bool public_ = false;
        bool private_ = false;
        FieldNames private_fields{};  ///< Only these fields are for one user.
        detail::Optional<std::chrono::seconds> max_age{};
        detail::Optional<std::chrono::seconds> s_maxage{};
        bool must_revalidate = false;
        bool proxy_revalidate = false;
        bool must_understand = false;
        bool no_transform = false;
        bool immutable = false;
        detail::Optional<std::chrono::seconds> stale_while_revalidate{};
        detail::Optional<std::chrono::seconds> stale_if_error{};
    };

    /// Refuses what contradicts itself, says nothing, or exceeds the range of a time.
    constexpr explicit CacheControl(options chosen) : options_{std::move(chosen)} {
        const options& o = options_;
        if (o.public_ && is_private()) detail::refuse("Cache-Control: public contradicts private");
        if (o.public_ && o.no_store) detail::refuse("Cache-Control: public contradicts no-store");
        if (o.no_store && o.max_age && o.max_age->count() != 0)
            detail::refuse("Cache-Control: no-store contradicts a max-age above zero");
        if (o.no_store && o.s_maxage) detail::refuse("Cache-Control: no-store contradicts s-maxage");
        if (o.no_store && o.immutable) detail::refuse("Cache-Control: no-store contradicts immutable");
        if (o.no_store && (o.stale_while_revalidate || o.stale_if_error))
            detail::refuse("Cache-Control: no-store contradicts stale-while-revalidate and stale-if-error");
        if (o.immutable && !o.max_age) detail::refuse("Cache-Control: immutable needs max-age");
        for (const auto& time : {o.max_age, o.s_maxage, o.stale_while_revalidate, o.stale_if_error})
            if (time && (time->count() < 0 || time->count() > 2147483647))
                detail::refuse("Cache-Control: a time is 0 to 2147483647 seconds");
        if (o.no_cache && !o.no_cache_fields.empty())
            detail::refuse("Cache-Control: no_cache covers all fields; choose one");
        if (o.private_ && !o.private_fields.empty())
            detail::refuse("Cache-Control: private_ covers all fields; choose one");
        FieldWriter written;
        write_to(written);
        if (written.value().empty()) detail::refuse("Cache-Control: needs a directive");
    }

    constexpr void write_to(FieldWriter& out) const {
        const options& o = options_;
        flag(out, "no-store", o.no_store);
        fields(out, "no-cache", o.no_cache, o.no_cache_fields);
        flag(out, "public", o.public_);
        fields(out, "private", o.private_, o.private_fields);
        time(out, "max-age=", o.max_age);
        time(out, "s-maxage=", o.s_maxage);
        flag(out, "must-revalidate", o.must_revalidate);
        flag(out, "proxy-revalidate", o.proxy_revalidate);
        flag(out, "must-understand", o.must_understand);
        flag(out, "no-transform", o.no_transform);
        flag(out, "immutable", o.immutable);
        time(out, "stale-while-revalidate=", o.stale_while_revalidate);
        time(out, "stale-if-error=", o.stale_if_error);
    }

private:
    constexpr bool is_private() const { return options_.private_ || !options_.private_fields.empty(); }

    static constexpr FieldWriter& begin(FieldWriter& out, std::string_view directive) {
        return out.append(out.value().empty() ? "" : ", ").append(directive);
    }
    static constexpr void flag(FieldWriter& out, std::string_view directive, bool chosen) {
        if (chosen) begin(out, directive);
    }
    static constexpr void time(FieldWriter& out, std::string_view directive,
                               detail::Optional<std::chrono::seconds> chosen) {
        if (chosen) begin(out, directive).append_number(static_cast<std::uint64_t>(chosen->count()));
    }
    /// With fields, the directive is about these alone.
    static constexpr void fields(FieldWriter& out, std::string_view directive, bool chosen, const FieldNames& names) {
        if (chosen || !names.empty()) begin(out, directive);
        if (!names.empty()) out.append("=\"").append(names.joined()).append("\"");
    }

    options options_;
};

}  // namespace secure_headers
