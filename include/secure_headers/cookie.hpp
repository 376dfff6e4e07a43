// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/cookie/attribute_list.hpp>
#include <secure_headers/cookie/attributes.hpp>
#include <secure_headers/cookie/domain.hpp>
#include <secure_headers/cookie/extension.hpp>
#include <secure_headers/cookie/line.hpp>
#include <secure_headers/cookie/name.hpp>
#include <secure_headers/cookie/path.hpp>
#include <secure_headers/cookie/value.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/short_text.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Says how browsers keep a cookie: `Path=/; Secure; HttpOnly; SameSite=Lax` unless told otherwise. The order is always
/// Path, Domain, Max-Age, Expires, Secure, HttpOnly, SameSite, Partitioned, extensions. RFC 6265bis, section 4.1; CHIPS.
class SecureCookie {
public:
    /// Times are at most 400 days, where browsers cap them; zero makes browsers drop the cookie.
    struct options {
        detail::Optional<std::chrono::seconds> max_age{};
        CookieTime expires{};                                 ///< A point in time.
        detail::Optional<std::chrono::seconds> expires_in{};  ///< Counts from delivery, and is written as Expires.
        CookieDomain domain{};                                ///< None keeps the cookie on the host that sets it.
        CookiePath path{};
        SameSite same_site = SameSite::lax;
        Secure secure = Secure::over_https_only;
        HttpOnly http_only = HttpOnly::hidden_from_scripts;
        bool partitioned = false;  ///< Keeps a jar for each site that embeds this one.
    };

    constexpr SecureCookie() : SecureCookie{options{}} {}
    constexpr explicit SecureCookie(CookieName name) : SecureCookie{name, options{}} {}

    /// A cookie whose name is given at delivery. Refuses attributes that contradict each other, or that browsers would
    /// ignore or drop the cookie for.
    constexpr explicit SecureCookie(const options& chosen) : SecureCookie{detail::Text{}, chosen} {}

    /// Refuses also a name whose prefix promises what the attributes don't hold.
    constexpr SecureCookie(CookieName name, const options& chosen) : SecureCookie{text_of(name), chosen} {}

    constexpr SecureCookie(const SecureCookie&) = default;
    constexpr SecureCookie(SecureCookie&&) noexcept = default;
    /// Copies all before it gives anything up.
    constexpr SecureCookie& operator=(const SecureCookie& other) { return *this = SecureCookie{other}; }
    constexpr SecureCookie& operator=(SecureCookie&&) noexcept = default;
    constexpr ~SecureCookie() = default;

    /// The same cookie with one attribute more, such as `Priority=High`. Refuses an attribute that it has already.
    [[nodiscard]] constexpr SecureCookie with_extension(const CookieExtension& extension) const {
        detail::CookieAttributes given{attributes_.view()};
        while (given.next())
            if (detail::iequals(given.name(), extension.name()))
                detail::refuse("Set-Cookie: has the same extension attribute twice");
        SecureCookie extended{*this};
        extended.append("; ", extension.text());
        return extended;
    }

    /// The name, or nothing where it is given at delivery.
    constexpr std::string_view name() const { return name_; }

    /// The Set-Cookie field's value, for a server that has no adapter. Refuses a value outside of the grammar, and more
    /// than 4096 bytes of name and value. `now` is the time of delivery; without it, the system's clock is asked.
    [[nodiscard]] std::string header(const CookieValue& value, CookieTime now = {}) const {
        return line(value, now).text();
    }
    [[nodiscard]] std::string header(CookieName name, const CookieValue& value, CookieTime now = {}) const {
        return line(name, value, now).text();
    }

    /// The same into `out`, which has room for `header_size` bytes, without allocation; returns the end.
    constexpr char* write_header(char* out, const CookieValue& value, CookieTime now = {}) const {
        return line(value, now).write_to(out);
    }
    constexpr char* write_header(char* out, CookieName name, const CookieValue& value, CookieTime now = {}) const {
        return line(name, value, now).write_to(out);
    }
    constexpr std::size_t header_size(const CookieValue& value) const { return header_size(name_.size(), value); }
    constexpr std::size_t header_size(CookieName name, const CookieValue& value) const {
        return header_size(std::string_view{name}.size(), value);
    }

