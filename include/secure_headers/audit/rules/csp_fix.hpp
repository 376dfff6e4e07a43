// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/rule.hpp>
#include <secure_headers/audit/rules/fix_text.hpp>
#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/match.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/parsed_rules.hpp>
#include <secure_headers/csp/read_source.hpp>
#include <secure_headers/csp/source.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/source_index.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/traits.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::audit_rules {

/// How to put a directive in place of the one that a policy has, in C++, for each directive; written while compiling.
/// Code in attributes has no host and no nonce.
class ReplacingFixes {
public:
    consteval explicit ReplacingFixes(std::string_view sources, std::string_view of_attributes = "sh::csp::none") {
        for (std::size_t i = 0; i < count; ++i)
            fixes_[i]
                .append("policy.replace(sh::csp::Directive::")
                .append_identifier(csp::name_of(static_cast<csp::Directive>(i)))
                .append(", {")
                .append(csp::detail::attributes.has(static_cast<csp::Directive>(i)) ? of_attributes : sources)
                .append(end);
    }

    constexpr std::string_view operator[](csp::Directive directive) const {
        return fixes_[static_cast<std::size_t>(directive)].view();
    }
    static constexpr std::string_view end = "});";

private:
    static constexpr std::size_t count = static_cast<std::size_t>(csp::Directive::report_to) + 1;

    FixText fixes_[count]{};
};

inline constexpr ReplacingFixes replace_by_self{"sh::csp::self"}, replace_by_none{"sh::csp::none"},
    replace_by_host{"\"https://static.example.com\""}, replace_by_nonce{"sh::csp::nonce, sh::csp::strict_dynamic"},
    replace_by_style_nonce{"sh::csp::self, sh::csp::nonce"}, replace_by_nothing{"", ""};

/// How to write each directive, in their order.
inline constexpr std::string_view each_anew[]{
    "policy.default_src({sh::csp::self});",
    "policy.script_src({sh::csp::self});",
    "policy.script_src_elem({sh::csp::self});",
    "policy.script_src_attr({sh::csp::none});",
    "policy.style_src({sh::csp::self});",
    "policy.style_src_elem({sh::csp::self});",
    "policy.style_src_attr({sh::csp::none});",
    "policy.img_src({sh::csp::self});",
    "policy.font_src({sh::csp::self});",
    "policy.connect_src({sh::csp::self});",
    "policy.media_src({sh::csp::self});",
    "policy.object_src({sh::csp::none});",
    "policy.manifest_src({sh::csp::self});",
    "policy.worker_src({sh::csp::self});",
    "policy.frame_src({sh::csp::self});",
    "policy.child_src({sh::csp::self});",
    "policy.fenced_frame_src({sh::csp::self});",
    "policy.base_uri({sh::csp::none});",
    "policy.form_action({sh::csp::self});",
    "policy.frame_ancestors({sh::csp::self});",
    "policy.sandbox({sh::csp::Sandbox::allow_scripts});",
    "policy.webrtc(sh::csp::WebRtc::block);",
    "policy.require_trusted_types_for(sh::csp::TrustedTypesSink::script);",
    "policy.trusted_types({\"default\"});",
    "policy.upgrade_insecure_requests();",
    "policy.block_all_mixed_content();",
    "policy.report_uri({\"/csp-reports\"});",
    "policy.report_to(\"csp\");",
};
static_assert(sizeof each_anew / sizeof each_anew[0] == static_cast<unsigned>(csp::Directive::report_to) + 1);

constexpr std::string_view anew(csp::Directive directive) { return each_anew[static_cast<unsigned>(directive)]; }

/// A host source of an address, of which browsers match 127.0.0.1 alone.
constexpr bool is_address_source(const csp::ParsedToken& token) {
    return token.traits.has(csp::detail::Trait::address);
}

/// What begins as a nonce and is not base64, such as `'nonce-{{nonce}}'`.
constexpr bool is_template_of_nonce(const csp::ParsedToken& token) {
    std::string_view text = token.text;
    if (text.starts_with('\'')) text.remove_prefix(1);
    if (text.ends_with('\'')) text.remove_suffix(1);
    return token.kind == csp::SourceKind::unknown && detail::istarts_with(text, "nonce-") &&
           !csp::detail::is_base64_value(text.substr(6));
}

