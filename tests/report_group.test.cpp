// SPDX-License-Identifier: MIT
#include <secure_headers/report_group.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;

static_assert(std::string_view{sh::ReportGroup{"network-errors"}} == "network-errors");

TEST_CASE("The name of a report group outlives the text that it was made of") {
    std::string text = "network";
    const sh::ReportGroup group{sh::runtime{text}};
    text.assign(text.size(), '!');
    CHECK(std::string_view{group} == "network");
    CHECK_THROWS_WITH(sh::ReportGroup{sh::runtime{"a b"}},
                      "Report-To: a group's name takes letters, digits and !#$%&'*+-.^_`|~ only");
}
