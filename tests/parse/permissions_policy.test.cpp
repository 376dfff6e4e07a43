// SPDX-License-Identifier: MIT
#include <secure_headers/parse/permissions_policy.hpp>

#include <secure_headers/presets.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::permissions_policy;

TEST_CASE("Permissions-Policy is a dictionary of allowlists, of which the last of a feature counts") {
    const auto parsed = permissions_policy(
        "camera=*, geolocation=(self \"https://*.a.example:8443\");report-to=\"r\", usb=(), camera=self");
    REQUIRE(parsed.problems.size() == 1);
    CHECK(parsed.problems[0].kind == sh::parse::Problem::repeated);
    REQUIRE(parsed.features.size() == 3);
    CHECK(parsed.find("camera")->self);
    CHECK_FALSE(parsed.find("camera")->any);
    CHECK(parsed.find("usb")->denies_all());
    const auto& geolocation = *parsed.find("geolocation");
    REQUIRE(geolocation.allowed.size() == 2);
    CHECK(geolocation.allowed[1].text == "https://*.a.example:8443");
    CHECK(geolocation.endpoint == "r");
    CHECK(parsed.find("midi") == nullptr);
}

TEST_CASE("What browsers do not understand of a Permissions-Policy has a place") {
    struct Row {
        std::string_view text, message, part;
        bool ignored;
    };
    for (const Row& row : {
             Row{"geolocation 'none'", "members are parted by commas", "'none'", true},
             Row{"geolocation=('self')", "no value begins with this character", "'self')", true},
             Row{"Geolocation=()", "a key begins with a small letter or *", "Geolocation=()", true},
             Row{"geolocation=(none)", "only * and self stand without quotes; () allows nobody", "none", false},
             Row{"usb=(\"self\")", "an origin is a scheme, :// and a host, and no more", "self", false},
             Row{"usb=(\"*\")", "* and self stand without quotes", "*", false},
             Row{"usb=\"*\"", "* and self stand without quotes", "*", false},
             Row{"usb=(\"'SELF'\")", "* and self stand without quotes", "'SELF'", false},
             Row{"usb=(\"\")", "an origin is a scheme, :// and a host, and no more", "", false},
             Row{"usb=(\"example.com\")", "an origin is a scheme, :// and a host, and no more", "example.com", false},
             Row{"usb=(\"*.example.com:*\")", "an origin is a scheme, :// and a host, and no more", "*.example.com:*",
                 false},
             Row{"usb=(\"a.example:\")", "this is a scheme; a host stands behind a scheme and ://", "a.example:", false},
             Row{"usb=(\"1:\")", "an origin is a scheme, :// and a host, and no more", "1:", false},
             Row{"usb=(\"a.example/b\")", "an origin is a scheme, :// and a host, and no more", "a.example/b", false},
             Row{"usb=(\"a_b://a.example\")", "an origin is a scheme, :// and a host, and no more", "a_b://a.example",
                 false},
             Row{"usb=(\"a.example:x\")", "an origin is a scheme, :// and a host, and no more", "a.example:x", false},
             Row{"usb=(\"https://a.example/\")", "an origin is a scheme, :// and a host, and no more",
                 "https://a.example/", false},
             Row{"usb=1", "whom a feature is allowed to is *, self or a quoted origin", "1", false},
             Row{"usb=(self ?1)", "whom a feature is allowed to is *, self or a quoted origin", "?1", false},
             Row{"usb=:YQ==:", "whom a feature is allowed to is *, self or a quoted origin", "YQ==", false},
             Row{"usb", "whom a feature is allowed to is *, self or a quoted origin", "usb", false},
             Row{"usbs=()", "browsers know no such feature", "usbs", false},
             Row{"usb=(* self)", "* stands alone; it allows the others too", "usb", false},
             Row{"usb=(self self)", "the feature is allowed to the same twice", "self", false},
             Row{"usb=();report-to=R", "report-to takes the name of an endpoint, in quotes", "R", false},
             Row{"usb=();report-to=r", "report-to takes the name of an endpoint, in quotes", "r", false},
             Row{"usb=();report-to=\"R\"", "report-to takes the name of an endpoint, in quotes", "R", false},
         }) {
        INFO(row.text);
        const auto parsed = permissions_policy(row.text);
        CHECK(parsed.is_ignored == row.ignored);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].message == row.message);
        CHECK(parsed.problems[0].text == row.part);
        CHECK(parsed.problems[0].text.data() == row.text.data() + parsed.problems[0].offset);
        for (const auto& feature : parsed.features) CHECK(feature.endpoint.empty());
        CHECK_FALSE(sh::parse::to_policy(parsed).has_value());
    }
}