/// The directives in which 'strict-dynamic' does something.
constexpr bool is_for_scripts(csp::Directive directive) {
    return directive == csp::Directive::script_src || directive == csp::Directive::script_src_elem ||
           directive == csp::Directive::default_src;
}

/// The source of a name that rewriting puts in.
constexpr std::string_view wire_of(std::string_view name) {
    if (name == "sh::csp::self") return csp::self.text();
    return name == "sh::csp::nonce" ? csp::nonce.text() : csp::strict_dynamic.text();
}

/// A predicate and no null, with which g++ 12 with -fsanitize=undefined compares no function while compiling.
constexpr bool no_source(const csp::ParsedToken&) { return false; }

/// A list of sources to be written anew in C++ that compiles: what is meant for the site itself, a nonce or a hash gets
/// its quotes, what else browsers read otherwise than it is meant or has no effect is left out, and so is what a
/// predicate says; the rest stays. What was blocked stays so.
struct Rewriting {
    const csp::ParsedDirective* list = nullptr;
    csp::Directive directive = csp::Directive::default_src;  ///< The one to write.
    bool (*goes)(const csp::ParsedToken&) = no_source;
    std::string_view first{};   ///< C++ of a source to stand in the place of what goes, unless it is there.
    std::string_view second{};  ///< And of one behind that.
    bool (*upgraded)(const csp::ParsedToken&) = no_source;  ///< What gets the scheme with an s in place of its own.
    const csp::ParsedPolicy* beside = nullptr;  ///< A policy that skips it now, and is to have all of it or nothing.
    bool for_scripts = true;                    ///< False for a default-src that decides over none.
    std::string_view remark{};                  ///< Behind the C++.
    std::string_view alone = "sh::csp::none";   ///< C++ of what stands where no source does, and needs no remark.
    const Rewriting* earlier = nullptr;         ///< What fixes before this one do to the list, which it does, too.

    constexpr bool takes_out(const csp::ParsedToken& token) const {
        return goes(token) || (earlier != nullptr && earlier->takes_out(token));
    }
    constexpr bool upgrades(const csp::ParsedToken& token) const {
        return upgraded(token) || (earlier != nullptr && earlier->upgrades(token));
    }
    constexpr bool puts_in(std::string_view name) const {
        return first == name || second == name || (earlier != nullptr && earlier->puts_in(name));
    }
};

/// What fixes do to a list one after the other, each with what those before it do: so that, applied in their order,
/// none brings back what another one takes out.
class Rewritings {
public:
    /// Those of the fixes that are noted already which write the list as that directive, too.
    constexpr Rewritings(const Notes& notes, const csp::ParsedDirective& list, csp::Directive directive) {
        notes.for_each_mend(list, [&](MendOf mend) { add(mend(list), directive); });
    }
    Rewritings(const Rewritings&) = delete;  // each points at the one before it
    Rewritings& operator=(const Rewritings&) = delete;

    constexpr const Rewriting* last() const { return list_.empty() ? nullptr : list_.end() - 1; }

private:
    static constexpr std::size_t most = 16;  ///< As there are ways to write one.

    constexpr void add(const Rewriting& how, csp::Directive directive) {
        if (how.list == nullptr || how.directive != directive || list_.size() == most) return;
        list_.reserve(most);  // so that none of them moves
        const Rewriting* const before = last();
        list_.push_back(how);
        list_[list_.size() - 1].earlier = before;
    }

    detail::List<Rewriting> list_{};
};

/// C++ that writes a list of sources, and what stands in it.
struct WrittenList {
    detail::Text code{};  ///< Ends with a semicolon or a remark behind that; empty if the list is not to be had.
    csp::Directive directive = csp::Directive::default_src;
    bool has_nonce = false;
    bool is_dynamic = false;
    bool allows_nothing = false;
};

