// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/csp_parser.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace secure_headers::detail::observatory {

/// The result, and what the test of X-Frame-Options asks of the policy.
struct CspVerdict {
    std::string_view result{};
    bool has_frame_ancestors = false;
};

/// The policies of a response and of its page: all in lower case in one text, which the views are of.
class CspPolicies {
public:
    constexpr CspPolicies(const ResponseFields& fields, const ObservatoryContext& context) {
        for (const ResponseField& field : fields) add(field);
        const std::size_t end_of_header = text_.size();
        for (const ResponseField& field : context.http_equiv) add(field);
        split(text_.view().substr(0, end_of_header), {&all, &header});
        split(text_.view().substr(end_of_header), {&all, &page});
    }
    CspPolicies(const CspPolicies&) = delete;
    CspPolicies& operator=(const CspPolicies&) = delete;

    List<std::string_view> all{};
    List<std::string_view> header{};
    List<std::string_view> page{};

private:
    static constexpr CharSet line_break{"\r\n"};

    /// Line breaks are dropped, so that one may end each field.
    constexpr void add(const ResponseField& field) {
        if (!iequals(field.name, "Content-Security-Policy")) return;
        std::string_view rest = field.value;
        const bool breaks = contains(rest, '\n') || contains(rest, '\r');
        for (std::size_t end = 0; breaks && (end = line_break.find_in(rest)) != std::string_view::npos;
             rest.remove_prefix(end + 1))
            javascript::append_lower(text_, rest.substr(0, end));
        javascript::append_lower(text_, rest);
        text_.append("\n");
    }

    static constexpr void split(std::string_view text, std::initializer_list<List<std::string_view>*> into) {
        while (!text.empty()) {
            std::string_view field = javascript::next_part(text, '\n');
            while (field.data() != nullptr) {
                const std::string_view policy = javascript::trim(javascript::next_part(field, ','));
                for (List<std::string_view>* const list : into) list->push_back(policy);
            }
        }
    }

    Text text_{};
};

constexpr bool is_broad(std::string_view source) {
    for (const std::string_view each :
         Literals{"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"})
        if (source == each) return true;
    return false;
}
constexpr bool is_broad_or_inline(std::string_view source) {
    return is_broad(source) || source == "'unsafe-inline'" || source == "data:";
}
constexpr bool is_insecure(std::string_view source) {
    return source.starts_with("http:") || source.starts_with("ftp:");
}
constexpr bool is_nonce_or_hash(std::string_view source) {
    for (const std::string_view each : Literals{"'sha256-", "'sha384-", "'sha512-", "'nonce-"})
        if (source.starts_with(each)) return true;
    return false;
}

/// Judges what the policies come to; the first of its questions that is answered badly gives the result.
class CspJudge {
public:
    constexpr CspJudge(CspParser& policy, bool https) : policy_{policy}, https_{https} {
        any_.list.sources().push_back({"*", 0, true});
        scripts_ = or_default("script-src");
        styles_ = or_default("style-src");
        objects_ = or_default("object-src");
        for (CspDirective* const directive : {scripts_, styles_})
            if (directive->any(is_nonce_or_hash)) directive->remove_if(is_unsafe_inline);
        const bool is_strict = scripts_->has("'strict-dynamic'");
        is_strict_without_nonce_ = is_strict && !scripts_->any(is_nonce_or_hash);
        if (is_strict && !is_strict_without_nonce_) scripts_->remove_if(is_inert_beside_strict_dynamic);
    }

