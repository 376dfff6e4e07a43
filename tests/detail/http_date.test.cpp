// SPDX-License-Identifier: MIT
#include <secure_headers/detail/http_date.hpp>

#include "catch.hpp"

#include <chrono>
#include <ctime>
#include <string>
#include <string_view>

using namespace std::chrono;
using secure_headers::detail::http_date;

namespace {

constexpr bool writes(sys_seconds time, std::string_view expected) {
    const auto date = http_date("Expires", time);
    return std::string_view{date.data(), date.size()} == expected;
}

constexpr sys_seconds at(int y, unsigned m, unsigned d, seconds of_day = seconds{0}) {
    return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)} + of_day;
}

static_assert(writes(at(1994, 11, 6, 8h + 49min + 37s), "Sun, 06 Nov 1994 08:49:37 GMT"));  // RFC 9110, section 5.6.7
static_assert(writes(at(1970, 1, 1), "Thu, 01 Jan 1970 00:00:00 GMT"));
static_assert(writes(at(1969, 12, 31, 23h + 59min + 59s), "Wed, 31 Dec 1969 23:59:59 GMT"));
static_assert(writes(at(2000, 2, 29), "Tue, 29 Feb 2000 00:00:00 GMT"));
static_assert(writes(at(1900, 3, 1), "Thu, 01 Mar 1900 00:00:00 GMT"));
static_assert(writes(at(2024, 12, 31, 12h), "Tue, 31 Dec 2024 12:00:00 GMT"));
static_assert(writes(at(1601, 1, 1), "Mon, 01 Jan 1601 00:00:00 GMT"));
static_assert(writes(at(9999, 12, 31, 23h + 59min + 59s), "Fri, 31 Dec 9999 23:59:59 GMT"));

}  // namespace

TEST_CASE("A date agrees with the C library's") {
    for (std::int64_t second = -11644473600; second < 253402300800; second += 86400 * 37 + 4321) {
        const std::time_t time = second;
        std::tm utc{};
        gmtime_r(&time, &utc);
        char expected[40]{};
        std::strftime(expected, sizeof expected, "%a, %d %b %Y %H:%M:%S GMT", &utc);
        REQUIRE(writes(sys_seconds{seconds{second}}, expected));
    }
}

TEST_CASE("A date outside of the years 1601 to 9999 is refused") {
    constexpr const char* message = "Expires: a date lies in the years 1601 to 9999";
    CHECK_THROWS_WITH(http_date("Expires", at(1601, 1, 1) - 1s), message);
    CHECK_THROWS_WITH(http_date("Expires", at(10000, 1, 1)), message);
    CHECK_THROWS_WITH(http_date("Expires", sys_seconds::min()), message);
    CHECK_THROWS_WITH(http_date("Expires", sys_seconds::max()), message);
}
