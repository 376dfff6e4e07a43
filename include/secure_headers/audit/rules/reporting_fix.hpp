// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/policy/report_to.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

// The names that reports go to: which a response uses, which it declares, and how to declare those that are missing
// beside those that are there.
namespace secure_headers::audit_rules::reporting {

/// A place that names an endpoint.
struct Use {
    std::string_view endpoint{};
    std::size_t offset = 0;
    std::string_view header{};
};

constexpr void collect(const detail::List<csp::ParsedPolicy>& policies, Header header, detail::List<Use>& uses) {
    for (const csp::ParsedPolicy& policy : policies) {
        const csp::ParsedDirective* const report_to = policy.find(csp::Directive::report_to);
        if (report_to != nullptr && report_to->tokens.size() == 1 && detail::is_token(report_to->tokens[0].text))
            uses.push_back({report_to->tokens[0].text, report_to->tokens[0].offset, name_of(header)});
    }
}

template <class Policy>
constexpr void collect(const Policy& policy, Header header, detail::List<Use>& uses) {
    if (!policy.endpoint.empty()) uses.push_back({policy.endpoint, policy.endpoint_offset, name_of(header)});
}

constexpr void collect_features(const parse::PermissionsPolicy& policy, Header header, detail::List<Use>& uses) {
    for (const parse::AllowedFeature& feature : policy.features)
        if (!feature.endpoint.empty()) uses.push_back({feature.endpoint, feature.endpoint_offset, name_of(header)});
}

constexpr detail::List<Use> uses(const Response& r) {
    detail::List<Use> all;
    collect(r.csp(), Header::content_security_policy, all);
    collect(r.csp_report_only(), Header::content_security_policy_report_only, all);
    collect(r.opener(), Header::cross_origin_opener_policy, all);
    collect(r.embedder(), Header::cross_origin_embedder_policy, all);
    for (const Header header :
         {Header::cross_origin_opener_policy_report_only, Header::cross_origin_embedder_policy_report_only}) {
        const bool opener = header == Header::cross_origin_opener_policy_report_only;
        if (opener && r.has(header)) collect(parse::cross_origin_opener_policy(r.value(header)), header, all);
        if (!opener && r.has(header)) collect(parse::cross_origin_embedder_policy(r.value(header)), header, all);
    }
    collect_features(r.permissions(), Header::permissions_policy, all);
    if (r.has(Header::permissions_policy_report_only))
        collect_features(parse::permissions_policy(r.value(Header::permissions_policy_report_only)),
                         Header::permissions_policy_report_only, all);
    for (const Header header : {Header::integrity_policy, Header::integrity_policy_report_only}) {
        if (!r.has(header)) continue;
        const parse::IntegrityPolicy integrity = parse::integrity_policy(r.value(header));
        for (const detail::Part& endpoint : integrity.endpoints)
            all.push_back({endpoint.text, endpoint.offset, name_of(header)});
    }
    return all;
}

/// A set of names.
class Names {
public:
    constexpr explicit Names(detail::List<detail::Text> all) : names_{std::move(all)}, places_{names_.size()} {
        for (std::size_t i = 0; i < names_.size(); ++i)
            places_.insert(places_.hash_of(names_[i]), i, Is{names_.data(), names_[i]});
    }
    constexpr bool has(std::string_view wanted) const {
        return places_.find(places_.hash_of(wanted), Is{names_.data(), wanted}) != detail::Places::none;
    }

private:
    struct Is {
        const detail::Text* names;
        std::string_view wanted;
        constexpr bool operator()(std::size_t place) const { return names[place].view() == wanted; }
    };

