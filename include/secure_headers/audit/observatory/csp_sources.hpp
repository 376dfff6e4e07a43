// SPDX-License-Identifier: MIT
// How the Observatory makes one policy of several: it sorts the sources of a directive and compares neighbours.
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/percent_decode.hpp>
#include <secure_headers/detail/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace secure_headers::detail::observatory {

/// A source, the number of the policy that it is from, and whether it stays.
struct Source {
    std::string_view text{};
    std::uint32_t policy = 0;
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
    std::size_t i = common_size(a, b), j = i;
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

/// Sorts few by comparing their texts. Equals stay in order.
template <class T, class TextOf>
constexpr void sort_few(T* begin, T* end, TextOf text_of) {
    for (T* sorted = begin; sorted != end; ++sorted)
        for (T* at = sorted; at != begin && collates_before(text_of(*at), text_of(*(at - 1))); --at)
            std::swap(*at, *(at - 1));
}

/// Sorts sources by their characters, first to last, into as many heaps as there are weights, so that many sources cost
/// each no more than few do; small heaps it sorts by comparing. Equals stay in order.
class SourceSorter {
public:
    static constexpr void sort(std::span<Source> sources) {
        if (sources.size() > few) {
            static_cast<void>(SourceSorter{sources});
        } else {
            sort_few(sources.data(), sources.data() + sources.size(), [](const Source& source) { return source.text; });
        }
    }

private:
    constexpr explicit SourceSorter(std::span<Source> sources) : items_(sources.size()), spare_(sources.size()) {
        for (std::size_t i = 0; i < sources.size(); ++i) items_[i] = {sources[i], 0};
        heaps_.push_back({0, sources.size()});
        while (!heaps_.empty()) {
            const Heap heap = heaps_[heaps_.size() - 1];
            heaps_.erase(heaps_.size() - 1);
            if (heap.end - heap.begin <= few)
                sort_few(items_.begin() + heap.begin, items_.begin() + heap.end,
                         [](const Item& item) { return item.rest(); });
            else
                distribute(heap);
        }
        for (std::size_t i = 0; i < sources.size(); ++i) sources[i] = items_[i].source;
    }

    static constexpr std::size_t few = 24;

    struct Item {
        Source source{};
        std::size_t at = 0;  ///< The characters before are those of all in the heap.

        constexpr std::string_view rest() const { return source.text.substr(at); }

        /// The weight of the next character that has one, and goes past it; 0 at the end.
        constexpr unsigned char next() {
            while (at < source.text.size())
                if (const unsigned char weight = collation.weight[static_cast<unsigned char>(source.text[at++])];
                    weight != 0)
                    return weight;
            return 0;
        }
    };
    struct Heap {
        std::size_t begin;
        std::size_t end;
    };

    constexpr void distribute(Heap heap) {
        std::size_t ends[257]{};
        List<unsigned char> weights(heap.end - heap.begin);
        for (std::size_t i = heap.begin; i < heap.end; ++i) ++ends[(weights[i - heap.begin] = items_[i].next()) + 1U];
        for (std::size_t weight = 0; weight < 256; ++weight) ends[weight + 1] += ends[weight];
        for (std::size_t weight = 1; weight < 256; ++weight)  // those of weight 0 have ended and are equal
            if (ends[weight + 1] - ends[weight] > 1)
                heaps_.push_back({heap.begin + ends[weight], heap.begin + ends[weight + 1]});
        for (std::size_t i = heap.begin; i < heap.end; ++i)
            spare_[heap.begin + ends[weights[i - heap.begin]]++] = items_[i];
        for (std::size_t i = heap.begin; i < heap.end; ++i) items_[i] = spare_[i];
    }

    List<Item> items_;
    List<Item> spare_;
    List<Heap> heaps_{};
};

/// Whether two sources match as CSP's paths do, or are no URI at all.
enum class PathMatch : unsigned char { no, yes, malformed };

constexpr PathMatch match_pieces(std::string_view a, std::string_view b) {
    if (!contains(a, '%') && !contains(b, '%')) return a == b ? PathMatch::yes : PathMatch::no;
    Text of_a, of_b;
    if (!percent_decode(of_a, a) || !percent_decode(of_b, b)) return PathMatch::malformed;
    return of_a == of_b ? PathMatch::yes : PathMatch::no;
}

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
        const PathMatch match = match_pieces(piece, other);
        if (match != PathMatch::yes) return match;
        pattern.remove_prefix(end == std::string_view::npos ? pattern.size() : end + 1);
        path.remove_prefix(other_end == std::string_view::npos ? path.size() : other_end + 1);
    }
    return PathMatch::yes;
}