TEST_CASE("Permissions-Policy allows whom Chromium allows, whatever is wrong with the text") {
    struct Row {
        std::string_view text;
        std::string_view allowed;  ///< In order, with a blank between them.
    };
    for (const Row& row : {
             Row{"*", "*"},
             Row{"'self'", "self"},
             Row{"'SELF'", "SELF"},
             Row{"https:", "https:"},
             Row{"https://a.example", "https://a.example"},
             Row{"https://a.example/", "https://a.example"},
             Row{"https://a.example/p?q#f", "https://a.example"},
             Row{"https://a.example//%zz, x", "https://a.example"},
             Row{"https://a.example/\\\"", "https://a.example"},
             Row{"https://*.a.example:8443/x", "https://*.a.example:8443"},
             Row{"https://a.example:*/", "https://a.example:*"},
             Row{"https://*/", "https://*"},
             Row{"self", ""},
             Row{"none", ""},
             Row{"'none'", ""},
             Row{"'self' ", ""},
             Row{"'self'/", ""},
             Row{" *", ""},
             Row{"*/", ""},
             Row{"a.example/x://y", ""},
             Row{"a.example", ""},
             Row{"*.a.example", ""},
             Row{"a.example:443", ""},
             Row{"a.example/p", ""},
             Row{"localhost", ""},
             Row{"//a.example/", ""},
             Row{"https:/", ""},
             Row{"https:///p", ""},
             Row{"https://a.example?x", ""},
             Row{"https://a.example#x", ""},
             Row{"https://u@a.example", ""},
             Row{"https://a.example:", ""},
             Row{"https://[::1]/", ""},
             Row{"https://*a.example/", ""},
             Row{"https://a.example https://b.example", ""},
             Row{"ht_tp://a.example/", ""},
             Row{"", ""},
         }) {
        const std::string quoted = "\"" + std::string{row.text} + "\"";
        for (const std::string& text : {"camera=" + quoted, "camera=(" + quoted + ")"}) {
            INFO(text);
            const auto parsed = permissions_policy(text);
            REQUIRE(parsed.features.size() == 1);
            const auto& camera = parsed.features[0];
            CHECK(camera.any == (row.allowed == "*"));
            CHECK(camera.self == (row.allowed == "self" || row.allowed == "SELF"));
            CHECK(camera.denies_all() == row.allowed.empty());
            CHECK(camera.allowed.size() == (row.allowed.empty() ? 0 : 1));
            for (const auto& part : camera.allowed) {
                CHECK(part.text == row.allowed);
                CHECK(part.text.data() == text.data() + part.offset);
            }
            const bool is_clean = row.allowed == row.text && row.text != "*" && !row.text.empty();
            CHECK(parsed.problems.empty() == is_clean);
            CHECK(sh::parse::to_policy(parsed).has_value() == is_clean);
        }
    }
    CHECK(permissions_policy("camera=(\"a.example:\")").features[0].allowed[0].text == "a.example:");
}

TEST_CASE("Permissions-Policy tells where a feature stands that names nobody") {
    for (const std::string_view value : {"geolocation", "geolocation;report-to=\"r\""}) {
        INFO(value);
        const std::string text = "camera=(), " + std::string{value};
        const auto parsed = permissions_policy(text);
        REQUIRE(parsed.problems.size() == 1);
        CHECK(parsed.problems[0].offset == 11);
        CHECK(parsed.problems[0].text == "geolocation");
    }
    for (const std::string_view value : {"5", "-1.50", "?0", "@7", "5;a", "5;report-to=\"r\""}) {
        INFO(value);
        for (const std::string& text :
             {"camera=(), geolocation=" + std::string{value}, "usb=(), geolocation=(self " + std::string{value} + ")"}) {
            const auto parsed = permissions_policy(text);
            REQUIRE(parsed.problems.size() == 1);
            CHECK(parsed.problems[0].offset == text.find(value));
            CHECK(parsed.problems[0].text == value.substr(0, value.find(';')));
        }
    }
}

TEST_CASE("Permissions-Policy tells what browsers skip of it") {
    using sh::parse::Problem;
    const auto twice = permissions_policy("camera=(), usb=(), camera=(self)");
    REQUIRE(twice.problems.size() == 1);
    CHECK(twice.problems[0] == Problem{"this is there twice; browsers obey the last", 19, "camera", Problem::repeated});
    CHECK(twice.features.size() == 2);
    CHECK(permissions_policy("camera=(none), camera=()").problems.size() == 1);  // what does not count is not read
    CHECK(twice.find("camera")->self);
    CHECK_FALSE(sh::parse::to_policy(twice).has_value());
    const auto parameters = permissions_policy("usb=(self;a);foo=1, camera=*;report-to=\"a\";report-to=\"b\"");
    CHECK(parameters.problems.empty());
    REQUIRE(parameters.ignored.size() == 3);
    CHECK(parameters.ignored[0] == Problem{"browsers know no such parameter here", 10, "a", Problem::unknown});
    CHECK(parameters.ignored[1] == Problem{"browsers know no such parameter here", 13, "foo", Problem::unknown});
    CHECK(parameters.ignored[2] ==
          Problem{"this is there twice; browsers obey the last", 43, "report-to", Problem::repeated});
    CHECK(parameters.find("camera")->endpoint == "b");
    CHECK_FALSE(sh::parse::to_policy(parameters).has_value());
}

TEST_CASE("Permissions-Policy tells what is unknown from what is there twice") {
    using sh::parse::Problem;
    CHECK(permissions_policy("usbs=()").problems[0].kind == Problem::unknown);
    CHECK(permissions_policy("usb=(self self)").problems[0].kind == Problem::repeated);
    CHECK(permissions_policy("usb=(none)").problems[0].kind == Problem::other);
}

TEST_CASE("A Permissions-Policy comes back equal") {
    for (const std::string_view text : {"usb=(), camera=*", "camera=(self \"https://a.example\");report-to=\"r\"",
                                        "usb=self", "usb=(*)", "usb=(\"https:\" self \"com.example.app:\")"})
        CHECK(written(sh::parse::to_policy(permissions_policy(text)).value()) == text);
    for (const sh::SecureHeaders& set : {sh::presets::recommended(), sh::presets::owasp_2026_07()}) {
        const auto field = set.find("Permissions-Policy");
        CHECK(written(sh::parse::to_policy(permissions_policy(field->value)).value()) == field->value);
    }
    CHECK_FALSE(sh::parse::to_policy(permissions_policy("")).has_value());
    static_assert(permissions_policy("usb=()").features[0].denies_all());
}
