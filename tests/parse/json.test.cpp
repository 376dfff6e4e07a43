// SPDX-License-Identifier: MIT
#include <secure_headers/parse/json.hpp>

#include "catch.hpp"

#include <string_view>

namespace parse = secure_headers::parse;
using secure_headers::detail::Part;

TEST_CASE("Members of JSON that a header knows are told of from the second time on") {
    parse::json_detail::Members<2> members{{"a", "b"}};
    secure_headers::detail::List<parse::Problem> problems;
    for (const Part& name : {Part{"a", 1}, Part{"c", 2}, Part{"b", 3}, Part{"c", 4}, Part{"\\u0061", 5}, Part{"a", 11}})
        members.note(problems, name);
    REQUIRE(problems.size() == 2);
    constexpr std::string_view message = "this is there twice; browsers obey the last";
    CHECK(problems[0] == parse::Problem{message, 5, "\\u0061", parse::Problem::repeated});
    CHECK(problems[1] == parse::Problem{message, 11, "a", parse::Problem::repeated});
}
