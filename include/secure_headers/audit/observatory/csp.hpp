// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/observatory/context.hpp>
#include <secure_headers/audit/observatory/csp_parser.hpp>
#include <secure_headers/audit/observatory/outcomes.hpp>
#include <secure_headers/audit/observatory/source_kind.hpp>
#include <secure_headers/audit/response_field.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/javascript_text.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace secure_headers::detail::observatory {

/// The result, and what the test of X-Frame-Options asks of the policy.
struct CspVerdict {
    Outcome result;
    bool has_frame_ancestors = false;
};

/// The policies of a response and of its page, in lower case: views of the fields, or of copies where those are not.
class CspPolicies {
public:
    constexpr CspPolicies(const ResponseFields& fields, const ObservatoryContext& context) {
        for (const ResponseField& field : fields) add(field);
        header_count_ = all_.size();
        for (const ResponseField& field : context.http_equiv) add(field);
    }
    CspPolicies(const CspPolicies&) = delete;
    CspPolicies& operator=(const CspPolicies&) = delete;

    constexpr std::span<const std::string_view> all() const { return all_; }
    constexpr std::span<const std::string_view> header() const { return all().first(header_count_); }
    constexpr std::span<const std::string_view> page() const { return all().subspan(header_count_); }

private:
    static constexpr CharSet line_break{"\r\n"};

    constexpr void add(const ResponseField& field) {
        if (!iequals(field.name, "Content-Security-Policy")) return;
        std::string_view rest = field.value;
        if (!is_lower_case(rest)) rest = copies_.append_made([&] { return to_lower_case(field.value); });
        do {
            all_.push_back(javascript::trim(javascript::next_part(rest, ',')));
        } while (rest.data() != nullptr);
    }

    /// Drops line breaks.
    static constexpr Text to_lower_case(std::string_view rest) {
        Text text;
        const bool breaks = contains(rest, '\n') || contains(rest, '\r');
        for (std::size_t end = 0; breaks && (end = line_break.find_in(rest)) != std::string_view::npos;
             rest.remove_prefix(end + 1))
            javascript::append_lower(text, rest.substr(0, end));
        javascript::append_lower(text, rest);
        return text;
    }

    List<Text> copies_{};
    List<std::string_view> all_{};
    std::size_t header_count_ = 0;
};

/// Judges what the policies come to; the first of its questions that is answered badly gives the result.
class CspJudge {
public:
    constexpr CspJudge(CspParser& policy, bool https) : policy_{policy}, https_{https} {
        using enum SourceKind;
        for (SourceKinds* const kinds : {&scripts_, &styles_})
            if (kinds->has(nonce_or_hash)) kinds->remove(unsafe_inline);
        const bool is_strict = scripts_.has(strict_dynamic);
        is_strict_without_nonce_ = is_strict && !scripts_.has(nonce_or_hash);
        if (is_strict && !is_strict_without_nonce_) scripts_.remove(inert_beside_strict_dynamic);
    }

    constexpr Outcome result() const {
        using enum SourceKind;
        constexpr SourceKinds broad_or_inline{broad_insecure, broad_secure, unsafe_inline, data};
        if (is_strict_without_nonce_) return "csp-header-invalid";
        if (scripts_.has_any(broad_or_inline) || objects_.has_any(broad_kinds))
            return "csp-implemented-with-unsafe-inline";
        if (https_ && has_insecure_active_source()) return "csp-implemented-with-insecure-scheme";
        if (scripts_.has(unsafe_eval) || styles_.has(unsafe_eval)) return "csp-implemented-with-unsafe-eval";
        // A good result gives way to the hint that report-uri or report-to stands there twice.
        if (policy_.has_repeated_reporting()) return "csp-implemented-but-duplicate-directives";
        if (https_ && has_insecure_passive_source())
            return "csp-implemented-with-insecure-scheme-in-passive-content-only";
        if (styles_.has_any(broad_or_inline)) return "csp-implemented-with-unsafe-inline-in-style-src-only";
        const CspDirective* const fallback = policy_.find(csp::Directive::default_src);
        if (fallback != nullptr && fallback->kinds == none) return "csp-implemented-with-no-unsafe-default-src-none";
        return "csp-implemented-with-no-unsafe";
    }

private:
    /// 'unsafe-inline' has been taken out before.
    static constexpr SourceKinds inert_beside_strict_dynamic = {SourceKind::broad_insecure, SourceKind::broad_secure,
                                                                SourceKind::insecure, SourceKind::secure,
                                                                SourceKind::self};

    /// The directive itself, so that what is taken out of a shared default-src is out of all.
    constexpr SourceKinds& or_default(csp::Directive name) {
        CspDirective* const own = policy_.find(name);
        CspDirective* const governing = own != nullptr ? own : policy_.find(csp::Directive::default_src);
        return governing != nullptr ? governing->kinds : any_;
    }

    constexpr bool has_insecure_active_source() const {
        for (const CspDirective& directive : policy_.directives())
            if (directive.kinds.has_any(insecure_kinds) && directive.name != "img-src" && directive.name != "media-src")
                return true;
        return false;
    }

    constexpr bool has_insecure_passive_source() const {
        return images_.has_any(insecure_kinds) || media_.has_any(insecure_kinds);
    }

    CspParser& policy_;
    bool https_;
    bool is_strict_without_nonce_ = false;
    SourceKinds any_ = SourceKind::broad_secure;
    SourceKinds& scripts_ = or_default(csp::Directive::script_src);
    SourceKinds& styles_ = or_default(csp::Directive::style_src);
    SourceKinds& objects_ = or_default(csp::Directive::object_src);
    SourceKinds& images_ = or_default(csp::Directive::img_src);
    SourceKinds& media_ = or_default(csp::Directive::media_src);
};

/// True if a page's policies say something that a page may say.
constexpr bool says_something(const CspParser& page) {
    if (!page.is_valid()) return false;
    if (page.has_repeated_reporting()) return true;
    for (const CspDirective& directive : page.directives())
        if (directive.name != "frame-ancestors" && directive.name != "report-uri" && directive.name != "sandbox")
            return true;
    return false;
}

constexpr Outcome without_csp(const ResponseFields& fields) {
    const ResponseFields::Values reporting = fields.values("Content-Security-Policy-Report-Only");
    if (reporting.count > 1 || !reporting.first.empty()) return "csp-not-implemented-but-reporting-enabled";
    return "csp-not-implemented";
}

/// True if a response's policies by themselves say something; `all` are they and those of the page.
constexpr bool in_header(const CspParser& all, const CspPolicies& policies) {
    if (policies.page().empty()) return !all.directives().empty();
    const CspParser header{policies.header()};
    return header.is_valid() && !header.directives().empty();
}

constexpr CspVerdict test_csp(const ResponseFields& fields, const ObservatoryContext& context) {
    const CspPolicies policies{fields, context};
    CspParser all{policies.all()};
    if (!all.is_valid()) return {"csp-header-invalid"};
    if (!in_header(all, policies) && !says_something(CspParser{policies.page()})) return {without_csp(fields)};
    const CspJudge judge{all, context.https};
    return {judge.result(), all.find(csp::Directive::frame_ancestors) != nullptr};
}

}  // namespace secure_headers::detail::observatory
