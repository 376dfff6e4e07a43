// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/csp/token.hpp>
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
constexpr bool is_host_name(std::string_view host) {
    if (host == "*") return true;
    if (host.starts_with("*.")) host.remove_prefix(2);
    return secure_headers::detail::are_labels(host, secure_headers::detail::host_char);
}

constexpr bool is_port(std::string_view port) {
    if (port == "*") return true;
    unsigned number = 0;
    for (const char c : port) {
        if (!secure_headers::detail::is_digit(c)) return false;
        number = number < 100000 ? number * 10 + static_cast<unsigned>(c - '0') : number;
    }
    return !port.empty() && number <= 65535;
}

constexpr bool is_path(std::string_view path) {
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!path_char.has(path[i])) return false;
        if (path[i] == '%' && (path.size() - i < 3 || !is_hex(path[i + 1]) || !is_hex(path[i + 2]))) return false;
    }
    return !path.starts_with("//");
}

/// Where the query or fragment begins, or npos.
constexpr std::size_t find_query(std::string_view text) {
    const std::size_t query = text.find('?'), fragment = text.find('#');
    return query < fragment ? query : fragment;
}

constexpr bool is_host_source(std::string_view text) {
    text = text.substr(0, find_query(text));
    if (const std::size_t end = text.find("://"); end != std::string_view::npos) {
        if (!is_scheme(text.substr(0, end))) return false;
        text.remove_prefix(end + 3);
    }
    const std::size_t path = text.find('/');
    if (path != std::string_view::npos && !is_path(text.substr(path))) return false;
    text = text.substr(0, path);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
    return is_host_name(text.substr(0, colon));
}

/// How browsers read a source.
constexpr SourceKind read_kind(std::string_view text) {
    if (!is_quoted(text)) {
        if (kind_of(text) == SourceKind::scheme) return SourceKind::scheme;
        return is_host_source(text) ? SourceKind::host : SourceKind::unknown;
    }
    const std::string_view inner = unquoted(text);
    const SourceKind kind = kind_of(text);
    if (kind == SourceKind::nonce)
        return is_base64_value(inner.substr(6)) || inner.substr(6) == nonce_placeholder ? kind : SourceKind::unknown;
    if (kind == SourceKind::hash) return is_base64_value(inner.substr(7)) ? kind : SourceKind::unknown;
    return is_keyword(inner) ? kind : SourceKind::unknown;
}

/// False for what has no effect in the directive, whatever stands beside it.
constexpr bool has_place(Directive directive, std::string_view source, SourceKind kind) {
    if (kind == SourceKind::nonce) return elements.has(directive);
    if (kind == SourceKind::hash)
        return scripts.has(directive) || styles.has(directive) || directive == Directive::worker_src;
    if (kind == SourceKind::host || kind == SourceKind::scheme) return !attributes.has(directive);
    return kind != SourceKind::keyword || takes_keyword(directive, unquoted(source));
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
        constexpr auto policy_char = alphanumeric + CharSet{"-#=_/@.%"};
        if (token == "*" || iequals(token, "'none'") || iequals(token, "'allow-duplicates'")) return true;
        return policy_char.holds(token) && token != "none" && token != "allow-duplicates";
    }

    constexpr void check_sources() {
        if (parsed_.tokens.empty())
            return problems_.push_back({ProblemKind::empty_source_list, parsed_.offset, parsed_.name, parsed_.name});
        bool is_script = false, has_hash_or_inline = false;
        for (const ParsedToken& token : parsed_.tokens) {
            check_source(token);
            is_script |= token.kind == SourceKind::nonce || token.kind == SourceKind::hash;
            has_hash_or_inline |= token.kind == SourceKind::hash || token.is("'unsafe-inline'");
        }
        if (attributes.has(directive_) && !parsed_.has("'unsafe-hashes'"))
            for (const ParsedToken& token : parsed_.tokens)
                if (token.kind == SourceKind::hash) add(ProblemKind::misplaced_source, token);
        check_duplicates();
        if (const auto* none = parsed_.find(SourceKind::none); none != nullptr && parsed_.tokens.size() > 1)
            add(ProblemKind::none_beside_others, *none);
        if (const auto* trusting = find_placed("'strict-dynamic'"); trusting != nullptr && !is_script)
            add(directive_ == Directive::worker_src ? ProblemKind::misplaced_source : ProblemKind::strict_dynamic_alone,
                *trusting);
        if (const auto* hashes = find_placed("'unsafe-hashes'"); hashes != nullptr && !has_hash_or_inline)
            add(ProblemKind::unsafe_hashes_alone, *hashes);
    }

    /// The keyword, where it has a place in the directive.
    constexpr const ParsedToken* find_placed(std::string_view keyword) const {
        return takes_keyword(directive_, unquoted(keyword)) ? parsed_.find(keyword) : nullptr;
    }

    constexpr void check_source(const ParsedToken& token) {
        const std::string_view text = token.text;
        const bool is_name = token.kind == SourceKind::host && !contains(text, '.') && text != "*";
        if (token.kind == SourceKind::unknown) return add(unknown_kind(text), token);
        if (is_name && (is_keyword(text) || istarts_with(text, "nonce-") || hash_length(text) != 0))
            return add(ProblemKind::unquoted_keyword, token);
        if (is_scheme_without_colon(text)) return add(ProblemKind::scheme_without_colon, token);
        if (is_name && find_directive(text)) return add(ProblemKind::missing_semicolon, token);
        if (token.kind == SourceKind::host && find_query(text) != std::string_view::npos)
            return add(ProblemKind::query_in_source, token);
        if (contains(text, ',')) return add(ProblemKind::malformed_source, token);
        if (!has_place(directive_, text, token.kind)) return add(ProblemKind::misplaced_source, token);
        if (token.kind == SourceKind::hash && !is_digest(token.payload(), hash_length(unquoted(text))))
            add(ProblemKind::wrong_hash_length, token);
    }

    static constexpr ProblemKind unknown_kind(std::string_view text) {
        if (istarts_with(text, "nonce-") || hash_length(text) != 0) return ProblemKind::unquoted_keyword;
        return contains(text, '\'') ? ProblemKind::unknown_keyword : ProblemKind::malformed_source;
    }

    static constexpr std::size_t most_duplicates = 16;
    constexpr void check_duplicates() {
        const List<ParsedToken>& tokens = parsed_.tokens;
        if (tokens.size() < 2) return;
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