    /// The Set-Cookie field's value that makes browsers drop the cookie: the same name, Path, Domain and protections.
    [[nodiscard]] std::string deletion() const { return deletion_line().text(); }
    [[nodiscard]] std::string deletion(CookieName name) const { return deletion_line(name).text(); }

    /// The attributes as delivery writes them, each after `; `.
    [[nodiscard]] std::string attributes(CookieTime now = {}) const {
        return filled({}, CookieValue{""}, now).text().substr(1);
    }

    // What delivery writes; not for users. One that says no date is inlined, so that of a constant it is one.
    constexpr bool has_date() const { return date_ != 0; }
    /// Whether one that says a date can say it at that time.
    constexpr bool has_date_at(std::chrono::sys_seconds now) const {
        if (!expires_in_) return !is_too_far_ahead(now);
        return detail::is_http_date(now) && detail::is_http_date(now + *expires_in_);
    }
    std::string_view undated_attributes() const { return attributes_.view(); }
    [[gnu::always_inline]] constexpr detail::CookieLine undated_line(const CookieValue& value) const {
        return undated(own_name(), value);
    }
    [[gnu::always_inline]] constexpr detail::CookieLine undated_line(CookieName name, const CookieValue& value) const {
        return undated(checked(name), value);
    }
    constexpr detail::CookieLine line(const CookieValue& value, CookieTime now) const {
        return filled(own_name(), value, now);
    }
    constexpr detail::CookieLine line(CookieName name, const CookieValue& value, CookieTime now) const {
        return filled(checked(name), value, now);
    }
    constexpr detail::CookieLine deletion_line() const { return deleted(own_name()); }
    constexpr detail::CookieLine deletion_line(CookieName name) const { return deleted(checked(name)); }

private:
    /// No conditional expression: g++ 12 destroys what one makes twice in constant expressions.
    static constexpr detail::Text text_of(CookieName name) {
        if (name.is_literal()) return detail::Text::literal(name);
        return detail::Text{name};
    }

    constexpr SecureCookie(detail::Text name, const options& chosen)
        : name_{std::move(name)},
          expires_{chosen.expires},
          expires_in_{chosen.expires_in},
          scope_{chosen.secure != Secure::also_over_plain_http, chosen.http_only != HttpOnly::readable_by_scripts,
                 !chosen.domain.text().empty(), chosen.path.text() == "/"} {
        check_times(chosen);
        if (chosen.same_site > SameSite::none) detail::refuse("Set-Cookie: SameSite is strict, lax or none");
        if (chosen.same_site == SameSite::none && !scope_.secure)
            detail::refuse("Set-Cookie: SameSite=None needs Secure, else browsers drop the cookie");
        if (chosen.partitioned && !scope_.secure)
            detail::refuse("Set-Cookie: Partitioned needs Secure, else browsers drop the cookie");
        if (!name_.empty()) detail::check_cookie_prefix(name_, scope_);
        write(chosen);
    }

    static constexpr void check_time(const detail::Optional<std::chrono::seconds>& time) {
        if (time && time->count() < 0)
            detail::refuse("Set-Cookie: max_age and expires_in must not be negative; delete_cookie deletes");
        if (time && time->count() > detail::cookie_age_limit)
            detail::refuse("Set-Cookie: max_age and expires_in are at most 400 days, where browsers cap them");
    }
    static constexpr void check_times(const options& chosen) {
        check_time(chosen.max_age);
        check_time(chosen.expires_in);
        if (chosen.expires && chosen.expires_in)
            detail::refuse("Set-Cookie: expires and expires_in both set Expires; choose one");
        if (chosen.expires && chosen.max_age)
            detail::refuse("Set-Cookie: expires is a fixed date and max_age counts from delivery; choose one");
        if (chosen.max_age && chosen.expires_in && chosen.max_age->count() != chosen.expires_in->count())
            detail::refuse("Set-Cookie: max_age contradicts expires_in");
    }

