// SPDX-License-Identifier: MIT
#include <secure_headers/policy/strict_transport_security.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <chrono>
#include <string>

namespace sh = secure_headers;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

using Options = sh::StrictTransportSecurity::options;

std::string hsts(Options chosen) { return written(sh::StrictTransportSecurity{chosen}); }

constexpr sh::StrictTransportSecurity preloaded{{.max_age = days{365}, .preload = true}};
static_assert(sh::StrictTransportSecurity{} == sh::StrictTransportSecurity{{.max_age = days{730}}});
static_assert(sh::StrictTransportSecurity{} != preloaded);

}  // namespace

TEST_CASE("Strict-Transport-Security writes seconds, and what is chosen") {
    CHECK(written(sh::StrictTransportSecurity{}) == "max-age=63072000; includeSubDomains");
    CHECK(hsts({.max_age = days{365}, .include_subdomains = false}) == "max-age=31536000");
    CHECK(hsts({.max_age = 1h}) == "max-age=3600; includeSubDomains");
    CHECK(written(preloaded) == "max-age=31536000; includeSubDomains; preload");
    CHECK(hsts({.max_age = 0s, .include_subdomains = false}) == "max-age=0");
    CHECK(written(sh::StrictTransportSecurity::disable()) == "max-age=0");
    CHECK(written(sh::StrictTransportSecurity::disable_with_subdomains()) == "max-age=0; includeSubDomains");
    CHECK(hsts({.max_age = std::chrono::seconds::max()}) == "max-age=9223372036854775807; includeSubDomains");
    CHECK(hsts({.max_age = std::chrono::hours::max()}) == "max-age=9223372036854775807; includeSubDomains");
    CHECK(hsts({.max_age = days::max(), .preload = true}) == "max-age=9223372036854775807; includeSubDomains; preload");
    CHECK(hsts({.max_age = std::chrono::hours{5124095576030432}}) == "max-age=9223372036854775807; includeSubDomains");
}

TEST_CASE("Strict-Transport-Security travels over HTTPS only") {
    for (const auto& policy : {sh::StrictTransportSecurity{}, preloaded, sh::StrictTransportSecurity::disable()}) {
        sh::FieldWriter out;
        policy.write_to(out);
        CHECK(out.is_https_only());
    }
}

TEST_CASE("Strict-Transport-Security refuses what browsers or the preload list refuse") {
    CHECK_THROWS_WITH(hsts({.max_age = -1s}), "Strict-Transport-Security: max_age must not be negative");
    CHECK_THROWS_WITH(hsts({.max_age = std::chrono::hours::min()}),
                      "Strict-Transport-Security: max_age must not be negative");
    CHECK_THROWS_WITH(hsts({.max_age = 0s}),
                      "Strict-Transport-Security: max_age of zero switches it off; write disable()");
    CHECK_THROWS_WITH(hsts({.max_age = 0s, .include_subdomains = false, .preload = true}),
                      "Strict-Transport-Security: max_age of zero switches it off; write disable()");
    CHECK_THROWS_WITH(hsts({.include_subdomains = false, .preload = true}),
                      "Strict-Transport-Security: preload needs include_subdomains");
    CHECK_THROWS_WITH(hsts({.max_age = days{365} - 1s, .preload = true}),
                      "Strict-Transport-Security: preload needs a max_age of at least 365 days");
}