/// Writes one list of sources.
class SourceWriter {
public:
    constexpr explicit SourceWriter(const Rewriting& how)
        : how_{how}, seen_{how.directive, how.list->tokens.size() + 3} {
        sources_.reserve(how.list->tokens.size());
        for (const csp::ParsedToken& token : how.list->tokens) {
            if (is_end(token)) {
                is_whole_ = false;
                break;
            }
            const csp::ParsedToken source = meant(token);
            const bool goes = how.takes_out(source);
            if (goes || stays(source))
                sources_.push_back({source, goes});
            else if (source.kind != Kind::none && !source.is("none"))
                is_whole_ = false;
        }
        if (how.beside != nullptr && opens(*how.beside)) is_whole_ = false;
        csp::detail::Traits staying;
        for (const Source& source : sources_)
            if (!source.goes) staying.add(source.token.traits);
        has_nonce_ = staying.has(Trait::nonce) || how.puts_in("sh::csp::nonce");
        has_hash_ = staying.has(Trait::hash) && !leaves_hashes_out(staying);
        has_inline_ = staying.has(Trait::unsafe_inline) && !opens_inline(staying);
    }

    /// Without code if a policy would not get all of it.
    constexpr WrittenList write() {
        WrittenList list;
        list.code = write_code();
        list.directive = how_.directive;
        list.has_nonce = writes_nonce_;
        list.is_dynamic = writes_dynamic_;
        list.allows_nothing = is_empty_ && how_.alone == "sh::csp::none";
        return list;
    }

private:
    using Kind = csp::SourceKind;
    using Trait = csp::detail::Trait;

    constexpr detail::Text write_code() {
        const std::string_view nothing = replace_by_nothing[how_.directive], end = ReplacingFixes::end;
        text_.reserve(128 + 2 * how_.list->value.size()).append(nothing.substr(0, nothing.size() - end.size()));
        bool all_stay = true;
        for (const Source& source : sources_) {
            if (source.goes)
                put_in_place();
            else
                write(source.token);
            all_stay = all_stay && !source.goes;
        }
        if (all_stay) put_in_place();
        if (how_.beside != nullptr && !is_whole_) return {};
        if (is_empty_) text_.append(how_.alone);
        text_.append(end);
        if (!is_empty_ || how_.alone == "sh::csp::none") text_.append(how_.remark);
        return std::move(text_);
    }

    /// One that has an effect, and whether it goes all the same.
    struct Source {
        csp::ParsedToken token{};
        bool goes = false;
    };

    /// Where another directive begins, for want of a semicolon.
    static constexpr bool is_end(const csp::ParsedToken& token) {
        return token.traits.has(Trait::bare) && csp::detail::find_directive(token.text);
    }

    /// Text that was to become a nonce as a nonce. A keyword, a nonce or a hash without its quotes as what it is meant
    /// to be, if it opens no more than the site itself; else it and a scheme without its colon as what browsers skip:
    /// https: would let all hosts in.
    constexpr csp::ParsedToken meant(const csp::ParsedToken& token) {
        if (how_.upgrades(token)) return secure(token);
        if (!token.traits.has(Trait::bare) && token.kind != Kind::unknown) return token;
        if (is_template_of_nonce(token)) return csp::detail::read_token("'nonce-RANDOM'", token.offset);
        const bool like_code = detail::istarts_with(token.text, "nonce-") || csp::detail::hash_length(token.text) != 0;
        const bool like_keyword = csp::detail::is_keyword(token.text);
        if (!like_code && !like_keyword && !csp::detail::is_scheme_without_colon(token.text)) return token;
        if (!like_code && !detail::iequals(token.text, "self") && !detail::istarts_with(token.text, "report-s"))
            return {token.text, token.offset};
        detail::Text text{"'"};
        text.append(token.text).append("'");
        return keep(std::move(text), token.offset);
    }

    /// A source of http as one of https, whose port is not 80.
    constexpr csp::ParsedToken secure(const csp::ParsedToken& token) {
        const std::size_t colon = token.text.find(':');
        const std::string_view rest = token.text.substr(colon);
        std::string_view host = rest.substr(0, rest.find_first_of("/?#", 3));
        const std::string_view path = rest.substr(host.size());
        if (host.ends_with(":80")) host.remove_suffix(3);
        detail::Text text{token.text.substr(0, colon)};
        text.append("s").append(host).append(path);
        return keep(std::move(text), token.offset);
    }