    constexpr std::string_view result() const {
        if (is_strict_without_nonce_) return "csp-header-invalid";
        if (scripts_->any(is_broad_or_inline) || objects_->any(is_broad)) return "csp-implemented-with-unsafe-inline";
        if (https_ && has_insecure_active_source()) return "csp-implemented-with-insecure-scheme";
        if (scripts_->has("'unsafe-eval'") || styles_->has("'unsafe-eval'")) return "csp-implemented-with-unsafe-eval";
        if (https_ && has_insecure_passive_source())
            return or_repeated("csp-implemented-with-insecure-scheme-in-passive-content-only");
        if (styles_->any(is_broad_or_inline))
            return or_repeated("csp-implemented-with-unsafe-inline-in-style-src-only");
        const CspDirective* const fallback = policy_.find("default-src");
        const bool is_none = fallback != nullptr && !fallback->list.sources().empty() && fallback->is_none();
        return or_repeated(is_none ? "csp-implemented-with-no-unsafe-default-src-none"
                                   : "csp-implemented-with-no-unsafe");
    }

private:
    static constexpr bool is_unsafe_inline(std::string_view source) { return source == "'unsafe-inline'"; }
    /// 'unsafe-inline' has been taken out before.
    static constexpr bool is_inert_beside_strict_dynamic(std::string_view source) {
        return is_insecure(source) || source.starts_with("https:") || source.starts_with('*') || source == "'self'";
    }

    /// The directive itself, so that what is taken out of a shared default-src is out of all.
    constexpr CspDirective* or_default(std::string_view name) {
        if (CspDirective* const own = policy_.find(name)) return own;
        CspDirective* const fallback = policy_.find("default-src");
        return fallback != nullptr ? fallback : &any_;
    }

    constexpr bool has_insecure_active_source() const {
        for (const CspDirective& directive : policy_.directives()) {
            const bool passive = directive.name == "img-src" || directive.name == "media-src";
            if (!passive && directive.any(is_insecure)) return true;
        }
        return false;
    }

    constexpr bool has_insecure_passive_source() const {
        for (const std::string_view name : Literals{"img-src", "media-src"}) {
            const CspDirective* const own = policy_.find(name);
            const CspDirective* const governing = own != nullptr ? own : policy_.find("default-src");
            if (governing != nullptr && governing->any(is_insecure)) return true;
        }
        return false;
    }

    /// A good result gives way to the hint that report-uri or report-to stands there twice.
    constexpr std::string_view or_repeated(std::string_view result) const {
        return policy_.has_repeated_reporting() ? "csp-implemented-but-duplicate-directives" : result;
    }

    CspParser& policy_;
    bool https_;
    bool is_strict_without_nonce_ = false;
    CspDirective any_{};
    CspDirective* scripts_ = nullptr;
    CspDirective* styles_ = nullptr;
    CspDirective* objects_ = nullptr;
};

/// True if a page's policies say something that a page may say.
constexpr bool says_something(CspParser page) {
    if (!page.is_valid()) return false;
    if (page.has_repeated_reporting()) return true;
    for (const CspDirective& directive : page.directives())
        if (directive.name != "frame-ancestors" && directive.name != "report-uri" && directive.name != "sandbox")
            return true;
    return false;
}

constexpr std::string_view without_csp(const ResponseFields& fields) {
    const List<std::string_view> reporting = fields.values("Content-Security-Policy-Report-Only");
    const bool reports = reporting.size() > 1 || (!reporting.empty() && !reporting[0].empty());
    return reports ? "csp-not-implemented-but-reporting-enabled" : "csp-not-implemented";
}

/// True if a response's policies by themselves say something; `all` are they and those of the page.
constexpr bool in_header(CspParser& all, const CspPolicies& policies) {
    if (policies.page.empty()) return !all.directives().empty();
    CspParser header{policies.header};
    return header.is_valid() && !header.directives().empty();
}

constexpr CspVerdict test_csp(const ResponseFields& fields, const ObservatoryContext& context) {
    const CspPolicies policies{fields, context};
    CspParser all{policies.all};
    if (!all.is_valid()) return {"csp-header-invalid"};
    if (!in_header(all, policies) && !says_something(CspParser{policies.page})) return {without_csp(fields)};
    const CspJudge judge{all, context.https};
    return {judge.result(), all.find("frame-ancestors") != nullptr};
}

}  // namespace secure_headers::detail::observatory
