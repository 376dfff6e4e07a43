// SPDX-License-Identifier: MIT
#include <secure_headers/policy/document_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using sh::DocumentPolicy;

static_assert(!std::is_convertible_v<char, sh::ConfigurationValue> &&
              !std::is_convertible_v<std::string_view, sh::ConfigurationValue>);
static_assert(!std::is_constructible_v<sh::ConfigurationValue, const char*> &&
              !std::is_constructible_v<sh::ConfigurationValue, int*> &&
              !std::is_constructible_v<sh::ConfigurationValue, void (*)()> &&
              !std::is_constructible_v<sh::ConfigurationValue, std::nullptr_t>);
static_assert(std::is_convertible_v<bool, sh::ConfigurationValue> &&
              std::is_convertible_v<float, sh::ConfigurationValue> &&
              std::is_convertible_v<const bool&, sh::ConfigurationValue>);

TEST_CASE("Document-Policy writes a structured dictionary") {
    CHECK(written(DocumentPolicy{}
                      .set("js-profiling", true)
                      .set("force-load-at-top", false)
                      .set("max-image-bpp", 2.5)
                      .set("lossless-images-max-bpp", 1.0)
                      .set("frame-loading", "lazy")
                      .set("a", -3)
                      .set("c", 8U)
                      .set("d", sh::runtime{"eager"})
                      .set("b", std::int64_t{999'999'999'999'999})
                      .set("*", true)
                      .report_to("*", "main")) ==
          "js-profiling, force-load-at-top=?0, max-image-bpp=2.5, lossless-images-max-bpp=1.0, frame-loading=lazy, "
          "a=-3, c=8, d=eager, b=999999999999999, *;report-to=\"main\"");
    CHECK(written(DocumentPolicy{}.set("a", true).set("b", true).remove("a")) == "b");
}

TEST_CASE("Document-Policy refuses what is no structured field") {
    CHECK_THROWS_WITH(DocumentPolicy{}.set("a", true).set("a", 1),
                      "Document-Policy: a: is in the policy already; remove it to replace it");
    CHECK_THROWS_WITH(DocumentPolicy{}.report_to("a", "main"),
                      "Document-Policy: a: is not in the policy; put it in before its report_to");
    CHECK_THROWS_WITH(DocumentPolicy{}.set("a", std::int64_t{1'000'000'000'000'000}),
                      "Document-Policy: an integer has at most 15 digits");
    CHECK_THROWS_WITH(DocumentPolicy{}.set("a", 1e12),
                      "Document-Policy: a decimal has at most 12 digits before its point");
    CHECK_THROWS_WITH(DocumentPolicy{}.set("a", UINT64_MAX), "Document-Policy: an integer has at most 15 digits");
    CHECK_THROWS_WITH(DocumentPolicy{}.set("a", sh::runtime{"lazy loading"}),
                      "Document-Policy: a token takes letters, digits and !#$%&'*+-.^_`|~:/ and begins with a letter or *");
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_AS(DocumentPolicy{}.set("a", sh::runtime{text}), sh::InvalidHeader);
        CHECK_THROWS_AS(DocumentPolicy{}.set(sh::runtime{text}, true), sh::InvalidHeader);
    }
    for (const std::string_view text : {"", "A", "1", "a b", "a;b", "a,b", "\"a\""})
        CHECK_THROWS_WITH(sh::ConfigurationPoint{sh::runtime{text}},
                          "Document-Policy: a configuration point takes a-z 0-9 _ - . *, a letter or * first");
}