    constexpr void write(const options& chosen) {
        append("; Path=", chosen.path.text());
        append("; Domain=", chosen.domain.text());
        lifetime_ = attributes_.size();
        if (chosen.max_age)
            append("; Max-Age=", detail::Decimal{static_cast<std::uint64_t>(chosen.max_age->count())}.text());
        if (chosen.expires || chosen.expires_in) {
            attributes_.append("; Expires=");
            date_ = attributes_.size();
            const detail::HttpDate date = detail::http_date("Set-Cookie: Expires", *chosen.expires);
            attributes_.append({date.data(), date.size()});  // of expires_in, filled in at delivery
        }
        protections_ = attributes_.size();
        if (scope_.secure) attributes_.append("; Secure");
        if (scope_.http_only) attributes_.append("; HttpOnly");
        constexpr std::string_view sites[] = {"Strict"sv, "Lax"sv, "None"sv};
        append("; SameSite=", sites[static_cast<std::size_t>(chosen.same_site)]);
        if (chosen.partitioned) attributes_.append("; Partitioned");
    }
    constexpr void append(std::string_view attribute, std::string_view value) {
        if (value.empty()) return;
        attributes_.append(attribute);
        attributes_.append(value);
    }

    [[gnu::always_inline]] constexpr std::string_view own_name() const {
        if (name_.empty()) detail::refuse("Set-Cookie: the cookie has no name of its own; give one at delivery");
        return name_;
    }
    constexpr std::string_view checked(std::string_view name) const {
        if (!name_.empty() && name_ != name) detail::refuse("Set-Cookie: the cookie has another name of its own");
        detail::check_cookie_prefix(name, scope_);
        return name;
    }

    constexpr std::size_t header_size(std::size_t name_size, const CookieValue& value) const {
        return name_size + 1 + value.size() + attributes_.size();
    }

    [[gnu::always_inline]] constexpr detail::CookieLine undated(std::string_view name, const CookieValue& value) const {
        value.check(name.size());
        return {name, value, attributes_.view()};
    }

    constexpr detail::CookieLine filled(std::string_view name, const CookieValue& value, CookieTime now) const {
        detail::CookieLine line = undated(name, value);
        if (!has_date()) return line;
        const std::chrono::sys_seconds from = *(now ? now : CookieTime::now());
        if (!expires_in_) {
            if (is_too_far_ahead(from))
                detail::refuse("Set-Cookie: expires is more than 400 days ahead, where browsers cap it");
            return line;
        }
        static_cast<void>(detail::http_date("Set-Cookie: Expires", from));  // refuses before the sum may overflow
        line.put_date(date_, detail::http_date("Set-Cookie: Expires", from + *expires_in_));
        return line;
    }

    constexpr bool is_too_far_ahead(std::chrono::sys_seconds now) const {
        return now.time_since_epoch().count() < (*expires_).time_since_epoch().count() - detail::cookie_age_limit;
    }

    constexpr detail::CookieLine deleted(std::string_view name) const {
        const std::string_view attributes = attributes_.view();
        detail::CookieLine line{name, detail::no_cookie_value, attributes.substr(0, lifetime_)};
        line.put_rest("; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT", attributes.substr(protections_));
        return line;
    }

    detail::Text name_{};
    detail::ShortText<352> attributes_{};  // a Domain of any size fits
    std::size_t lifetime_ = 0;             // where Max-Age and Expires begin and end
    std::size_t protections_ = 0;
    std::size_t date_ = 0;  // where the date of Expires begins
    CookieTime expires_{};
    detail::Optional<std::chrono::seconds> expires_in_{};
    detail::CookieScope scope_{};
};

}  // namespace secure_headers
