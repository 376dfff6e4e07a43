// SPDX-License-Identifier: MIT
// The entry point of the test programs: Catch2 2 wants it generated, Catch2 3 brings it along.
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
