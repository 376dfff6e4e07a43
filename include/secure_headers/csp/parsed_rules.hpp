// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/csp/token.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/host_source.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/uri.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The rules that the constructors of policies refuse by, as questions about text from outside.
namespace secure_headers::csp::detail {

using secure_headers::detail::List;
using secure_headers::detail::Optional;

/// ASCII whitespace. Infra, section 4.5.
constexpr bool is_blank(char c) { return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'); }

/// The kinds of sources that have an effect in each directive, and the keywords.
struct PlacedTraits {
    static constexpr unsigned count = static_cast<unsigned>(Directive::frame_ancestors) + 1;
    Traits of[count]{};
    Traits all_sound[count]{};  ///< What sources by themselves may be without being looked at one by one.

    consteval PlacedTraits() {
        for (unsigned i = 0; i < count; ++i) {
            const auto directive = static_cast<Directive>(i);
            for (unsigned keyword = 0; keyword < std::size(keywords); ++keyword)
                if (takes_keyword(directive, static_cast<Trait>(keyword))) of[i].add(static_cast<Trait>(keyword));
            if (elements.has(directive)) of[i].add(Trait::nonce);
            if (scripts.has(directive) || styles.has(directive) || directive == Directive::worker_src)
                of[i].add(Trait::hash);
            if (!attributes.has(directive)) of[i].add(Traits{Trait::host, Trait::scheme});
            all_sound[i] = of[i];
            all_sound[i].add({Trait::none, Trait::http, Trait::https, Trait::ws, Trait::wss, Trait::data, Trait::blob,
                              Trait::filesystem, Trait::mediastream, Trait::any_host, Trait::address});
            all_sound[i].remove(directive == Directive::frame_ancestors ? Traits{Trait::hash, Trait::host} : Trait::hash);
        }
    }
};
inline constexpr PlacedTraits placed_traits{};

/// False for what has no effect in the directive, whatever stands beside it.
constexpr bool has_place(Directive directive, Traits traits) {
    return traits.has(Trait::none) || placed_traits.of[static_cast<unsigned>(directive)].has_any(traits);
}

/// Whether a report's address has a scheme by which browsers report, or is relative to the page.
constexpr bool is_fetched(std::string_view uri) {
    const std::string_view before_path = uri.substr(0, uri.find_first_of("/?#"));
    return !contains(before_path, ':') || istarts_with(uri, "http://") || secure_headers::detail::takes_reports(uri);
}

constexpr bool is_sandbox_token(std::string_view token) {
    for (const Sandbox& known :
         {Sandbox::allow_downloads, Sandbox::allow_forms, Sandbox::allow_modals, Sandbox::allow_orientation_lock,
          Sandbox::allow_pointer_lock, Sandbox::allow_popups, Sandbox::allow_popups_to_escape_sandbox,
          Sandbox::allow_presentation, Sandbox::allow_same_origin, Sandbox::allow_scripts,
          Sandbox::allow_storage_access_by_user_activation, Sandbox::allow_top_navigation,
          Sandbox::allow_top_navigation_by_user_activation, Sandbox::allow_top_navigation_to_custom_protocols})
        if (iequals(known.text(), token)) return true;
    return false;
}

/// What a host's name is that more likely lacks its quotes, its colon, or a semicolon before it; nothing for others.
constexpr secure_headers::detail::Optional<ProblemKind> slip_of(const ParsedToken& token) {
    if (!token.traits.has(Trait::bare)) return {};
    const std::string_view text = token.text;
    if (is_keyword(text) || istarts_with(text, "nonce-") || hash_length(text) != 0)
        return ProblemKind::unquoted_keyword;
    if (is_scheme_without_colon(text)) return ProblemKind::scheme_without_colon;
    if (find_directive(text)) return ProblemKind::missing_semicolon;
    return {};
}

/// Collects what is wrong with a directive's value.
class ValueCheck {
public:
    constexpr ValueCheck(List<Problem>& problems, const ParsedDirective& parsed)
        : problems_{problems}, parsed_{parsed}, directive_{*parsed.directive} {}

    constexpr void run() {
        if (takes_sources(directive_)) return check_sources();
        using D = Directive;
        if (directive_ == D::upgrade_insecure_requests || directive_ == D::block_all_mixed_content) {
            if (!parsed_.tokens.empty()) add(ProblemKind::value_unexpected, parsed_.tokens[0]);
            return;
        }
        if (parsed_.tokens.empty() && directive_ != D::sandbox && directive_ != D::trusted_types)
            return problems_.push_back({ProblemKind::value_missing, parsed_.offset, parsed_.name, parsed_.name});
        for (const ParsedToken& token : parsed_.tokens)
            if (!takes_value(token.text)) add(mistaken(token.text), token);
        const bool one =
            directive_ == D::webrtc || directive_ == D::report_to || directive_ == D::require_trusted_types_for;
        if (one && parsed_.tokens.size() > 1) add(ProblemKind::too_many_values, parsed_.tokens[1]);
        if (parsed_.tokens.size() > 1 && directive_ == D::trusted_types && parsed_.has("'none'"))
            add(ProblemKind::none_beside_others, *parsed_.find("'none'"));
        if (!one) check_duplicates();
    }

private:
    constexpr void add(ProblemKind kind, const ParsedToken& token) {
        problems_.push_back({kind, token.offset, token.text, parsed_.name});
    }
    /// Of the first token that has the trait.
    constexpr void add(ProblemKind kind, Trait trait) { add(kind, *parsed_.find(trait)); }

    static constexpr ProblemKind mistaken(std::string_view token) {
        return find_directive(token) ? ProblemKind::missing_semicolon : ProblemKind::value_unknown;
    }

    constexpr bool takes_value(std::string_view token) const {
        switch (directive_) {
            case Directive::sandbox:
                return is_sandbox_token(token);
            case Directive::webrtc:
                return iequals(token, "'allow'") || iequals(token, "'block'");
            case Directive::require_trusted_types_for:
                return token == "'script'";
            case Directive::trusted_types:
                return is_trusted_types(token);
            case Directive::report_to:
                return secure_headers::detail::is_token(token);
            default:
                return uri_char.holds(token) && secure_headers::detail::is_uri_reference(token) && is_fetched(token);
        }
    }
    static constexpr auto uri_char = alphanumeric + CharSet{"-._~:/?#[]@!$&'()*+=%"};

    static constexpr bool is_trusted_types(std::string_view token) {
        if (token == "*" || iequals(token, "'none'") || iequals(token, "'allow-duplicates'")) return true;
        return TrustedTypesPolicy::is_valid(token);
    }

    constexpr void check_sources() {
        if (parsed_.tokens.empty())
            return problems_.push_back({ProblemKind::empty_source_list, parsed_.offset, parsed_.name, parsed_.name});
        const Traits traits = parsed_.traits;
        if (!placed_traits.all_sound[static_cast<unsigned>(directive_)].has_all(traits))
            for (const ParsedToken& token : parsed_.tokens) check_source(token);
        if (attributes.has(directive_) && traits.has(Trait::hash) && !traits.has(Trait::unsafe_hashes))
            for (const ParsedToken& token : parsed_.tokens)
                if (token.kind == SourceKind::hash) add(ProblemKind::misplaced_source, token);
        check_duplicates();
        if (traits.has(Trait::none) && parsed_.tokens.size() > 1) add(ProblemKind::none_beside_others, Trait::none);
        if (is_placed(Trait::strict_dynamic) && !traits.has_any(Traits{Trait::nonce, Trait::hash}))
            add(directive_ == Directive::worker_src ? ProblemKind::misplaced_source : ProblemKind::strict_dynamic_alone,
                Trait::strict_dynamic);
        if (is_placed(Trait::unsafe_hashes) && !traits.has_any(Traits{Trait::hash, Trait::unsafe_inline}))
            add(ProblemKind::unsafe_hashes_alone, Trait::unsafe_hashes);
    }

    /// Whether the keyword is there and has a place in the directive.
    constexpr bool is_placed(Trait keyword) const {
        return parsed_.traits.has(keyword) && takes_keyword(directive_, keyword);
    }

    constexpr void check_source(const ParsedToken& token) {
        if (token.kind == SourceKind::unknown) return add(unknown_kind(token.text), token);
        if (const auto slip = slip_of(token); slip) return add(*slip, token);
        if (token.traits.has(Trait::query)) return add(ProblemKind::query_in_source, token);
        const bool is_path =
            directive_ == Directive::frame_ancestors && token.kind == SourceKind::host && has_path(token.text);
        if (is_path || !has_place(directive_, token.traits)) return add(ProblemKind::misplaced_source, token);
        if (token.kind == SourceKind::hash && !is_digest(token.payload(), hash_length(unquoted(token.text))))
            add(ProblemKind::wrong_hash_length, token);
    }

    static constexpr ProblemKind unknown_kind(std::string_view text) {
        if (istarts_with(text, "nonce-") || hash_length(text) != 0) return ProblemKind::unquoted_keyword;
        return contains(text, '\'') ? ProblemKind::unknown_keyword : ProblemKind::malformed_source;
    }

    static constexpr std::size_t most_duplicates = 16, few = 8;

    /// True if no token equals another one, whatever the case of their letters.
    constexpr bool are_different() const {
        for (const ParsedToken* token = parsed_.tokens.begin(); token != parsed_.tokens.end(); ++token)
            for (const ParsedToken* before = parsed_.tokens.begin(); before != token; ++before)
                if (iequals(before->text, token->text)) return false;
        return true;
    }

    constexpr void check_duplicates() {
        const List<ParsedToken>& tokens = parsed_.tokens;
        if (tokens.size() < 2 || (tokens.size() <= few && are_different())) return;
        secure_headers::detail::Places places{tokens.size()};
        std::size_t noted = 0;
        for (std::size_t i = 0; i < tokens.size() && noted < most_duplicates; ++i) {
            const std::string_view text = tokens[i].text;
            const bool exact = has_case(directive_, text);
            const auto equals = [&](std::size_t place) {
                return exact ? tokens[place].text == text : iequals(tokens[place].text, text);
            };
            const std::uint64_t hash = places.hash_of(text, !exact);
            if (places.insert(hash, i, equals) == secure_headers::detail::Places::none) continue;
            add(ProblemKind::duplicate_value, tokens[i]);
            ++noted;
        }
    }

    List<Problem>& problems_;
    const ParsedDirective& parsed_;
    Directive directive_;
};

constexpr void check_value(List<Problem>& problems, const ParsedDirective& parsed) {
    ValueCheck{problems, parsed}.run();
}

}  // namespace secure_headers::csp::detail
