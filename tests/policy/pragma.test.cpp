// SPDX-License-Identifier: MIT
#include <secure_headers/policy/pragma.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::Pragma;

// A closed set: nobody else makes one.
static_assert(Pragma::name == "Pragma");
static_assert(!std::is_constructible_v<Pragma, const char*> && !std::is_default_constructible_v<Pragma>);

TEST_CASE("Pragma is one of the words that browsers know") { CHECK(written(Pragma::no_cache) == "no-cache"); }