    constexpr csp::ParsedToken keep(detail::Text text, std::size_t offset) {
        meant_.push_back(std::move(text));
        const std::string_view kept = meant_[meant_.size() - 1];
        return csp::detail::read_token(kept, offset);
    }

    /// Whether the directive would decide over the load, if the policy had it.
    static constexpr bool would_decide(const csp::ParsedPolicy& policy, csp::Directive directive, csp::Directive load) {
        for (const csp::Directive candidate : csp::detail::fallbacks_of(load)) {
            if (candidate == directive) return true;
            if (policy.has(candidate)) return false;
        }
        return false;
    }

    /// Whether a source lets something through where the directive decides over the load.
    static constexpr bool counts(const csp::ParsedToken& source, csp::Directive load) {
        if (source.is("'unsafe-eval'") || source.is("'wasm-unsafe-eval'") || source.is("'trusted-types-eval'"))
            return load == csp::Directive::script_src;
        if (source.is("'unsafe-hashes'")) return csp::detail::attributes.has(load);
        return load != csp::Directive::script_src && csp::detail::has_place(load, source.traits);
    }

    static constexpr bool is_own(const csp::ParsedToken& source) {
        return source.traits.has_any({Trait::self, Trait::nonce, Trait::hash}) || csp::detail::only_reports(source);
    }

    /// Whether the policy would let something through that it keeps out now, but for what the site itself has, and what
    /// has a nonce or a hash.
    constexpr bool opens(const csp::ParsedPolicy& policy) const {
        for (const csp::Directive load : csp::detail::loads)
            if (opens(policy, load)) return true;
        return opens(policy, csp::Directive::script_src);
    }
    constexpr bool opens(const csp::ParsedPolicy& policy, csp::Directive load) const {
        constexpr std::size_t most = 512;  // nobody lists more
        if (!would_decide(policy, how_.directive, load)) return false;
        csp::EffectiveSources now = csp::effective_sources(policy, load);
        if (!now.restricted) return false;
        if (now.sources.size() + sources_.size() > most) now.sources = {};
        const csp::Url page{std::string_view{}};
        const csp::detail::SourceIndex index{now, page};
        for (const Source& source : sources_)
            if (counts(source.token, load) && !is_own(source.token) && !index.holds(source.token)) return true;
        return false;
    }

    /// In attributes hashes do nothing without 'unsafe-hashes', which is not to be had for that.
    constexpr bool leaves_hashes_out(csp::detail::Traits staying) const {
        return csp::detail::attributes.has(how_.directive) && !staying.has(Trait::unsafe_hashes);
    }

    constexpr bool decides_over_scripts() const { return is_for_scripts(how_.directive) && how_.for_scripts; }

    /// Whether inline code is blocked by the list, and would not be by 'unsafe-inline' beside what stays of it.
    constexpr bool opens_inline(csp::detail::Traits staying) const {
        using Use = csp::detail::Use;
        using D = csp::Directive;
        if (has_nonce_ || has_hash_ || (staying.has(Trait::strict_dynamic) && decides_over_scripts())) return false;
        const auto is_closed = [this](Use use) { return !csp::detail::allows_all_inline(*how_.list, use); };
        if (how_.directive == D::script_src_attr) return is_closed(Use::script_attribute);
        if (decides_over_scripts() && is_closed(Use::script)) return true;
        return how_.directive != D::script_src && how_.directive != D::script_src_elem && is_closed(Use::style);
    }

    /// Whether a source has an effect in the directive, and is one that policies take.
    constexpr bool stays(const csp::ParsedToken& source) const {
        if (source.kind == Kind::unknown || source.kind == Kind::none) return false;
        if (!csp::detail::has_place(how_.directive, source.traits)) return false;
        if (source.kind == Kind::hash)
            return csp::detail::is_digest(source.payload(), csp::detail::hash_length(csp::detail::unquoted(source.text)));
        if (source.kind == Kind::scheme) return !csp::detail::is_host_with_colon(source.text);
        if (source.kind != Kind::host) return true;
        return !is_address_source(source) && !csp::detail::is_scheme_with_port(source.text) &&
               !detail::contains(source.text, ',');
    }

