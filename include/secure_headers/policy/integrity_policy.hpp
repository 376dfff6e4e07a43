// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Keeps browsers from loading scripts or styles that have no integrity metadata. Subresource Integrity, section 3.10.
class [[nodiscard]] IntegrityPolicy {
public:
    static constexpr std::string_view name = "Integrity-Policy"sv;

    enum class Destination : unsigned char { script = 1, style };  // not 0, which {} is

    /// Refuses none, the same destination twice, and a number that is none of theirs.
    constexpr explicit IntegrityPolicy(std::initializer_list<Destination> blocked)
        : IntegrityPolicy(detail::Items<Destination>{blocked}) {}
    constexpr explicit IntegrityPolicy(detail::Items<Destination> blocked) {
        bool script = false, style = false;
        for (const Destination destination : blocked) {
            if (destination < Destination::script || destination > Destination::style)
                detail::refuse("Integrity-Policy: no destination has this number");
            bool& seen = destination == Destination::script ? script : style;
            if (std::exchange(seen, true)) detail::refuse("Integrity-Policy: has the same destination twice");
        }
        if (!script && !style) detail::refuse("Integrity-Policy: has no effect without a blocked destination");
        written_.append(!style   ? "blocked-destinations=(script)"
                        : script ? "blocked-destinations=(script style)"
                                 : "blocked-destinations=(style)");
    }

    constexpr explicit IntegrityPolicy(detail::Checked checked) : written_{std::move(checked.written)} {}

    /// The same, with the only source that there is, and that browsers assume, written out: metadata in the element.
    constexpr IntegrityPolicy inline_source() const { return with("sources=(", "inline"); }

    /// The same, with reports to endpoints that the set's Reporting-Endpoints declares.
    constexpr IntegrityPolicy report_to(detail::Items<EndpointName> endpoints) const {
        if (endpoints.size() == 0) detail::refuse("Integrity-Policy: report_to needs an endpoint");
        detail::Text names;
        for (const EndpointName& endpoint : endpoints) {
            for (const EndpointName* before = endpoints.begin(); before != &endpoint; ++before)
                if (*before == endpoint) detail::refuse("Integrity-Policy: has the same endpoint twice");
            names.append(names.empty() ? "" : " ").append(endpoint);
        }
        IntegrityPolicy reporting = with("endpoints=(", names);
        for (const EndpointName& endpoint : endpoints) reporting.written_.uses_endpoint(endpoint);
        return reporting;
    }

    constexpr void write_to(FieldWriter& out) const { out.append(written_); }

private:
    constexpr IntegrityPolicy with(std::string_view member, std::string_view list) const {
        if (written_.value().find(member) != std::string_view::npos)
            detail::refuse("Integrity-Policy: says this already");
        IntegrityPolicy more = *this;
        more.written_.append(", ").append(member).append(list).append(")");
        return more;
    }

    FieldWriter written_{};
};

}  // namespace secure_headers
