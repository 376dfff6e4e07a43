// SPDX-License-Identifier: MIT
#include <secure_headers/csp/hash.hpp>

#include "catch.hpp"
#include "counting_allocator.hpp"

#include <string>

namespace csp = secure_headers::csp;

// printf %s CODE | openssl dgst -sha256 -binary | base64
static_assert(csp::sha256("").text() == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
static_assert(csp::sha384("").text() == "'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb'");
static_assert(csp::sha512("").text() ==
              "'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='");
static_assert(csp::sha256("start()").text() == "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='");
static_assert(csp::sha256("alert('Hello, world.');").text() ==
              "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");  // MDN

// HTML makes LF of CR LF and of CR before browsers hash.
static_assert(csp::sha256("a\r\nb\rc\n") == csp::sha256("a\nb\nc\n"));
static_assert(csp::sha384("\r\r\n\n\r") == csp::sha384("\n\n\n\n"));
static_assert(csp::sha512("\r\n") == csp::sha512("\n"));
static_assert(csp::sha256("a\nb").text() == "'sha256-fhj3NzEbLcOy8mndeDlrA1HxT7Zu+oefdoyyMYGIPHg='");

TEST_CASE("Hashes of inline code are the same when run as while compiling") {
    constexpr auto compiled = csp::sha256("start()");
    std::string code = "start()";
    CHECK(csp::sha256(code) == compiled);
    const csp::Source source = csp::sha512(code);
    CHECK(source.kind() == csp::SourceKind::hash);
    CHECK(source.text() == csp::sha512("start()").text());
    CHECK(csp::Source{secure_headers::runtime{compiled.text()}}.text() == compiled.text());
}

TEST_CASE("Hashing inline code allocates only where there is a carriage return to take out") {
    const std::string code(1000, 'x');
    allocations = 0;
    const csp::Hash hash = csp::sha256(code);
    CHECK(allocations == 0);
    const std::string windows = code + "\r\n";
    CHECK(csp::sha256(windows) == csp::sha256(code + "\n"));
    CHECK(csp::sha256(windows) != hash);
}
