// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/cover.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/match.hpp>
#include <secure_headers/csp/parsed_policy.hpp>
#include <secure_headers/csp/source_grammar.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/detail/text_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers::csp::detail {

constexpr bool is_url_source(const ParsedToken& token) {
    return token.kind == SourceKind::host || token.kind == SourceKind::scheme || token.is("'self'");
}

/// Tells whether a list lets through what one more source would, at a cost that only grows with the number of its
/// sources that name the same host. The list and the page must outlive it.
class SourceIndex {
public:
    constexpr SourceIndex(const EffectiveSources& list, const Url& page)
        : list_{list}, page_{page}, places_{list.sources.size()}, next_(list.sources.size()) {
        for (std::size_t i = 0; i < list.sources.size(); ++i) put(list.sources[i], i);
        for (const Text& digest : digests_) hashes_.insert(digest);
    }
    SourceIndex(const EffectiveSources&, const Url&&) = delete;

    /// A nonce stands for itself alone, be it the one that our policies have patched in.
    constexpr bool holds(const ParsedToken& source) const {
        if (is_url_source(source) && covers_url(source.text)) return true;
        if (source.kind == SourceKind::nonce) return nonces_.has(source.text);
        if (source.kind == SourceKind::hash) return hashes_.has(digest_of(source));
        if (source.kind != SourceKind::keyword) return false;
        const bool is_eval = source.is("'wasm-unsafe-eval'") || source.is("'trusted-types-eval'");
        return has_keyword(source.text) || (is_eval && has_keyword("'unsafe-eval'"));
    }

private:
    /// A scheme with its colon, a host, or what follows the * of a wildcard.
    static constexpr std::string_view key_of(const ParsedToken& source) {
        if (source.kind == SourceKind::scheme) return source.text;
        const std::string_view host = split_source(source.text).host;
        return host.starts_with("*.") ? host.substr(1) : host;
    }

    constexpr auto has_key(std::string_view key) const {
        return [this, key](std::size_t i) { return iequals(key_of(list_.sources[i]), key); };
    }

    constexpr void put(const ParsedToken& source, std::size_t i) {
        if (source.kind == SourceKind::nonce) nonces_.insert(source.text);
        if (source.kind == SourceKind::hash) digests_.push_back(digest_of(source));
        if (source.kind == SourceKind::keyword) keywords_ |= bit_of(source.text);
        if (source.kind != SourceKind::host && source.kind != SourceKind::scheme) return;
        const std::string_view key = key_of(source);
        if (key.starts_with('.')) note_size(key.size());
        const std::size_t first = places_.insert(places_.hash_of(key, true), i, has_key(key));
        next_[i] = end;
        if (first != secure_headers::detail::Places::none) next_[i] = std::exchange(next_[first], i);
    }

    constexpr void note_size(std::size_t size) {
        for (const std::size_t known : wildcard_sizes_)
            if (known == size) return;
        wildcard_sizes_.push_back(size);
    }

    constexpr bool covers_url(std::string_view source) const {
        if (has_keyword("'self'") && covers("'self'", source, page_)) return true;
        if (one_covers("*", source)) return true;
        for (const std::string_view scheme : secure_headers::detail::Literals{"http:", "https:", "ws:", "wss:"})
            if (one_covers(scheme, source)) return true;
        Text origin;
        if (is_self(source) && has_host_of_sources(page_)) origin = origin_source(page_);
        const std::string_view known = origin.empty() ? source : origin.view();
        if (const std::size_t scheme = known.find(':'); scheme != std::string_view::npos)
            if (one_covers(known.substr(0, scheme + 1), source)) return true;
        const std::string_view host = split_source(known).host;
        if (one_covers(host, source)) return true;
        for (const std::size_t size : wildcard_sizes_)
            if (size <= host.size() && one_covers(host.substr(host.size() - size), source)) return true;
        return false;
    }

    /// Whether a source of that key does.
    constexpr bool one_covers(std::string_view key, std::string_view source) const {
        std::size_t i = places_.find(places_.hash_of(key, true), has_key(key));
        for (; i != end; i = next_[i])
            if (covers(list_.sources[i].text, source, page_)) return true;
        return false;
    }

    static constexpr std::uint32_t bit_of(std::string_view keyword) {
        std::uint32_t bit = 1;
        for (const std::string_view known : keywords) {
            if (iequals(known, unquoted(keyword))) return bit;
            bit <<= 1U;
        }
        return 0;
    }
    constexpr bool has_keyword(std::string_view keyword) const { return (keywords_ & bit_of(keyword)) != 0; }

    /// The algorithm, and the digest in the standard alphabet.
    static constexpr Text digest_of(const ParsedToken& hash) {
        Text digest{hash_bits(unquoted(hash.text)) == 256   ? "256"
                    : hash_bits(unquoted(hash.text)) == 384 ? "384"
                                                            : "512"};
        return std::move(digest.append_each(hash.payload(), [](char c) { return c == '-'   ? '+'
                                                                                : c == '_' ? '/'
                                                                                           : c; }));
    }

    static constexpr std::size_t end = secure_headers::detail::Places::none;

    const EffectiveSources& list_;
    const Url& page_;
    secure_headers::detail::Places places_;                       ///< The first source of each key.
    secure_headers::detail::List<std::size_t> next_;              ///< The next one of the same key.
    secure_headers::detail::List<std::size_t> wildcard_sizes_{};  ///< Of the keys of wildcards, each once.
    secure_headers::detail::List<Text> digests_{};
    secure_headers::detail::TextIndex hashes_{};
    secure_headers::detail::TextIndex nonces_{};
    std::uint32_t keywords_ = 0;
};

}  // namespace secure_headers::csp::detail
