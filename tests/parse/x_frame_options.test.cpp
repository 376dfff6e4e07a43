// SPDX-License-Identifier: MIT
#include <secure_headers/parse/x_frame_options.hpp>

#include "catch.hpp"
#include "vectors.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::Framing;
using sh::parse::x_frame_options;

TEST_CASE("X-Frame-Options is read as the web platform's tests say") {
    const auto vectors = load_vectors("wpt_x_frame_options");
    if (!vectors) return;
    for (const auto& test : *vectors) {
        std::string value;
        for (const auto& header : test["headers"]) value += (value.empty() ? "" : ", ") + header.get<std::string>();
        INFO(value);
        const Framing framing = x_frame_options(value).framing;
        CHECK((framing != Framing::nobody) == test["same_origin_allowed"].get<bool>());
        CHECK((framing == Framing::anyone) == test["cross_origin_allowed"].get<bool>());
    }
}

TEST_CASE("X-Frame-Options: what differs blocks all if one of it is known") {
    struct Row {
        std::string_view text;
        Framing framing;
        bool contradicts, repeated;
    };
    for (const Row& row :
         {Row{"deny", Framing::nobody, false, false}, Row{"SameOrigin", Framing::same_origin, false, false},
          Row{"DENY, deny", Framing::nobody, false, true}, Row{"SAMEORIGIN,SAMEORIGIN", Framing::same_origin, false, true},
          Row{"ALLOWALL, x", Framing::nobody, true, true}, Row{"x, y", Framing::anyone, false, true},
          Row{"SAMEORIGIN,", Framing::nobody, true, true}, Row{"", Framing::anyone, false, false}}) {
        INFO(row.text);
        const auto parsed = x_frame_options(row.text);
        CHECK(parsed.framing == row.framing);
        CHECK(parsed.contradicts_itself == row.contradicts);
        CHECK(parsed.is_repeated == row.repeated);
    }
    CHECK(x_frame_options("DENY, ALLOW-FROM a").problems[0] ==
          sh::parse::Problem{"browsers know DENY and SAMEORIGIN only", 6, "ALLOW-FROM a"});
}

TEST_CASE("X-Frame-Options comes back equal") {
    for (const std::string_view text : {"DENY", "SAMEORIGIN"})
        CHECK(written(sh::parse::to_policy(x_frame_options(text)).value()) == text);
    for (const std::string_view text : {"", "ALLOWALL", "DENY, DENY"})
        CHECK_FALSE(sh::parse::to_policy(x_frame_options(text)).has_value());
    static_assert(x_frame_options("deny").framing == Framing::nobody);
}
