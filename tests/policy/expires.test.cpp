// SPDX-License-Identifier: MIT
#include <secure_headers/policy/expires.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <chrono>
#include <string_view>
#include <type_traits>

using namespace std::chrono_literals;
using secure_headers::Expires;

namespace {

constexpr std::chrono::sys_seconds at(int year, unsigned month, unsigned day, std::chrono::seconds time = 0s) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} + time;
}

constexpr bool writes(const Expires& policy, std::string_view expected) {
    secure_headers::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

constexpr Expires example() { return Expires{at(1994, 11, 6, 8h + 49min + 37s)}; }
constexpr bool writes_dates() {
    const Expires date = example();
    return writes(date, "Sun, 06 Nov 1994 08:49:37 GMT") && date == example() && date != Expires::already;
}

}  // namespace

static_assert(Expires::name == "Expires");
static_assert(!std::is_default_constructible_v<Expires> && !std::is_constructible_v<Expires, const char*>);
static_assert(writes_dates());
static_assert(writes(Expires::already, "0"));

TEST_CASE("Expires writes a date of RFC 9110, section 5.6.7") {
    CHECK(written(Expires::already) == "0");
    CHECK(writes_dates());
    CHECK(written(example()) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(written(Expires{at(1970, 1, 1)}) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(written(Expires{at(2024, 2, 29, 23h + 59min + 59s)}) == "Thu, 29 Feb 2024 23:59:59 GMT");
    CHECK(written(Expires{at(1601, 1, 1)}) == "Mon, 01 Jan 1601 00:00:00 GMT");
    CHECK(written(Expires{at(9999, 12, 31, 24h - 1s)}) == "Fri, 31 Dec 9999 23:59:59 GMT");
}

TEST_CASE("Expires refuses a year that has no four digits, or that dates do not reach") {
    CHECK_THROWS_WITH(Expires{at(1601, 1, 1, -1s)}, "Expires: a date lies in the years 1601 to 9999");
    CHECK_THROWS_WITH(Expires{at(10000, 1, 1)}, "Expires: a date lies in the years 1601 to 9999");
}

TEST_CASE("Expires takes the time of any clock tick") {
    const auto later = at(2030, 1, 2, 3h) + 400ms;
    CHECK(written(Expires{later}) == "Wed, 02 Jan 2030 03:00:00 GMT");
    CHECK(written(Expires{std::chrono::sys_days{std::chrono::year{2030} / 1 / 2}}) == "Wed, 02 Jan 2030 00:00:00 GMT");
    CHECK(written(Expires{std::chrono::system_clock::now() + 1h}).ends_with(" GMT"));
    static_assert(!std::is_constructible_v<Expires, std::chrono::steady_clock::time_point>);
}