/// Drops a source that only extends its neighbour of the same policy, and keeps one that its neighbour of another
/// policy matches; false if one is malformed.
constexpr bool compare_neighbours(std::span<Source> sources) {
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
constexpr List<Source> merge(std::span<const Source> sorted, std::span<const Source> more) {
    List<Source> merged(sorted.size() + more.size());
    std::size_t i = 0, j = 0;
    for (Source& source : merged) {
        const bool from_more = i == sorted.size() || (j < more.size() && collates_before(more[j].text, sorted[i].text));
        source = from_more ? more[j++] : sorted[i++];
    }
    return merged;
}

/// Leaves out the sources that do not stay, and says how many do. Of a row of equal ones, those between the first and
/// the last have equal neighbours alone, so they stay forever and decide nothing: without them, the same source in each
/// of many policies costs no more than one.
constexpr std::size_t keep_those_that_stay(std::span<Source> sources) {
    std::size_t kept = 0, equal = 0;  // how many there are, and how many of the last ones are equal
    for (const Source& source : sources) {
        if (!source.keep) continue;
        equal = kept != 0 && sources[kept - 1].text == source.text ? equal + 1 : 1;
        if (equal <= 2) ++kept;
        sources[kept - 1] = source;
    }
    return kept;
}

/// What is left of the sources of a directive where there is one policy: those that do not extend their neighbour.
constexpr std::span<const Source> only_sources(std::span<Source> sources) {
    SourceSorter::sort(sources);
    std::string_view before;
    std::size_t kept = 0;
    for (const Source& source : sources) {
        const bool extends = !before.empty() && source.text.starts_with(before);
        before = source.text;
        if (!extends) sources[kept++] = source;
    }
    return sources.first(kept);
}

/// The sources of one directive, in order, while policy after policy joins.
class SourceList {
public:
    constexpr const List<Source>& sources() const { return sources_; }

    constexpr void clear() { sources_ = {}; }
    constexpr void keep_none() {
        for (Source& source : sources_) source.keep = false;
    }

    /// Lets the sources of the next policy join; false if one is malformed.
    constexpr bool join(std::span<Source> more) {
        SourceSorter::sort(more);
        if (is_settled_) return join_settled(more);
        List<Source> all = merge(sources_, more);
        if (!compare_neighbours(all)) return false;
        all.truncate(keep_those_that_stay(all));
        sources_ = std::move(all);
        is_settled_ = has_settled();
        return true;
    }

private:
    /// True if to compare neighbours again would change nothing.
    constexpr bool has_settled() const {
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const Source& source = sources_[i];
            if (!source.keep || source.policy == 0) return false;
            if (i == 0) continue;
            const Source& before = sources_[i - 1];
            if (source.policy == before.policy && source.text.starts_with(before.text)) return false;
            if (source.policy != before.policy && match_paths(before.text, source.text) == PathMatch::malformed)
                return false;
        }
        return !sources_.empty();
    }

    /// Where `text` goes: behind all that do not come after it.
    constexpr std::size_t place_of(std::string_view text) const {
        std::size_t begin = 0, end = sources_.size();
        while (begin < end) {
            const std::size_t middle = begin + (end - begin) / 2;
            if (collates_before(text, sources_[middle].text))
                end = middle;
            else
                begin = middle + 1;
        }
        return begin;
    }

    /// Compares what joins with its neighbours alone: of those between the same two, the first may stay.
    constexpr bool join_settled(std::span<const Source> more) {
        for (std::size_t first = 0, last = 0; first < more.size(); first = last + 1) {
            const std::size_t place = place_of(more[first].text);
            const bool is_end = place == sources_.size();
            for (last = first; last + 1 < more.size(); ++last)
                if (!is_end && !collates_before(more[last + 1].text, sources_[place].text)) break;
            if (!is_end && match_paths(more[last].text, sources_[place].text) == PathMatch::malformed) return false;
            if (place == 0) continue;
            const PathMatch match = match_paths(sources_[place - 1].text, more[first].text);
            if (match == PathMatch::malformed) return false;
            if (match == PathMatch::yes) add(place, {more[first].text, more[first].policy, true});
        }
        return true;
    }

    constexpr void add(std::size_t place, Source source) {
        const bool is_third =
            place > 1 && sources_[place - 1].text == source.text && sources_[place - 2].text == source.text;
        if (is_third)
            sources_[place - 1] = source;
        else
            sources_.insert(place, source);
    }

    List<Source> sources_{};
    bool is_settled_ = false;
};

}  // namespace secure_headers::detail::observatory
