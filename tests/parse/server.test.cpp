// SPDX-License-Identifier: MIT
#include <secure_headers/parse/server.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::parse::server;

TEST_CASE("Server: products, versions and comments, each with its place") {
    const sh::parse::Server parsed = server("nginx/1.18.0 (Ubuntu (x\\))) PHP @");
    REQUIRE(parsed.products.size() == 2);
    CHECK(parsed.products[0].name.text == "nginx");
    CHECK(parsed.products[0].version.text == "1.18.0");
    CHECK(parsed.products[0].version.offset == 6);
    CHECK(parsed.products[1].name.offset == 28);
    REQUIRE(parsed.comments.size() == 1);
    CHECK(parsed.comments[0].text == "(Ubuntu (x\\)))");
    REQUIRE(parsed.problems.size() == 1);
    CHECK(parsed.problems[0] == sh::parse::Problem{"a product is a token, perhaps with / and a version", 32, "@"});
    CHECK(server("a(b").comments[0].text == "(b");
    CHECK(server("a(b)").problems.empty());
    for (const std::string_view open : {"(unclosed", "(", "(a (b)", "(a\\)", "(a\\"}) {
        const std::string text = "nginx " + std::string{open};
        REQUIRE(server(text).problems.size() == 1);
        CHECK(server(text).problems[0] == sh::parse::Problem{"a comment without its )", 6, open});
    }
    CHECK(server("x/").problems.size() == 1);
}

TEST_CASE("Server comes back equal where it names one product alone") {
    CHECK(written(sh::parse::to_policy(server("nginx")).value()) == "nginx");
    for (const std::string_view text : {"nginx-1.18", "", "nginx/1.2", "a b", "a (b)", "@"})
        CHECK_FALSE(sh::parse::to_policy(server(text)).has_value());
    STATIC_REQUIRE(server("nginx").products.size() == 1);
}
