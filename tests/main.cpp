// SPDX-License-Identifier: MIT
// The entry point of the test programs: Catch2's, and `--long` for ten seconds of load.
#define CATCH_CONFIG_RUNNER  // Catch2 2 is compiled here, once
#include "catch.hpp"

#include <string_view>
#include <vector>

int load_seconds = 1;

int main(int argc, char** argv) {
    std::vector<char*> rest;
    for (int i = 0; i < argc; ++i) {
        if (std::string_view{argv[i]} == "--long")
            load_seconds = 10;
        else
            rest.push_back(argv[i]);
    }
    return Catch::Session().run(static_cast<int>(rest.size()), rest.data());
}
