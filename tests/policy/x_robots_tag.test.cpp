// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_robots_tag.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using sh::XRobotsTag;

namespace {

constexpr std::chrono::sys_seconds sunday = std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} + 8h + 49min + 37s;

constexpr bool writes(const XRobotsTag& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

/// What a user sees of a refusal.
std::string refusal(XRobotsTag::options chosen) {
    try {
        static_cast<void>(XRobotsTag{chosen});
    } catch (const sh::InvalidHeader& error) {
        return error.what();
    }
    return "accepted";
}

constexpr XRobotsTag hidden{{.bot = "googlebot", .noindex = true, .nofollow = true}};

}  // namespace

static_assert(XRobotsTag::name == "X-Robots-Tag");
static_assert(!std::is_default_constructible_v<XRobotsTag>);
static_assert(writes(hidden, "googlebot: noindex, nofollow"));
static_assert(hidden != XRobotsTag{{.noindex = true, .nofollow = true}});
static_assert(writes(XRobotsTag{{.unavailable_after = sunday}}, "unavailable_after: 06 Nov 1994 08:49:37 GMT"));

TEST_CASE("X-Robots-Tag writes each rule") {
    CHECK(written(hidden) == "googlebot: noindex, nofollow");
    CHECK(written(XRobotsTag{{.bot = sh::runtime{"other-bot"}, .none = true}}) == "other-bot: none");
    CHECK(written(XRobotsTag{{.all = true}}) == "all");
    CHECK(written(XRobotsTag{{.none = true}}) == "none");
    CHECK(written(XRobotsTag{{.noindex = true, .indexifembedded = true}}) == "noindex, indexifembedded");
    CHECK(written(XRobotsTag{{.nosnippet = true}}) == "nosnippet");
    CHECK(written(XRobotsTag{{.notranslate = true, .noimageindex = true, .noarchive = true}}) ==
          "notranslate, noimageindex, noarchive");
    CHECK(written(XRobotsTag{{.max_snippet = -1}}) == "max-snippet:-1");
    CHECK(written(XRobotsTag{
              {.max_snippet = 0, .max_image_preview = XRobotsTag::ImagePreview::none, .max_video_preview = 15}}) ==
          "max-snippet:0, max-image-preview:none, max-video-preview:15");
    CHECK(written(XRobotsTag{{.max_image_preview = XRobotsTag::ImagePreview::standard}}) == "max-image-preview:standard");
    CHECK(written(XRobotsTag{{.max_image_preview = XRobotsTag::ImagePreview::large}}) == "max-image-preview:large");
    CHECK(written(XRobotsTag{{.max_video_preview = -1}}) == "max-video-preview:-1");
    CHECK(written(XRobotsTag{{.noarchive = true, .unavailable_after = sunday}}) ==
          "noarchive, unavailable_after: 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("X-Robots-Tag refuses rules that contradict each other, or say nothing") {
    CHECK(refusal({}) == "X-Robots-Tag: needs a rule");
    CHECK(refusal({.bot = "googlebot"}) == "X-Robots-Tag: needs a rule");
    constexpr auto contradicts = "X-Robots-Tag: all contradicts none and every rule that begins with no";
    CHECK(refusal({.all = true, .none = true}) == contradicts);
    CHECK(refusal({.all = true, .noindex = true}) == contradicts);
    CHECK(refusal({.all = true, .nofollow = true}) == contradicts);
    CHECK(refusal({.all = true, .nosnippet = true}) == contradicts);
    CHECK(refusal({.all = true, .notranslate = true}) == contradicts);
    CHECK(refusal({.all = true, .noimageindex = true}) == contradicts);
    CHECK(refusal({.all = true, .noarchive = true}) == contradicts);
    CHECK(refusal({.none = true, .noindex = true}) == "X-Robots-Tag: none says noindex and nofollow already");
    CHECK(refusal({.none = true, .nofollow = true}) == "X-Robots-Tag: none says noindex and nofollow already");
    CHECK(refusal({.indexifembedded = true}) == "X-Robots-Tag: indexifembedded needs noindex");
    CHECK(refusal({.nosnippet = true, .max_snippet = 20}) == "X-Robots-Tag: nosnippet contradicts max-snippet");
    CHECK(refusal({.nosnippet = true, .max_snippet = 0}) == "accepted");
    CHECK(refusal({.max_snippet = -2}) == "X-Robots-Tag: max_snippet must not be below -1");
    CHECK(refusal({.max_video_preview = -2}) == "X-Robots-Tag: max_video_preview must not be below -1");
    CHECK(refusal({.unavailable_after = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1}}) ==
          "X-Robots-Tag: a date lies in the years 1601 to 9999");
}

TEST_CASE("X-Robots-Tag takes a bot's name from outside that cannot be read as rules") {
    const auto named = [](std::string_view bot) { return XRobotsTag{{.bot = sh::runtime{bot}, .noindex = true}}; };
    constexpr auto no_name = "X-Robots-Tag: a bot's name takes letters, digits and !#$%&'*+-.^_`|~ only";
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_WITH(named(text), no_name);
    for (const std::string_view text : {"", "a;b", "a,b", "a\"b", "a b", " a", "a ", "a:", "a: all, b"})
        CHECK_THROWS_WITH(named(text), no_name);
    for (const std::string_view text : {"all", "none", "index", "follow", "NoIndex", "nofollow", "nosnippet",
                                        "indexifembedded", "notranslate", "noimageindex", "noarchive", "nocache",
                                        "max-snippet", "max-image-preview", "max-video-preview", "Unavailable_After"})
        CHECK_THROWS_WITH(named(text), "X-Robots-Tag: a bot must not be named as a rule");
}

TEST_CASE("X-Robots-Tag takes the time of any clock tick") {
    CHECK(written(XRobotsTag{{.unavailable_after = sunday + std::chrono::milliseconds{999}}}) ==
          "unavailable_after: 06 Nov 1994 08:49:37 GMT");
    CHECK(written(XRobotsTag{{.unavailable_after = std::chrono::system_clock::now()}}).starts_with("unavailable_after: "));
}
