// SPDX-License-Identifier: MIT
#include <secure_headers/csp/parser.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace csp = secure_headers::csp;
using secure_headers::parse::content_security_policy;

TEST_CASE("Blanks part words, and belong to none") {
    // Each but the first has its name and its words at other places of the text.
    for (const std::string_view text : {"img-src a b;sandbox;x c", "  img-src  a  b  ;  sandbox  ;  x  c  ",
                                        "\timg-src\na\fb ;;\rsandbox\t; x \tc\r\n", ";;img-src a b ;sandbox ;;x c;"}) {
        INFO(text);
        const csp::ParsedPolicy policy = content_security_policy(text);
        REQUIRE(policy.directives.size() == 3);
        std::string read;
        for (const csp::ParsedDirective& directive : policy.directives) {
            CHECK(text.substr(directive.offset, directive.name.size()) == directive.name);
            read.append(directive.name);
            for (const csp::ParsedToken& token : directive.tokens) {
                CHECK(text.substr(token.offset, token.text.size()) == token.text);
                read.append(" ").append(token.text);
            }
            read.append(";");
        }
        CHECK(read == "img-src a b;sandbox;x c;");
    }
    CHECK(content_security_policy(" ; \t;").directives.empty());
    CHECK(content_security_policy("a").directives[0].name == "a");
}
