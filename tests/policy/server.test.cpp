// SPDX-License-Identifier: MIT
#include <secure_headers/policy/server.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace sh = secure_headers;
using sh::Server;

namespace {

constexpr bool writes(const Server& policy, std::string_view expected) {
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

constexpr Server secure{"Secure"};

}  // namespace

static_assert(Server::name == "Server");
static_assert(!std::is_default_constructible_v<Server> && !std::is_convertible_v<sh::runtime, Server>);
static_assert(writes(secure, "Secure"));
static_assert(secure == Server{sh::runtime{"Secure"}} && secure != Server{"secure"});

TEST_CASE("Server names a product") {
    CHECK(written(secure) == "Secure");
    std::string text = "my-server_2";
    const Server copied{sh::runtime{text}};
    text.assign(text.size(), '!');
    CHECK(written(copied) == "my-server_2");
}

TEST_CASE("Server refuses what is no product, and versions") {
    const auto named = [](std::string_view product) { return Server{sh::runtime{product}}; };
    CHECK_THROWS_WITH(named(""), "Server: must not be empty; remove(\"Server\") takes it out");
    for (const std::string_view text :
         {"nginx/1.18", "nginx/1.18.0 (Ubuntu)", "Apache/2", "a/b", "/", "a/", "nginx-1.18.0", "Apache2.4"})
        CHECK_THROWS_WITH(named(text), "Server: a version helps attackers choose; leave it out");
    constexpr auto no_product = "Server: takes one product name, of letters, digits and !#$%&'*+-.^_`|~";
    for (const std::string_view text : never_in_a_field) CHECK_THROWS_WITH(named(text), no_product);
    for (const std::string_view text : {"a;b", "a,b", "a\"b", "a b", " a", "a ", "a (b)", "a\\b"})
        CHECK_THROWS_WITH(named(text), no_product);
}
