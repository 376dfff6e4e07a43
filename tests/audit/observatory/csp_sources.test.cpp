// SPDX-License-Identifier: MIT
#include <secure_headers/audit/observatory/csp_sources.hpp>

#include "catch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace observatory = secure_headers::detail::observatory;
using observatory::PathMatch;
using observatory::Source;

namespace {

class Random {
public:
    explicit Random(unsigned seed) : state_{seed * 2654435761U + 1} {}
    unsigned below(unsigned bound) {
        state_ = state_ * 1664525U + 1013904223U;
        return (state_ >> 16U) % bound;
    }

private:
    unsigned state_;
};

/// Sorts, compares all neighbours and drops what does not stay, after each policy: what the original does.
class Plain {
public:
    bool join(std::vector<Source> more) {
        all_.insert(all_.end(), more.begin(), more.end());
        std::stable_sort(all_.begin(), all_.end(),
                         [](const Source& a, const Source& b) { return observatory::collates_before(a.text, b.text); });
        for (std::size_t i = 1; i < all_.size(); ++i) {
            if (all_[i].policy == all_[i - 1].policy) {
                if (all_[i].text.starts_with(all_[i - 1].text)) all_[i].keep = false;
                continue;
            }
            const PathMatch match = observatory::match_paths(all_[i - 1].text, all_[i].text);
            if (match == PathMatch::malformed) return false;
            if (match == PathMatch::yes) all_[i].keep = true;
        }
        std::erase_if(all_, [](const Source& source) { return !source.keep; });
        return true;
    }
    void keep_none() {
        for (Source& source : all_) source.keep = false;
    }
    std::vector<std::string> texts() const { return distinct(all_); }

    template <class Sources>
    static std::vector<std::string> distinct(const Sources& sources) {
        std::vector<std::string> texts;
        for (const Source& source : sources)
            if (texts.empty() || texts.back() != source.text) texts.emplace_back(source.text);
        return texts;
    }

private:
    std::vector<Source> all_{};
};

}  // namespace

TEST_CASE("collates_before orders text as the root collation does") {
    const std::string_view ordered[]{"",   "\t", " ", "_",  "-",  ",", ";",  ":", "!",  "?",    ".",    "'",
                                     "\"", "(",  ")", "[",  "]",  "{", "}",  "@", "*",  "/",    "\\",   "&",
                                     "#",  "%",  "`", "^",  "+",  "<", "=",  ">", "|",  "~",    "$",    "0",
                                     "1",  "9",  "a", "aa", "ab", "b", "ba", "z", "za", "\x80", "\xc3", "\xff"};
    for (std::size_t i = 0; i < std::size(ordered); ++i)
        for (std::size_t j = 0; j < std::size(ordered); ++j) {
            INFO(ordered[i] << " and " << ordered[j]);
            CHECK(observatory::collates_before(ordered[i], ordered[j]) == (i < j));
        }
    CHECK_FALSE(observatory::collates_before("a\x01", "a"));  // a control is passed over
    CHECK_FALSE(observatory::collates_before("a",
                                             "\x7f"
                                             "a"));
    CHECK(
        observatory::collates_before("a\x01"
                                     "b",
                                     "ac"));
}

TEST_CASE("match_paths compares piece by piece") {
    struct Row {
        std::string_view pattern, path;
        PathMatch match;
    };
    const PathMatch no = PathMatch::no, yes = PathMatch::yes, malformed = PathMatch::malformed;
    for (const Row& row : {
             Row{"a", "a", yes},         Row{"a", "b", no},          Row{"a", "a/b", no},
             Row{"a/b", "a", no},        Row{"a/b", "a/b", yes},     Row{"a/b", "a/c", no},
             Row{"a/b", "c/b", no},      Row{"a/", "a/", yes},       Row{"a/", "a/b", yes},
             Row{"a/", "a/b/c", yes},    Row{"a/", "a", no},         Row{"a/", "b/c", no},
             Row{"a/b/", "a/c/d", no},   Row{"a/b/", "a/b", no},     Row{"%61", "a", yes},
             Row{"a", "%61", yes},       Row{"a%2Fb", "a/b", no},    Row{"a%2Fb", "a%2fb", yes},
             Row{"%zz", "a", malformed}, Row{"a", "%zz", malformed}, Row{"%zz", "a/b", no},
             Row{"a/%zz", "b/%zz", no},  Row{"a/", "a/%zz", yes},
         }) {
        INFO(row.pattern << " and " << row.path);
        CHECK(observatory::match_paths(row.pattern, row.path) == row.match);
    }
}

TEST_CASE("Sources of any number are sorted as by comparing, and equals stay in order") {
    Random random{7};
    const std::string_view letters = "ab/.-*:0\t9z\x01\xc3";
    for (const std::size_t count : {0U, 1U, 2U, 24U, 25U, 26U, 60U, 400U}) {
        std::vector<std::string> texts(count);
        for (std::string& text : texts)
            for (unsigned size = random.below(6); size > 0; --size) text += letters[random.below(13)];
        secure_headers::detail::List<Source> sources;
        std::vector<Source> sorted;
        for (std::size_t i = 0; i < count; ++i) {
            sources.push_back({texts[i], static_cast<std::uint32_t>(i), false});
            sorted.push_back(sources[i]);
        }
        observatory::SourceSorter::sort(sources);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Source& a, const Source& b) { return observatory::collates_before(a.text, b.text); });
        REQUIRE(sources.size() == count);
        for (std::size_t i = 0; i < count; ++i) CHECK(sources[i].policy == sorted[i].policy);
    }
}

TEST_CASE("Sources join policy after policy as if all neighbours were compared each time") {
    const std::string_view pieces[]{"a",     "a/",  "a/b", "a/b/", "a/b/c", "a/c", "a/c/",  "aa",  "b",    "b/",
                                    "b/x/y", "%61", "c/",  "c/d",  "c/d/",  "c/e", "a/%62", "a-b", "a%zz", "*"};
    std::size_t malformed = 0, kept = 0;
    for (unsigned seed = 0; seed < 4000; ++seed) {
        Random random{seed};
        observatory::SourceList list;
        Plain plain;
        const unsigned policies = 1 + random.below(7), known = seed % 4 == 0 ? 20 : 18;  // seldom one that is malformed
        INFO(seed);
        for (std::uint32_t policy = 0; policy < policies; ++policy) {
            secure_headers::detail::List<Source> more;
            std::vector<Source> same;
            for (unsigned count = random.below(5); count > 0; --count)
                more.push_back({pieces[random.below(known)], policy, policy == 0});
            for (const Source& source : more) same.push_back(source);
            const bool joined = list.join(more);
            REQUIRE(joined == plain.join(std::move(same)));
            if (!joined) ++malformed;
            if (!joined) break;
            if (policy == 0 && policies > 1) {
                list.keep_none();
                plain.keep_none();
            }
            CHECK(Plain::distinct(list.sources()) == plain.texts());
            kept += list.sources().size();
        }
    }
    CHECK(malformed > 20);
    CHECK(kept > 1000);
}
