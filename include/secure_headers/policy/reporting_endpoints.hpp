// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Where reports are sent: https://, http:// of this machine, or a path of the site; a literal is checked while
/// compiling. Reporting API, section 3.3.
class EndpointUrl {
public:
    template <std::size_t Size>
    consteval EndpointUrl(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
        check({literal, Size - 1});
    }
    template <detail::Unchecked Outside>
    EndpointUrl(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr EndpointUrl(runtime url) : text_{url.text} { check(url.text); }

    constexpr std::string_view text() const { return text_; }
    bool operator==(const EndpointUrl&) const = default;

    /// What the constructors do not refuse.
    static constexpr bool is_valid(std::string_view url) {
        return detail::uri_char.holds(url) && detail::takes_reports(url) && detail::is_uri_reference(url);
    }

private:
    static constexpr void check(std::string_view url) {
        if (!detail::uri_char.holds(url))
            detail::refuse("Reporting-Endpoints: a URL takes visible ASCII only; percent-encode the rest");
        if (!detail::takes_reports(url))
            detail::refuse("Reporting-Endpoints: browsers report to https://, or to a /path of the site, only");
        if (!detail::is_uri_reference(url))
            detail::refuse("Reporting-Endpoints: a URL is https://host:port/path?query, and % begins an escape");
    }

    detail::Text text_;
};

/// Names the endpoints that other policies report to. Reporting API, section 3.1.
class ReportingEndpoints {
public:
    static constexpr std::string_view name = "Reporting-Endpoints"sv;

    struct Endpoint {
        EndpointName name;
        EndpointUrl url;
    };

    /// Refuses none, and the same name twice.
    constexpr ReportingEndpoints(std::initializer_list<Endpoint> endpoints)
        : ReportingEndpoints(detail::Items<Endpoint>{endpoints}) {}
    constexpr explicit ReportingEndpoints(detail::Items<Endpoint> endpoints) {
        if (endpoints.size() == 0) detail::refuse("Reporting-Endpoints: needs an endpoint");
        for (const Endpoint& endpoint : endpoints) {
            for (const Endpoint* before = endpoints.begin(); before != &endpoint; ++before)
                if (before->name == endpoint.name) detail::refuse("Reporting-Endpoints: has the same name twice");
            if (&endpoint != endpoints.begin()) written_.append(", ");
            detail::sf::key(written_, name, endpoint.name);
            written_.append("=");
            detail::sf::string(written_, name, endpoint.url.text());
            written_.declares_endpoint(endpoint.name);
        }
    }

    constexpr explicit ReportingEndpoints(detail::Checked checked) : written_{std::move(checked.written)} {}

    constexpr void write_to(FieldWriter& out) const { out.append(written_); }

private:
    FieldWriter written_{};
};

}  // namespace secure_headers
