// SPDX-License-Identifier: MIT
#include <secure_headers/parse/keyword.hpp>

#include <secure_headers/parse/pragma.hpp>
#include <secure_headers/parse/x_dns_prefetch_control.hpp>
#include <secure_headers/parse/x_download_options.hpp>
#include <secure_headers/parse/x_permitted_cross_domain_policies.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>

namespace sh = secure_headers;
using namespace secure_headers::parse;

TEST_CASE("Headers of one word come back equal, in any letter case") {
    for (const std::string_view text : {"on", "off"})
        CHECK(written(to_policy(x_dns_prefetch_control(text)).value()) == text);
    CHECK(written(to_policy(x_download_options("noopen")).value()) == "noopen");
    CHECK(written(to_policy(pragma("No-Cache")).value()) == "no-cache");
    for (const std::string_view text :
         {"none", "none-this-response", "master-only", "by-content-type", "by-ftp-filename", "all"})
        CHECK(written(to_policy(x_permitted_cross_domain_policies(text)).value()) == text);
    STATIC_REQUIRE(x_dns_prefetch_control("OFF").word == "off");
}

TEST_CASE("Another word is told, and has no policy") {
    CHECK(x_dns_prefetch_control("of").problems[0] == Problem{"this is on or off", 0, "of"});
    CHECK(x_download_options("").problems[0] == Problem{"this is noopen", 0, ""});
    CHECK(pragma("x").problems[0] == Problem{"this is no-cache", 0, "x"});
    CHECK(x_permitted_cross_domain_policies("none,").problems[0] == Problem{"plug-ins know no such word", 0, "none,"});
    CHECK_FALSE(to_policy(x_dns_prefetch_control("of")).has_value());
    CHECK_FALSE(to_policy(x_download_options("")).has_value());
    CHECK_FALSE(to_policy(pragma("x")).has_value());
    CHECK_FALSE(to_policy(x_permitted_cross_domain_policies("")).has_value());
}