    /// Whether a source does nothing beside what stays.
    constexpr bool is_idle(const csp::ParsedToken& source) const {
        if (source.traits.has(Trait::unsafe_hashes)) return !has_hash_ && !has_inline_;
        if (source.traits.has(Trait::unsafe_inline)) return !has_inline_;
        if (source.kind == Kind::hash) return !has_hash_;
        return source.traits.has(Trait::strict_dynamic) && !has_nonce_ && !has_hash_ && !decides_over_scripts();
    }

    constexpr void write(const csp::ParsedToken& source) {
        if (is_idle(source)) {
            is_whole_ = false;
            return;
        }
        if (source.traits.has(Trait::strict_dynamic) && !has_nonce_ && !has_hash_) put("sh::csp::nonce");
        if (source.kind == Kind::nonce) return put("sh::csp::nonce");
        std::string_view text = source.text;
        if (source.traits.has(Trait::query)) text = text.substr(0, csp::detail::find_query(text));
        if (how_.directive == csp::Directive::frame_ancestors && source.kind == Kind::host)
            text = text.substr(0, csp::detail::find_path(text));
        const bool is_cut = text.size() != source.text.size();  // to what may be no host any more
        if (is_cut && (csp::detail::is_scheme_without_colon(text) || csp::detail::is_keyword(text))) return;
        if (text.empty() || !seen_.insert(text)) return;
        writes_dynamic_ = writes_dynamic_ || source.traits.has(Trait::strict_dynamic);
        separate();
        if (source.kind == Kind::keyword || is_named(source)) {
            const bool quoted = source.kind == Kind::keyword;
            text_.append("sh::csp::");
            text_.append_each(quoted ? csp::detail::unquoted(text) : text.substr(0, text.size() - 1), in_identifier);
        } else if (text == "*") {
            text_.append("sh::csp::any");
        } else {
            text_.append("\"").append(text).append("\"");
        }
    }

    static constexpr bool is_named(const csp::ParsedToken& source) {
        constexpr csp::detail::Traits named{Trait::http, Trait::https, Trait::ws,         Trait::wss,
                                            Trait::data, Trait::blob,  Trait::filesystem, Trait::mediastream};
        return source.kind == Kind::scheme && source.traits.has_any(named);
    }

    constexpr void put_in_place() {
        for (const Rewriting* how = &how_; how != nullptr; how = how->earlier) {
            put(how->first);
            put(how->second);
        }
    }
    /// Puts in a source that has a name in C++, once.
    constexpr void put(std::string_view name) {
        if (name.empty() || !seen_.insert(wire_of(name))) return;
        writes_nonce_ = writes_nonce_ || name == "sh::csp::nonce";
        writes_dynamic_ = writes_dynamic_ || name == "sh::csp::strict_dynamic";
        separate();
        text_.append(name);
    }

    constexpr void separate() {
        if (!is_empty_) text_.append(", ");
        is_empty_ = false;
    }

    const Rewriting& how_;
    csp::detail::SeenTokens seen_;
    detail::Text text_{};
    detail::List<detail::Text> meant_{};
    detail::List<Source> sources_{};
    bool is_whole_ = true, is_empty_ = true, has_nonce_ = false, has_hash_ = false, has_inline_ = false;
    bool writes_nonce_ = false, writes_dynamic_ = false;
};

constexpr WrittenList written(const Rewriting& how) { return SourceWriter{how}.write(); }

/// A sandbox written anew, with all tokens that browsers know but one.
constexpr detail::Text sandbox_without(const csp::ParsedDirective& sandbox, std::string_view one) {
    detail::Text fix{"policy.remove(sh::csp::Directive::sandbox).sandbox({"};
    csp::detail::SeenTokens seen{csp::Directive::sandbox, sandbox.tokens.size()};
    bool is_first = true;
    for (const csp::ParsedToken& token : sandbox.tokens) {
        if (token.is(one) || !csp::detail::is_sandbox_token(token.text) || !seen.insert(token.text)) continue;
        fix.append(std::exchange(is_first, false) ? "" : ", ").append("sh::csp::Sandbox::");
        fix.append_each(token.text, in_identifier);
    }
    return std::move(fix.append("});"));
}

}  // namespace secure_headers::audit_rules
