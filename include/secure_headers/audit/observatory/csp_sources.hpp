// SPDX-License-Identifier: MIT
// How the Observatory makes one policy of several: it sorts the sources of a directive and compares neighbours.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/percent_decode.hpp>
#include <secure_headers/detail/stable_sort.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A source, the number of the policy that it is from, and whether it stays.
struct Source {
    std::string_view text{};
    std::size_t policy = 0;
    bool keep = false;
};

/// Where a character stands in the order of English collation (CLDR's root); 0 is passed over.
struct Collation {
    unsigned char weight[256]{};
    consteval Collation() {
        constexpr std::string_view order =
            "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";
        unsigned char next = 0;
        for (const char c : order) weight[static_cast<unsigned char>(c)] = ++next;
        for (std::size_t c = 0x80; c < 0x100; ++c) weight[c] = static_cast<unsigned char>(c);
    }
};
inline constexpr Collation collation{};

/// Compares lower-case text as `Intl.Collator("en")`; what is not ASCII comes last, by its bytes.
constexpr bool collates_before(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    const auto weight_at = [](std::string_view text, std::size_t& place) -> unsigned {
        while (place < text.size() && collation.weight[static_cast<unsigned char>(text[place])] == 0) ++place;
        return place < text.size() ? collation.weight[static_cast<unsigned char>(text[place])] : 0;
    };
    for (;; ++i, ++j) {
        const unsigned of_a = weight_at(a, i), of_b = weight_at(b, j);
        if (of_a != of_b) return of_a < of_b;
        if (of_a == 0) return false;
    }
}

/// Whether two sources match as CSP's paths do, or are no URI at all.
enum class PathMatch : unsigned char { no, yes, malformed };

/// Compares piece by piece what is between slashes, unescaped; a pattern that ends with a slash takes what is below it.
constexpr PathMatch match_paths(std::string_view pattern, std::string_view path) {
    const auto pieces = [](std::string_view text) {
        std::size_t count = 1;
        for (const char c : text) count += c == '/' ? 1 : 0;
        return count;
    };
    const bool is_exact = !pattern.ends_with('/');
    const std::size_t wanted = pieces(pattern), given = pieces(path);
    if (wanted > given || (is_exact && wanted != given)) return PathMatch::no;
    for (std::size_t i = is_exact ? 0 : 1; i < wanted; ++i) {
        const std::size_t end = pattern.find('/'), other_end = path.find('/');
        const std::string_view piece = pattern.substr(0, end), other = path.substr(0, other_end);
        Text decoded, other_decoded;
        if (!percent_decode(decoded, piece) || !percent_decode(other_decoded, other)) return PathMatch::malformed;
        if (!(decoded == other_decoded)) return PathMatch::no;
        pattern.remove_prefix(end == std::string_view::npos ? pattern.size() : end + 1);
        path.remove_prefix(other_end == std::string_view::npos ? path.size() : other_end + 1);
    }
    return PathMatch::yes;
}

/// Drops a source that only extends its neighbour of the same policy, and keeps one that its neighbour of another
/// policy matches; false if one is malformed.
constexpr bool compare_neighbours(List<Source>& sources) {
    for (std::size_t i = 1; i < sources.size(); ++i) {
        const Source& before = sources[i - 1];
        Source& source = sources[i];
        if (source.policy == before.policy) {
            if (source.text.starts_with(before.text)) source.keep = false;
            continue;
        }
        const PathMatch match = match_paths(before.text, source.text);
        if (match == PathMatch::malformed) return false;
        if (match == PathMatch::yes) source.keep = true;
    }
    return true;
}

/// Both lists, sorted, as one.
constexpr List<Source> merge(const List<Source>& sorted, const List<Source>& more) {
    List<Source> merged;
    std::size_t i = 0, j = 0;
    while (i < sorted.size() || j < more.size()) {
        const bool from_more = i == sorted.size() || (j < more.size() && collates_before(more[j].text, sorted[i].text));
        merged.push_back(from_more ? more[j++] : sorted[i++]);
    }
    return merged;
}

/// What is left of the sorted `sources` of earlier policies once `more` of another one joins; false if one is malformed.
constexpr bool join(List<Source>& sources, List<Source> more) {
    stable_sort(more, [](const Source& a, const Source& b) { return collates_before(a.text, b.text); });
    List<Source> all = merge(sources, more);
    if (!compare_neighbours(all)) return false;
    sources = {};
    for (const Source& source : all)
        if (source.keep) sources.push_back(source);
    return true;
}

}  // namespace secure_headers::detail::observatory
