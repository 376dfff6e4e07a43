// SPDX-License-Identifier: MIT
#include <secure_headers/parse/reportable.hpp>

#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using sh::parse::cross_origin_embedder_policy;
using sh::parse::cross_origin_opener_policy;

TEST_CASE("COOP and COEP: one word, in small letters, in one field, else the default") {
    struct Row {
        std::string_view text, word, endpoint, message;
    };
    for (const Row& row : {
             Row{"same-origin", "same-origin", "", ""},
             Row{" same-origin-allow-popups; report-to=\"r\" ", "same-origin-allow-popups", "r", ""},
             Row{"noopener-allow-popups;x", "noopener-allow-popups", "", ""},
             Row{"unsafe-none", "unsafe-none", "", ""},
             Row{"Same-Origin", "unsafe-none", "", "browsers know no such word here"},
             Row{"\"same-origin\"", "unsafe-none", "", "browsers know no such word here"},
             Row{"same-origin, same-origin", "unsafe-none", "", "something follows the end of the value"},
             Row{"same-origin;report-to=r", "same-origin", "", "report-to takes the name of an endpoint, in quotes"},
             Row{"", "unsafe-none", "", "a value is missing"},
         }) {
        INFO(row.text);
        const auto parsed = cross_origin_opener_policy(row.text);
        CHECK(parsed.word == row.word);
        CHECK(parsed.endpoint == row.endpoint);
        CHECK(parsed.problems.empty() == row.message.empty());
        if (!row.message.empty()) CHECK(parsed.problems[0].message == row.message);
    }
    CHECK(cross_origin_embedder_policy("credentialless").word == "credentialless");
    CHECK_FALSE(cross_origin_embedder_policy("same-origin").is_understood);
}

TEST_CASE("COOP and COEP come back equal") {
    for (const std::string_view text :
         {"same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none;report-to=\"r\""})
        CHECK(written(sh::parse::to_policy(cross_origin_opener_policy(text)).value()) == text);
    for (const std::string_view text : {"require-corp", "credentialless;report-to=\"r\"", "unsafe-none"})
        CHECK(written(sh::parse::to_policy(cross_origin_embedder_policy(text)).value()) == text);
    CHECK_FALSE(sh::parse::to_policy(cross_origin_opener_policy("same-origin;report-to=r")).has_value());
    static_assert(cross_origin_opener_policy("same-origin").is_understood);
}
