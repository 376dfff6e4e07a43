// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/chrono.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/seconds.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>
#include <secure_headers/report_group.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Where a legacy group sends reports: https://, or a path of the site; a literal is checked while compiling. Reporting
/// API of 2018-09-25, section 3.2.
class ReportToUrl {
public:
    template <std::size_t Size>
    consteval ReportToUrl(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    ReportToUrl(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr ReportToUrl(runtime url) : text_{url.text} { check(url.text); }

    constexpr std::string_view text() const { return text_; }

    /// What the constructors do not refuse.
    static constexpr bool is_valid(std::string_view url) {
        return (is_path(url) || (is_https(url) && has_host(url))) && detail::uri_char.holds(url) &&
               detail::is_uri_reference(url);
    }

private:
    static constexpr bool is_path(std::string_view url) { return url.starts_with('/') && !url.starts_with("//"); }
    static constexpr bool is_https(std::string_view url) { return detail::istarts_with(url, "https://"); }
    static constexpr bool has_host(std::string_view url) {
        return url.size() > 8 && !detail::contains("/?#:@", url[8]);
    }
    static constexpr void check(std::string_view url) {
        if (!is_path(url) && !is_https(url)) detail::refuse("Report-To: a URL begins with https://, or a path with /");
        if (!is_path(url) && !has_host(url)) detail::refuse("Report-To: a URL needs a host");
        if (!detail::uri_char.holds(url))
            detail::refuse("Report-To: a URL takes visible ASCII without quotes; percent-encode the rest");
        if (!detail::is_uri_reference(url))
            detail::refuse("Report-To: a URL is https://host:port/path?query, and % begins an escape");
    }

    detail::Text text_;
};

/// Names groups of endpoints for `NEL` and for browsers that do not know Reporting-Endpoints. Reporting API of
/// 2018-09-25, section 3.1.
class ReportTo {
public:
    static constexpr std::string_view name = "Report-To"sv;

    struct Endpoint {
        ReportToUrl url;
        detail::Optional<std::uint32_t> priority{};  ///< Lower is tried first.
        detail::Optional<std::uint32_t> weight{};
    };

    /// The endpoints of a group, as its JSON lists them.
    class Endpoints {
    public:
        constexpr Endpoints() = default;
        constexpr Endpoints(std::initializer_list<Endpoint> endpoints) {
            for (const Endpoint& endpoint : endpoints) {
                listed_.append(listed_.value().empty() ? "" : ",")
                    .append("{\"url\":\"")
                    .append(endpoint.url.text())
                    .append("\"");
                if (endpoint.priority) listed_.append(",\"priority\":").append_number(*endpoint.priority);
                if (endpoint.weight) listed_.append(",\"weight\":").append_number(*endpoint.weight);
                listed_.append("}");
            }
        }

        constexpr std::string_view listed() const { return listed_.value(); }

    private:
        FieldWriter listed_{};
    };

    struct Group {
        ReportGroup group;
        detail::Seconds max_age = std::chrono::days{30};  ///< Zero makes browsers forget the group.
        Endpoints endpoints{};
        bool include_subdomains = false;
    };

    /// Refuses none, a group twice, one without endpoints, and negative times.
    constexpr ReportTo(std::initializer_list<Group> groups) {
        if (groups.size() == 0) detail::refuse("Report-To: needs a group");
        for (const Group& group : groups) {
            if (group.max_age.count() < 0) detail::refuse("Report-To: max_age must not be negative");
            if (group.endpoints.listed().empty()) detail::refuse("Report-To: a group needs an endpoint");
            for (const Group* before = groups.begin(); before != &group; ++before)
                if (before->group == group.group) detail::refuse("Report-To: has the same group twice");
            write(group);
        }
    }

    constexpr explicit ReportTo(detail::Checked checked) : written_{std::move(checked.written)} {}

    constexpr void write_to(FieldWriter& out) const { out.append(written_); }

private:
    constexpr void write(const Group& group) {
        written_.append(written_.value().empty() ? "" : ", ").append("{\"group\":\"").append(group.group);
        written_.append("\",\"max_age\":").append_number(static_cast<std::uint64_t>(group.max_age.count()));
        written_.append(",\"endpoints\":[").append(group.endpoints.listed());
        written_.append(group.include_subdomains ? "],\"include_subdomains\":true}" : "]}");
        if (group.max_age.count() != 0) written_.declares_group(group.group);
    }

    FieldWriter written_{};
};

}  // namespace secure_headers
