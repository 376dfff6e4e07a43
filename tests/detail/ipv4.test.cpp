// SPDX-License-Identifier: MIT
#include <secure_headers/detail/ipv4.hpp>

#include "catch.hpp"

#include <cstdint>
#include <string_view>

namespace sh = secure_headers;

TEST_CASE("ipv4_part reads decimal, octal and hexadecimal numbers") {
    constexpr std::uint64_t none = std::uint64_t{1} << 33U;
    const struct {
        std::string_view part;
        std::uint64_t number;
    } rows[]{{"0", 0},
             {"9", 9},
             {"10", 10},
             {"255", 255},
             {"012", 10},
             {"00", 0},
             {"0x", 0},
             {"0x1F", 31},
             {"0XfF", 255},
             {"4294967296", 4294967296U},
             {"8589934591", 8589934591U},
             {"8589934592", none},
             {"99999999999999999999999", none},
             {"", none},
             {"08", none},
             {"a", none},
             {"1a", none},
             {"0xg", none},
             {"1x", none},
             {"-1", none},
             {"+1", none}};
    for (const auto& row : rows) {
        INFO(row.part);
        CHECK(sh::detail::ipv4_part(row.part) == row.number);
    }
}

TEST_CASE("is_ipv4 takes one to four parts, of which the last fills what is left") {
    for (const std::string_view host : {"1.2.3.4", "1.2.3.4.", "255.255.255.255", "1.2.65535", "1.16777215",
                                        "4294967295", "0x7f.1", "0177.0.0.1", "127.1", "0", "0x"}) {
        INFO(host);
        CHECK(sh::detail::is_ipv4(host));
    }
    for (const std::string_view host :
         {"", ".", "1.2.3.256", "256.2.3.4", "1.256.3.4", "1.2.65536", "1.16777216", "4294967296", "1.2.3.4.5", "1..2",
          "1.2.3.4..", ".1", "a", "1.2.3.a", "1.2.3.4a", "a.1"}) {
        INFO(host);
        CHECK_FALSE(sh::detail::is_ipv4(host));
    }
}
