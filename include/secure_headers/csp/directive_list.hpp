// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/grown_sources.hpp>
#include <secure_headers/csp/source.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/name_index.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers {

template <csp::Disposition>
class BasicContentSecurityPolicy;

namespace csp {

/// One directive; its value is what stands on the wire.
struct DirectiveEntry {
    Directive directive = Directive::default_src;
    secure_headers::detail::Text value{};
    bool operator==(const DirectiveEntry&) const = default;
};

namespace detail {

struct ParsedEntries;  // in parse/content_security_policy.hpp

template <class Tokens>
constexpr DirectiveEntry joined(std::string_view field, Directive directive, const Tokens& tokens) {
    const std::string_view name = name_of(directive);
    DirectiveEntry entry{directive, {}};
    SeenTokens seen{directive, tokens.size()};
    for (const auto& token : tokens) {
        const bool is_new = seen.insert(token.text());
        if (!is_new && takes_sources(directive))
            refuse(field, name, "says the same twice; leave one out, or use add, which skips what is there");
        if (!is_new) refuse(field, name, "says the same twice");
        entry.value.append(entry.value.empty() ? "" : " ").append(token.text());
    }
    return entry;
}

constexpr void check_takes_sources(std::string_view field, Directive directive) {
    if (directive > Directive::report_to) refuse(field, "no directive has this number; write Directive::img_src, say");
    const std::string_view name = name_of(directive);
    if (takes_sources(directive)) return;
    refuse(field, name, "takes no sources; it has a function of its own, once remove(directive) took it out");
}

constexpr DirectiveEntry checked(std::string_view field, Directive directive, const SourceItems& sources) {
    check_takes_sources(field, directive);
    for (const Source& source : sources) check_place(field, directive, source.text());
    DirectiveEntry entry = joined(field, directive, sources);
    together_of(entry.value).check(field, directive);
    return entry;
}

}  // namespace detail

/// The directives of a policy, each once and in order, with values that the rules let through: only policies put any in.
class DirectiveList {
public:
    constexpr DirectiveList() = default;
    constexpr DirectiveList(const DirectiveList&) = default;
    constexpr DirectiveList(DirectiveList&&) noexcept = default;
    /// Copies all before it gives anything up: what finds sources and names belongs to the directives that it has read.
    constexpr DirectiveList& operator=(const DirectiveList& other) { return *this = DirectiveList{other}; }
    constexpr DirectiveList& operator=(DirectiveList&&) noexcept = default;
    constexpr ~DirectiveList() = default;

    /// The directive, or null if the policy does not have it.
    constexpr const DirectiveEntry* find(Directive directive) const {
        const std::size_t place = place_of(directive);
        return place == entries_.size() ? nullptr : &entries_[place];
    }
    constexpr const secure_headers::detail::List<DirectiveEntry>& entries() const { return entries_; }

    /// What travels over HTTPS only takes a separator along: the one before it, or the one after it if it leads.
    constexpr void write_to(FieldWriter& out) const {
        bool separate = false;
        for (const DirectiveEntry& entry : entries_) {
            if (is_https_only(entry)) {
                write_https_only(out, entry, !separate);
            } else {
                if (std::exchange(separate, true)) out.append("; ");
                write(out, entry);
            }
        }
        for (const secure_headers::detail::Text& directive : unlisted_)
            out.append(std::exchange(separate, true) ? "; " : "").append(directive);
    }

    constexpr bool operator==(const DirectiveList& other) const {
        return entries_ == other.entries_ && unlisted_ == other.unlisted_;
    }

private:
    template <Disposition>
    friend class secure_headers::BasicContentSecurityPolicy;
    friend struct detail::ParsedEntries;

    constexpr void insert(std::string_view field, DirectiveEntry entry) {
        const std::string_view directive = name_of(entry.directive);
        const bool is_there = find(entry.directive) != nullptr;
        if (is_there && takes_sources(entry.directive))
            detail::refuse(field, directive, "is there already; browsers ignore a second one, so use add or replace");
        if (is_there)
            detail::refuse(field, directive, "is there already; browsers ignore a second one, so remove it first");
        put(std::move(entry));
    }

    constexpr void insert(std::string_view field, std::string_view unlisted, std::string_view value) {
        if (find_unlisted(unlisted) != unlisted_.size())
            detail::refuse(field, unlisted, "is there already; browsers ignore a second one, so remove it first");
        secure_headers::detail::Text directive{unlisted};
        unlisted_.push_back(std::move(directive.append(value.empty() ? "" : " ").append(value)));
    }

