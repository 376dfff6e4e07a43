// SPDX-License-Identifier: MIT
#include <secure_headers/csp/nearest_directive.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace csp = secure_headers::csp;

namespace {

/// The name of the directive that is most likely meant, or nothing.
constexpr std::string_view nearest(std::string_view misspelt) {
    const auto directive = csp::detail::nearest_directive(misspelt);
    return directive ? csp::name_of(*directive) : std::string_view{};
}

static_assert(nearest("scrpt-src") == "script-src");

}  // namespace

TEST_CASE("A misspelt directive is taken for the one with the fewest letters to mend") {
    struct Row {
        std::string_view misspelt, meant;
    };
    for (const auto& [misspelt, meant] : {Row{"scrpt-src", "script-src"},
                                          Row{"script_src", "script-src"},
                                          Row{"script-src:", "script-src"},
                                          Row{"scriptsrc", "script-src"},
                                          Row{"SCRIPT-SCR", "script-src"},
                                          Row{"script-src-elm", "script-src-elem"},
                                          Row{"defualt-src", "default-src"},
                                          Row{"img-srcs", "img-src"},
                                          Row{"base-url", "base-uri"},
                                          Row{"form-actions", "form-action"},
                                          Row{"frame-ancestor", "frame-ancestors"},
                                          Row{"upgrade-insecure-request", "upgrade-insecure-requests"},
                                          Row{"report", "report-to"},
                                          Row{"sand-box", "sandbox"},
                                          Row{"script-src", "script-src"},
                                          Row{"", ""},
                                          Row{"x", ""},
                                          Row{"allow", ""},
                                          Row{"'self'", ""},
                                          Row{"https:", ""},
                                          Row{"example.com", ""},
                                          Row{"options", ""}})
        CHECK(nearest(misspelt) == meant);
}

TEST_CASE("The distance of two names is the letters that are put in, taken out or exchanged") {
    using csp::detail::edit_distance;
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("abc", "abc") == 0);
    CHECK(edit_distance("ABC", "abc") == 0);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("ab", "abc") == 1);
    CHECK(edit_distance("bc", "abc") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("sunday", "saturday") == 3);
    STATIC_REQUIRE(edit_distance("abcd", "bcda") == 2);
}

TEST_CASE("A name is taken for no directive if it is longer than all of them") {
    CHECK(nearest("fenced-frame-src").size() == 16);
    CHECK(nearest(std::string(33, 'x')).empty());
    CHECK(nearest("script-src" + std::string(64 * 1024, 'c')).empty());
}