    detail::List<detail::Text> names_;
    detail::Places places_;
};

/// All names that reports may go to.
constexpr Names declared(const Response& r) {
    detail::List<detail::Text> names;
    for (const auto& endpoint : r.endpoints().endpoints) names.push_back(detail::Text::literal(endpoint.name));
    if (r.has(Header::report_to)) {
        const parse::ReportTo legacy = parse::report_to(r.value(Header::report_to));
        for (const parse::ReportTo::Group& group : legacy.groups)
            if (group.max_age > 0) names.push_back(group.name);
    }
    return Names{std::move(names)};
}

/// All names that policies report to.
constexpr Names used(const Response& r) {
    detail::List<detail::Text> names;
    for (const Use& use : uses(r)) names.push_back(detail::Text::literal(use.endpoint));
    return Names{std::move(names)};
}

/// What stands for a URL that nobody here can know.
inline constexpr std::string_view own_url = "https://reports.example.com";
inline constexpr std::string_view own_url_remark = "  // reports.example.com is where your reports go";

/// How a policy reports where nothing is declared.
inline constexpr std::string_view own_fix =
    "headers.set(policy.report_to(\"csp\")).set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com\"}});"
    "  // reports.example.com is where your reports go";

/// The endpoints that a Reporting-Endpoints is to declare, one of each name.
class Endpoints {
public:
    constexpr explicit Endpoints(std::size_t at_most) : places_{at_most} {}

    /// Of a name that is there already the URL that it has is kept.
    constexpr void add(std::string_view name, std::string_view url) { insert(name, url); }
    /// Of a name that is there already the URL becomes this, as browsers take the last.
    constexpr void replace(std::string_view name, std::string_view url) {
        const std::size_t place = insert(name, url);
        if (place != detail::Places::none) list_[place].url = detail::Text{url};
    }

    constexpr std::size_t size() const { return list_.size(); }
    constexpr bool has(std::string_view name) const { return find(name) != detail::Places::none; }

    /// The first whose name speaks of a Content-Security-Policy; empty if there is none.
    constexpr std::string_view name_of_csp() const {
        for (const Endpoint& endpoint : list_)
            if (detail::icontains(endpoint.name, "csp")) return endpoint.name;
        return {};
    }

    /// Writes them as an argument of `set`.
    constexpr void write(detail::Text& fix) const {
        fix.append("sh::ReportingEndpoints{");
        for (const Endpoint& endpoint : list_) {
            if (&endpoint != list_.begin()) fix.append(", ");
            fix.append("{\"").append(endpoint.name).append("\", \"").append(endpoint.url).append("\"}");
        }
        fix.append("}");
    }
    constexpr std::string_view remark() const {
        for (const Endpoint& endpoint : list_)
            if (endpoint.url.view() == own_url) return own_url_remark;
        return {};
    }

private:
    struct Endpoint {
        detail::Text name{};
        detail::Text url{};
    };

    constexpr std::size_t find(std::string_view name) const {
        const auto equals = [&](std::size_t place) { return list_[place].name.view() == name; };
        return places_.find(places_.hash_of(name), equals);
    }
    constexpr std::size_t insert(std::string_view name, std::string_view url) {
        const auto equals = [&](std::size_t place) { return list_[place].name.view() == name; };
        const std::size_t place = places_.insert(places_.hash_of(name), list_.size(), equals);
        if (place == detail::Places::none) list_.push_back({detail::Text{name}, detail::Text{url}});
        return place;
    }

    detail::List<Endpoint> list_{};
    detail::Places places_;
};

/// The URL of a part of Reporting-Endpoints, with https in place of http.
constexpr detail::Text url_meant(std::string_view value) {
    constexpr std::string_view plain = "http://";
    if (value.starts_with('"'))
        value = value.substr(1, value.find('"', 1) - 1);
    else
        value = value.substr(0, value.find(';'));
    if (EndpointUrl::is_valid(value) || !detail::istarts_with(value, plain)) return detail::Text{value};
    return detail::Text{"https://"}.append(value.substr(plain.size()));
}

/// Adds what a Reporting-Endpoints declares, and what it means to: by a name in capitals, a URL without quotes, or one
/// of plain HTTP.
constexpr void add_meant(std::string_view value, Endpoints& all) {
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);) {
        const detail::Pair pair = detail::split_pair(part);
        detail::Text name;
        name.append_each(pair.name.text, detail::to_lower);
        const detail::Text url = url_meant(pair.value.text);
        if (EndpointName::is_valid(name) && EndpointUrl::is_valid(url)) all.replace(name, url);
    }
}