    constexpr void replace(DirectiveEntry entry) { put(std::move(entry)); }

    /// Puts a directive that is not there yet last, as the text had it that was parsed.
    constexpr void append(DirectiveEntry entry) { entries_.push_back(std::move(entry)); }

    constexpr void add(std::string_view field, Directive directive, const detail::SourceItems& sources) {
        detail::check_takes_sources(field, directive);
        const std::size_t place = place_of(directive);
        if (place == entries_.size())
            detail::refuse(field, name_of(directive), "is not in the policy; replace(directive, sources) puts it in");
        secure_headers::detail::Text& known = entries_[place].value;
        if (detail::iequals(known, "'none'"))
            detail::refuse(field, name_of(directive), "is 'none', which stands alone; replace it");
        const std::string_view value = known;
        detail::GrownSources looked_through{directive};
        detail::GrownSources& there = detail::GrownSources::is_long(value) ? grown_.of(directive) : looked_through;
        detail::Together together = there.read(value);
        detail::SeenTokens seen{directive, sources.size()};
        secure_headers::detail::Text added;
        for (const Source& source : sources) {
            detail::check_place(field, directive, source.text());
            if (there.has(value, source.text()) || !seen.insert(source.text())) continue;
            together.add(source.text());
            added.append(" ").append(source.text());
        }
        together.check(field, directive);
        known.append(added);
    }

    constexpr void remove(Directive directive) {
        const std::size_t place = place_of(directive);
        if (place != entries_.size()) entries_.erase(place);
    }

    constexpr void remove(std::string_view unlisted) {
        const std::size_t place = find_unlisted(unlisted);
        if (place == unlisted_.size()) return;
        unlisted_.erase(place);
        unlisted_names_.forget();
    }

    /// The place of the directive of that name among those that are newer than the list of them, or their number.
    constexpr std::size_t find_unlisted(std::string_view name) {
        return unlisted_names_.find(name, unlisted_.size(), [this](std::size_t place) {
            const std::string_view directive = unlisted_[place];
            return directive.substr(0, directive.find(' '));
        });
    }

    /// The place of the directive, or the number of those that are there.
    constexpr std::size_t place_of(Directive directive) const {
        std::size_t place = 0;
        while (place < entries_.size() && entries_[place].directive != directive) ++place;
        return place;
    }

    constexpr void put(DirectiveEntry entry) {
        grown_.forget(entry.directive);
        std::size_t place = place_of(entry.directive);
        if (place != entries_.size()) return static_cast<void>(entries_[place] = std::move(entry));
        place = 0;
        while (place < entries_.size() && entries_[place].directive < entry.directive) ++place;
        entries_.insert(place, std::move(entry));
    }

    /// Over plain HTTP browsers send nothing by report-to, and where it is there, nothing by the report-uri beside it.
    constexpr bool is_https_only(const DirectiveEntry& entry) const {
        return entry.directive == Directive::upgrade_insecure_requests ||
               (entry.directive == Directive::report_to && find(Directive::report_uri) != nullptr);
    }

    constexpr void write_https_only(FieldWriter& out, const DirectiveEntry& entry, bool leads) const {
        if (!leads) out.append_https_only("; ");
        out.append_https_only(name_of(entry.directive));
        if (!entry.value.empty()) out.append_https_only(" ").append_https_only(entry.value);
        if (leads && (entries_.size() > 1 || !unlisted_.empty())) out.append_https_only("; ");
        if (entry.directive == Directive::report_to) out.uses_endpoint(entry.value);
    }

    static constexpr void write(FieldWriter& out, const DirectiveEntry& entry) {
        out.append(name_of(entry.directive));
        std::string_view rest = entry.value;
        if (!rest.empty()) out.append(" ");
        for (std::size_t at = rest.find(nonce_placeholder); at != std::string_view::npos;
             at = rest.find(nonce_placeholder)) {
            out.append(rest.substr(0, at)).append_nonce();
            rest.remove_prefix(at + nonce_placeholder.size());
        }
        out.append(rest);
        if (entry.directive == Directive::report_to) out.uses_endpoint(entry.value);
    }

    secure_headers::detail::List<DirectiveEntry> entries_{};
    secure_headers::detail::List<secure_headers::detail::Text> unlisted_{};  ///< As they are sent.
    secure_headers::detail::NameIndex unlisted_names_{};
    detail::GrownDirectives grown_{};
};

}  // namespace csp

}  // namespace secure_headers
