// SPDX-License-Identifier: MIT
#include <secure_headers/parse/x_robots_tag.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::x_robots_tag;

TEST_CASE("X-Robots-Tag: rules, for all crawlers or one") {
    struct Row {
        std::string_view text, message, part;
    };
    constexpr std::string_view unknown = "crawlers know no such rule, or have it already",
                               no_value = "crawlers know no such value of this rule",
                               contradiction = "the rules contradict each other";
    for (const Row& row : {
             Row{"NoIndex,nofollow", "", ""},
             Row{"googlebot: noindex, max-snippet: -1", "", ""},
             Row{"noindex, bot: nofollow", "rules of another crawler go into a field of their own", "bot"},
             Row{"a: b: noindex", "rules of another crawler go into a field of their own", "b"},
             Row{"noindex, noindex", unknown, "noindex"},
             Row{"max-snippet:x", no_value, "x"},
             Row{"max-snippet", unknown, "max-snippet"},
             Row{"max-video-preview:2147483648", no_value, "2147483648"},
             Row{"max-image-preview:huge", no_value, "huge"},
             Row{"unavailable_after: tomorrow", no_value, "tomorrow"},
             Row{"index", unknown, "index"},
             Row{"all, noindex", contradiction, "all, noindex"},
             Row{"max-snippet:2147483647", "", ""},
             Row{"max-snippet:-2", no_value, "-2"},
             Row{"max-snippet:1, max-snippet:2", unknown, "max-snippet:2"},
             Row{"max-image-preview: STANDARD, max-video-preview:0", "", ""},
             Row{"noindex:1", unknown, "noindex:1"},
             Row{"noindex: noindex", unknown, "noindex: noindex"},
             Row{"googlebot: none: noindex", unknown, "none: noindex"},
             Row{"unavailable_after: 25 Jun 2030 15:00:00", no_value, "25 Jun 2030 15:00:00"},
             Row{"unavailable_after: 25all Jun 2030 15:00:00 GMT", no_value, "25all Jun 2030 15:00:00 GMT"},
             Row{"unavailable_after: Fri, noindex", no_value, "Fri"},
             Row{"googlebot: max-snippet : x", no_value, "x"},
             Row{"max-snippet:", no_value, "max-snippet:"},
             Row{"unavailable_after: Fri", no_value, "Fri"},
             Row{"unavailable_after", unknown, "unavailable_after"},
             Row{"unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", "", ""},
             Row{"unavailable_after: never GMT", no_value, "never GMT"},
             Row{"noindex,, ,nofollow", "", ""},
             Row{"a b: noindex", "rules of another crawler go into a field of their own", "a b"},
             Row{"none, noindex", contradiction, "none, noindex"},
             Row{"none, nofollow", contradiction, "none, nofollow"},
             Row{"none, noarchive", "", ""},
             Row{"indexifembedded", contradiction, "indexifembedded"},
             Row{"indexifembedded, noindex", "", ""},
             Row{"indexifembedded, none", "", ""},
             Row{"all, none", contradiction, "all, none"},
             Row{"all, nofollow", contradiction, "all, nofollow"},
             Row{"all, nosnippet", contradiction, "all, nosnippet"},
             Row{"all, notranslate", contradiction, "all, notranslate"},
             Row{"all, noimageindex", contradiction, "all, noimageindex"},
             Row{"all, noarchive", contradiction, "all, noarchive"},
             Row{"all, max-snippet:1", "", ""},
             Row{"nosnippet, max-snippet:1", contradiction, "nosnippet, max-snippet:1"},
             Row{"nosnippet, max-snippet:-1", contradiction, "nosnippet, max-snippet:-1"},
             Row{"nosnippet, max-snippet:0", "", ""},
         }) {
        INFO(row.text);
        const sh::parse::XRobotsTag parsed = x_robots_tag(row.text);
        REQUIRE(parsed.problems.empty() == row.message.empty());
        CHECK(sh::parse::to_policy(parsed).has_value() == row.message.empty());
        if (row.message.empty()) continue;
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].text == row.part);
        CHECK(parsed.problems[0].text.data() == row.text.data() + parsed.problems[0].offset);
    }
}

TEST_CASE("X-Robots-Tag comes back equal") {
    for (const std::string_view text :
         {"all", "none", "noindex, nofollow, nosnippet, indexifembedded, notranslate, noimageindex, noarchive",
          "googlebot: max-snippet:50, max-image-preview:large, max-video-preview:-1", "max-image-preview:none",
          "max-image-preview:standard", "max-snippet:0", "max-video-preview:0",
          "unavailable_after: 25 Jun 2030 15:00:00 GMT"}) {
        INFO(text);
        CHECK(written(sh::parse::to_policy(x_robots_tag(text)).value()) == text);
    }
    for (const std::string_view date : {"Tue, 25 Jun 2030 15:00:00 GMT", "Tuesday, 25-Jun-30 15:00:00 GMT",
                                        "25 Jun 2030 07:00:00 PST", "2030-06-25T15:00:00Z"}) {
        INFO(date);
        const std::string text = "bot: noindex, unavailable_after: " + std::string{date} + ", noarchive";
        CHECK(written(sh::parse::to_policy(x_robots_tag(text)).value()) ==
              "bot: noindex, noarchive, unavailable_after: 25 Jun 2030 15:00:00 GMT");
    }
    CHECK(written(sh::parse::to_policy(x_robots_tag("unavailable_after: 2010-06-25")).value()) ==
          "unavailable_after: 25 Jun 2010 00:00:00 GMT");
    CHECK_FALSE(sh::parse::to_policy(x_robots_tag("")).has_value());
    CHECK_FALSE(sh::parse::to_policy(x_robots_tag("bot:")).has_value());
    STATIC_REQUIRE(x_robots_tag("noindex").rules.noindex);
}