/// All endpoints that are declared or meant to be, and the names that nothing declares.
constexpr Endpoints wanted(const Response& r) {
    const detail::List<Use> used = uses(r);
    const std::string_view value = r.value(Header::reporting_endpoints);
    const auto commas = static_cast<std::size_t>(std::count(value.begin(), value.end(), ','));
    Endpoints all{commas + 2 + used.size()};
    add_meant(value, all);
    if (used.empty()) return all;
    const Names known = declared(r);
    for (const Use& use : used)
        if (!known.has(use.endpoint) && EndpointName::is_valid(use.endpoint)) all.add(use.endpoint, own_url);
    return all;
}

/// How to declare them all; empty if there is none.
constexpr detail::Text endpoints_fix(const Response& r) {
    const Endpoints all = wanted(r);
    detail::Text fix;
    if (all.size() == 0) return fix;
    fix.append("headers.set(");
    all.write(fix);
    fix.append(");").append(all.remark());
    return fix;
}

/// How a policy reports to the endpoint of that name, which is declared with all those that are wanted, if it is not.
constexpr detail::Text report_to_fix(const Response& r, std::string_view name, Endpoints all) {
    const bool is_declared = declared(r).has(name);
    detail::Text fix{is_declared ? "" : "headers.set("};
    fix.append("policy.report_to(\"").append(name).append("\")");
    if (is_declared) return std::move(fix.append(";"));
    all.add(name, own_url);
    fix.append(").set(");
    all.write(fix);
    return std::move(fix.append(");").append(all.remark()));
}

/// How a policy reports to an endpoint that is declared or meant to be: one for policies, else the first that is right,
/// else one of its own.
constexpr detail::Text policy_fix(const Response& r) {
    Endpoints all = wanted(r);
    if (all.size() == 0 && !r.has(Header::report_to)) return detail::Text::literal(own_fix);
    std::string_view name = all.name_of_csp();
    if (name.empty() && !r.endpoints().endpoints.empty()) name = r.endpoints().endpoints[0].name;
    return report_to_fix(r, name.empty() ? std::string_view{"csp"} : name, std::move(all));
}

/// The same with a name of those that the directive has, one that is or is meant to be declared rather than another;
/// empty if none can be.
constexpr detail::Text policy_fix(const Response& r, const csp::ParsedDirective& report_to) {
    Endpoints all = wanted(r);
    std::string_view name;
    for (const csp::ParsedToken& token : report_to.tokens) {
        if (!EndpointName::is_valid(token.text)) continue;
        if (name.empty() || (!all.has(name) && all.has(token.text))) name = token.text;
    }
    if (name.empty()) return {};
    return report_to_fix(r, name, std::move(all));
}

constexpr void append_number(detail::Text& text, std::string_view before, std::int64_t number) {
    text.append(before).append(detail::Decimal{static_cast<std::uint64_t>(number)}.text());
}

/// Whether the policy object can write the group.
constexpr bool is_sound(const parse::ReportTo::Group& group) {
    for (const parse::ReportTo::Endpoint& endpoint : group.endpoints)
        if (!ReportToUrl::is_valid(endpoint.url)) return false;
    return group.max_age > 0 && !group.endpoints.empty() && detail::is_token(group.name);
}

