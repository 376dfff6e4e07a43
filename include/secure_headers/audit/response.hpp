// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/cookie.hpp>
#include <secure_headers/audit/header.hpp>
#include <secure_headers/audit/limits_nothing.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/cookie_date.hpp>
#include <secure_headers/detail/enum_set.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/x_frame_options.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

/// What the fields of a response do not say of themselves.
struct AuditContext {
    bool https = true;                ///< False for a response over plain HTTP.
    unsigned status = 0;              ///< Zero if unknown.
    std::string_view content_type{};  ///< Where the fields have no Content-Type; empty stands for a page.
    bool loopback = false;  ///< True for a server on the browser's own machine, to which nobody is on the way.
    bool ip_address =
        false;  ///< True for a host that is an address, of which browsers keep no Strict-Transport-Security.
    std::string_view request_origin{};  ///< The Origin of the request, one that the server should not trust, if it had one.
};

namespace audit_rules {

/// A media type without its parameters.
constexpr std::string_view essence_of(std::string_view type) {
    return detail::trimmed(type.substr(0, type.find(';')), 0).text;
}

/// True if browsers understand it; they guess at others, and at `*/*`. MIME Sniffing, section 4.4.
constexpr bool is_media_type(std::string_view type) {
    const std::string_view essence = essence_of(type);
    const std::size_t slash = essence.find('/');
    return slash != std::string_view::npos && essence != "*/*" && detail::is_token(essence.substr(0, slash)) &&
           detail::is_token(essence.substr(slash + 1));
}

/// True if browsers show it as a document made to be looked at, whose scripts run.
constexpr bool is_document(std::string_view type) {
    const std::string_view essence = essence_of(type);
    for (const std::string_view document : detail::Literals{"text/html", "application/xhtml+xml", "image/svg+xml"})
        if (detail::iequals(essence, document)) return true;
    return false;
}

/// True if it is XML of another kind, such as a feed, which browsers show, too, and in which elements of XHTML run scripts.
constexpr bool is_other_xml(std::string_view type) {
    const std::string_view essence = essence_of(type);
    if (is_document(type)) return false;
    const std::string_view end = essence.size() < 4 ? essence : essence.substr(essence.size() - 4);
    return detail::iequals(end, "+xml") || detail::iequals(essence, "text/xml") ||
           detail::iequals(essence, "application/xml");
}

/// True if browsers save what has this Content-Disposition, rather than show it. HTML, section 7.4.5; RFC 6266.
constexpr bool is_attachment(std::string_view disposition) {
    return detail::iequals(essence_of(disposition), "attachment");
}

/// Statuses on which browsers go where Location leads. Fetch, section 2.2.6 ("redirect status").
constexpr bool is_redirect_status(unsigned status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// A field of the response, and which header it is of.
struct Field {
    std::string_view name{};
    std::string_view value{};
    Header header = Header::other;
};

/// A response's fields, sorted by header and parsed once for all rules.
class Response {
public:
    /// Of about so many fields.
    constexpr explicit Response(const AuditContext& context, std::size_t size = 0) : context_{context} {
        fields_.reserve(size);
    }

    constexpr void add(std::string_view name, std::string_view value) {
        fields_.push_back({name, detail::trimmed(value, 0).text, find_header(name)});
    }

    /// To be called once, after all fields are in.
    constexpr void parse() {
        for (const Field& field : fields_) count(field);
        read_content_type();
        const std::string_view type = content_type_.text;
        const bool is_shown = has_body() && !is_attachment(value(Header::content_disposition));
        is_page_ = is_shown && (type.empty() || is_document(type));
        is_other_xml_ = is_shown && audit_rules::is_other_xml(type);
        read_policies();
        if (has(Header::cache_control)) cache_ = parse::cache_control(value(Header::cache_control));
        if (has(Header::clear_site_data)) clear_site_data_ = parse::clear_site_data(value(Header::clear_site_data));
        if (has(Header::referrer_policy)) referrer_ = parse::referrer_policy(value(Header::referrer_policy));
        if (has(Header::x_frame_options)) frame_options_ = parse::x_frame_options(value(Header::x_frame_options));
        frame_options_.problems = {};  // for which no rule asks, and of which there may be many
        if (has(Header::cross_origin_opener_policy))
            opener_ = parse::cross_origin_opener_policy(value(Header::cross_origin_opener_policy));
        if (has(Header::cross_origin_embedder_policy))
            embedder_ = parse::cross_origin_embedder_policy(value(Header::cross_origin_embedder_policy));
        if (has(Header::permissions_policy))
            permissions_ = parse::permissions_policy(value(Header::permissions_policy));
        if (has(Header::reporting_endpoints))
            endpoints_ = parse::reporting_endpoints(value(Header::reporting_endpoints));
        if (const Field* const hsts = first(Header::strict_transport_security); hsts != nullptr)
            hsts_ = parse::strict_transport_security(hsts->value);
        if (has(Header::set_cookie)) read_cookies();
    }

    constexpr const detail::List<Field>& fields() const { return fields_; }
    constexpr const AuditContext& context() const { return context_; }

    /// Where a field's value begins in the joined values of all fields of its name.
    constexpr std::size_t begin_of(const Field& field) const {
        std::size_t begin = 0;
        for (const Field* other = fields_.begin(); other != &field; ++other)
            if (detail::iequals(other->name, field.name)) begin += other->value.size() + 2;  // the comma and the space
        return begin;
    }

    constexpr bool has(Header header) const { return headers_.has(header); }
    constexpr detail::EnumSet<Header> headers() const { return headers_; }
    constexpr bool is_repeated(Header header) const { return of(header).count > 1; }
    constexpr const Field* first(Header header) const { return has(header) ? &fields_[of(header).first] : nullptr; }

    /// The value of the header, of several fields with commas between them, as RFC 9110, section 5.3, has it.
    constexpr std::string_view value(Header header) const {
        const Seen& seen = of(header);
        if (seen.count == 0) return {};
        return seen.joined == 0 ? fields_[seen.first].value : joined_[seen.joined - 1].view();
    }

    constexpr const detail::List<csp::ParsedPolicy>& csp() const { return csp_; }
    constexpr const detail::List<csp::ParsedPolicy>& csp_report_only() const { return csp_report_only_; }
    /// Whether no enforced policy limits what a page loads and runs, nor means to.
    constexpr bool csp_limits_nothing() const { return csp_limits_nothing_; }
    constexpr bool csp_report_only_limits_nothing() const { return csp_report_only_limits_nothing_; }
    /// Those of all policies.
    constexpr detail::EnumSet<csp::ProblemKind> csp_problems() const { return csp_problems_; }
    /// What sources of enforced policies are and have, be it where browsers ignore it.
    constexpr csp::detail::Traits csp_sources() const { return csp_sources_; }
    constexpr const parse::CacheControl& cache() const { return cache_; }
    constexpr const parse::ClearSiteData& clear_site_data() const { return clear_site_data_; }
    constexpr const parse::ReferrerPolicy& referrer() const { return referrer_; }
    constexpr const parse::XFrameOptions& frame_options() const { return frame_options_; }
    constexpr const parse::CrossOriginOpenerPolicy& opener() const { return opener_; }
    constexpr const parse::CrossOriginEmbedderPolicy& embedder() const { return embedder_; }
    constexpr const parse::PermissionsPolicy& permissions() const { return permissions_; }
    constexpr const parse::ReportingEndpoints& endpoints() const { return endpoints_; }
    constexpr const parse::StrictTransportSecurity& hsts() const { return hsts_; }
    constexpr const detail::List<Cookie>& cookies() const { return cookies_; }
    /// When a response with cookies says that it was made.
    constexpr const detail::Optional<std::int64_t>& made() const { return made_; }

    /// The response before this one, to compare nonces with, or null.
    constexpr const Response* before() const { return before_; }
    constexpr void follows(const Response& before) { before_ = &before; }

    /// The last media type of those in Content-Type, which is the one that browsers take; empty if they have to guess.
    /// Fetch, section 3.5 ("extract a MIME type").
    constexpr const detail::Part& content_type() const { return content_type_; }
    /// Whether that says how text is encoded, or one before it of the same type does.
    constexpr bool has_charset() const { return has_charset_; }
    /// True if browsers go elsewhere; what does not say where they show like any other response.
    constexpr bool is_redirect() const { return is_redirect_status(context_.status) && has(Header::location); }

    /// Whether there may be anything to show, or to read; browsers stay where they are on 205, too. RFC 9110, section 6.4.1.
    constexpr bool has_body() const {
        const unsigned status = context_.status;
        const bool is_informational = status >= 100 && status < 200;
        return !is_redirect() && !is_informational && status != 204 && status != 205 && status != 304;
    }

    /// True if browsers would show the response as a page that may run scripts; not knowing better, they might.
    constexpr bool is_page() const { return is_page_; }
    constexpr bool is_other_xml() const { return is_other_xml_; }

private:
    /// The fields of one header.
    struct Seen {
        std::size_t first = 0;
        std::size_t count = 0;
        std::size_t joined = 0;  ///< Of several: one more than the place of their joined values.
    };

    constexpr const Seen& of(Header header) const { return seen_[static_cast<std::size_t>(header)]; }

    constexpr void count(const Field& field) {
        if (field.header == Header::other) return;
        Seen& seen = seen_[static_cast<std::size_t>(field.header)];
        headers_.add(field.header);
        if (seen.count++ == 0) {
            seen.first = static_cast<std::size_t>(&field - fields_.begin());
            return;
        }
        if (field.header == Header::set_cookie) return;  // cookies have commas of their own
        if (seen.joined == 0) {
            joined_.push_back(detail::Text{fields_[seen.first].value});
            seen.joined = joined_.size();
        }
        joined_[seen.joined - 1].append(", ").append(field.value);
    }

    constexpr void read_content_type() {
        detail::Parts parts{has(Header::content_type) ? value(Header::content_type) : context_.content_type, ','};
        for (detail::Part part; parts.next(part);) {
            if (!is_media_type(part.text)) continue;
            const bool is_same = detail::iequals(essence_of(part.text), essence_of(content_type_.text));
            has_charset_ = (has_charset_ && is_same) || detail::icontains(part.text, "charset");
            content_type_ = part;
        }
    }

    constexpr void read_policies() {
        if (has(Header::content_security_policy))
            csp_ = parse::content_security_policies(value(Header::content_security_policy));
        if (has(Header::content_security_policy_report_only))
            csp_report_only_ = parse::content_security_policies(value(Header::content_security_policy_report_only));
        for (const auto* const policies : {&csp_, &csp_report_only_})
            for (const csp::ParsedPolicy& policy : *policies)
                for (const csp::Problem& problem : policy.problems) csp_problems_.add(problem.kind);
        for (const csp::ParsedPolicy& policy : csp_)
            for (const csp::ParsedDirective& directive : policy.directives) csp_sources_.add(directive.traits);
        csp_limits_nothing_ = limits_nothing(csp_);
        csp_report_only_limits_nothing_ = limits_nothing(csp_report_only_);
    }

    constexpr void read_cookies() {
        if (const Field* const date = first(Header::date); date != nullptr)
            made_ = detail::CookieDate::parse(date->value);
        std::size_t begin = 0;
        cookies_.reserve(of(Header::set_cookie).count);
        for (const Field& field : fields_) {
            if (field.header != Header::set_cookie) continue;
            cookies_.push_back(read_cookie(field.value, begin, made_));
            begin += field.value.size() + 2;  // with the comma and the space
        }
    }

    AuditContext context_;
    detail::Part content_type_{};
    bool has_charset_ = false;
    bool is_page_ = false;
    bool is_other_xml_ = false;
    detail::List<Field> fields_{};
    detail::EnumSet<Header> headers_{};
    Seen seen_[header_count]{};
    detail::List<detail::Text> joined_{};
    detail::List<csp::ParsedPolicy> csp_{};
    detail::List<csp::ParsedPolicy> csp_report_only_{};
    detail::EnumSet<csp::ProblemKind> csp_problems_{};
    csp::detail::Traits csp_sources_{};
    bool csp_limits_nothing_ = true;
    bool csp_report_only_limits_nothing_ = true;
    parse::CacheControl cache_{};
    parse::ClearSiteData clear_site_data_{};
    parse::ReferrerPolicy referrer_{};
    parse::XFrameOptions frame_options_{};
    parse::CrossOriginOpenerPolicy opener_{{parse::CrossOriginOpenerPolicy::words[0]}};
    parse::CrossOriginEmbedderPolicy embedder_{{parse::CrossOriginEmbedderPolicy::words[0]}};
    parse::PermissionsPolicy permissions_{};
    parse::ReportingEndpoints endpoints_{};
    parse::StrictTransportSecurity hsts_{};
    detail::List<Cookie> cookies_{};
    detail::Optional<std::int64_t> made_{};
    const Response* before_ = nullptr;
};

}  // namespace audit_rules
}  // namespace secure_headers
