// SPDX-License-Identifier: MIT
// The suite's entry point: Catch2's, and `--long` for ten seconds of load.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

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