constexpr void write(const parse::ReportTo::Group& group, detail::Text& fix) {
    constexpr std::int64_t most = (std::numeric_limits<std::uint32_t>::max)();
    fix.append("{.group = \"").append(group.name).append("\"");
    append_number(fix, ", .max_age = std::chrono::seconds{", group.max_age);
    fix.append("}, .endpoints = {");
    for (const parse::ReportTo::Endpoint& endpoint : group.endpoints) {
        if (&endpoint != group.endpoints.begin()) fix.append(", ");
        fix.append("{.url = \"").append(endpoint.url).append("\"");
        if (endpoint.priority >= 0 && endpoint.priority <= most)
            append_number(fix, ", .priority = ", endpoint.priority);
        if (endpoint.weight >= 0 && endpoint.weight <= most) append_number(fix, ", .weight = ", endpoint.weight);
        fix.append("}");
    }
    fix.append("}");
    if (group.include_subdomains) fix.append(", .include_subdomains = true");
    fix.append("}");
}

/// A group of that name for reports to a URL that nobody here can know.
constexpr void write_own(std::string_view name, detail::Text& fix) {
    fix.append("{.group = \"").append(name).append("\", .endpoints = {{.url = \"").append(own_url).append("\"}}}");
}

/// The group that NEL reports to; empty if browsers obey none.
constexpr detail::Text group_of_nel(const Response& r) {
    if (!r.has(Header::nel)) return {};
    const parse::NEL nel = parse::nel(r.value(Header::nel));
    if (nel.max_age <= 0 || !detail::is_token(nel.group)) return {};
    return nel.group;
}

/// How to declare the groups that are sound, and the one that NEL names; empty if there is none.
constexpr detail::Text groups_fix(const Response& r) {
    constexpr std::string_view begin = "headers.set(sh::ReportTo{";
    const parse::ReportTo known = parse::report_to(r.value(Header::report_to));
    const detail::Text of_nel = group_of_nel(r);
    detail::List<detail::Text> names;
    for (const parse::ReportTo::Group& group : known.groups) names.push_back(group.name);
    detail::Places places{names.size()};
    detail::Text fix{begin};
    bool has_nel = of_nel.empty();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!is_sound(known.groups[i])) continue;
        const auto equals = [&](std::size_t place) { return names[place].view() == names[i].view(); };
        if (places.insert(places.hash_of(names[i]), i, equals) != detail::Places::none) continue;
        if (fix.size() != begin.size()) fix.append(", ");
        write(known.groups[i], fix);
        has_nel = has_nel || names[i].view() == of_nel.view();
    }
    if (has_nel && fix.size() == begin.size()) return {};
    if (has_nel) {
        fix.append("});");
        return fix;
    }
    if (fix.size() != begin.size()) fix.append(", ");
    write_own(of_nel, fix);
    fix.append("});").append(own_url_remark);
    return fix;
}

/// How NEL reports to a group that is declared, or declares one.
constexpr detail::Text nel_fix(const Response& r) {
    const parse::ReportTo known = parse::report_to(r.value(Header::report_to));
    const detail::Text of_nel = group_of_nel(r);
    std::string_view name;
    for (const parse::ReportTo::Group& group : known.groups)
        if (is_sound(group) && (name.empty() || group.name.view() == of_nel.view())) name = group.name;
    const bool is_declared = !name.empty();
    if (!is_declared) name = of_nel.empty() ? std::string_view{"network"} : of_nel.view();
    detail::Text fix{"headers.set(sh::NEL{\""};
    fix.append(name).append("\"})");
    if (!is_declared) {
        fix.append(".set(sh::ReportTo{");
        write_own(name, fix);
        fix.append("})");
    }
    fix.append(";");
    if (!is_declared) fix.append(own_url_remark);
    return fix;
}

/// How NEL and a group come together: by the one that it names, if it does.
constexpr detail::Text nel_group_fix(const Response& r) {
    if (group_of_nel(r).empty()) return nel_fix(r);  // no conditional, whose temporaries g++ 12 mixes up in constants
    return groups_fix(r);
}

}  // namespace secure_headers::audit_rules::reporting
