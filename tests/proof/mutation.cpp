// SPDX-License-Identifier: MIT
// Chooses the mutant that the environment's MUTANT names, and writes which were reached to the file that MUTANTS_REACHED names.
#include "mutation.hpp"

#include <cstdio>

namespace mutation {

int chosen = 0;
char reached[most];

namespace {

[[gnu::constructor(101)]] void choose() {
    if (const char* const mutant = std::getenv("MUTANT")) chosen = std::atoi(mutant);
}

[[gnu::destructor(101)]] void tell() {
    const char* const path = std::getenv("MUTANTS_REACHED");
    std::FILE* const file = path != nullptr ? std::fopen(path, "w") : nullptr;
    if (file == nullptr) return;
    for (int mutant = 0; mutant < most; ++mutant)
        if (reached[mutant] != 0) std::fprintf(file, "%d\n", mutant);
    std::fclose(file);
}

}  // namespace

}  // namespace mutation
