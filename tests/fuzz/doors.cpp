// SPDX-License-Identifier: MIT
// Any text through any door: refused, or sent to the byte and read by an independent reader as it was meant.
#include "fuzz.hpp"

#include "../injection/doors.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const auto& all = doors::all();
    const doors::Door& door = all[input.byte() % all.size()];
    std::string why;
    if (doors::pass(door, input.rest(), why) == doors::Outcome::wrong)
        fuzz::must(false, (door.function + ": " + why).c_str(), input.rest());
    return 0;
}
