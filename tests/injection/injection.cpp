// SPDX-License-Identifier: MIT
// Sends hostile texts through every door: each is refused, with the response untouched, or goes out to the byte.
// With --list it prints the functions that it knows.
#include "doors.hpp"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace {

using doors::Door;
using doors::Outcome;

int passed = 0, failed = 0;
std::size_t texts = 0;

std::vector<std::string> fragments() {
    std::vector<std::string> all;
    for (int byte = 0; byte < 256; ++byte) all.emplace_back(1, static_cast<char>(byte));
    for (const char* const pair :
         {"\r\n", "\n\r", "\r\r", "\n\n", "\r\n\r\n", "\r\n ", "\r\nSet-Cookie: a=b", "\n\tx: y", "%0d%0a", "\\r\\n"})
        all.emplace_back(pair);
    // Overlong and otherwise wrong UTF-8: of LF, CR, /, NUL; surrogates; above U+10FFFF; cut short; line separators.
    for (const char* const bytes : {"\xc0\x8a",
                                    "\xc0\x8d",
                                    "\xe0\x80\x8a",
                                    "\xe0\x80\x8d",
                                    "\xf0\x80\x80\x8a",
                                    "\xf8\x80\x80\x80\x8a",
                                    "\xfc\x80\x80\x80\x80\x8d",
                                    "\xc0\xaf",
                                    "\xc0\x80",
                                    "\xed\xa0\x80",
                                    "\xed\xbf\xbf",
                                    "\xf4\x90\x80\x80",
                                    "\xc3",
                                    "\xe2\x82",
                                    "\xf0\x9f\x98",
                                    "\xe2\x80\xa8",
                                    "\xe2\x80\xa9",
                                    "\xc2\x85",
                                    "\xef\xbb\xbf",
                                    "\xc4\x8a",
                                    "\xe5\x98\x8a",
                                    "\xe5\x98\x8d",
                                    "\xef\xbc\x9b",
                                    "\xef\xbc\x8c"})
        all.emplace_back(bytes);
    for (const char* const text : {"; script-src *",
                                   ", x",
                                   "\"",
                                   "\\",
                                   "\"}]",
                                   "' 'unsafe-inline'",
                                   "=()",
                                   ";report-to=x",
                                   " ",
                                   "  ",
                                   "\t",
                                   "<!--",
                                   "{nonce-of-each-response}",
                                   "'nonce-{nonce-of-each-response}'",
                                   "*",
                                   "://",
                                   "%",
                                   "%00",
                                   "%zz",
                                   "#",
                                   "?",
                                   "[",
                                   "]",
                                   "@",
                                   ":",
                                   ":99999",
                                   "::",
                                   "//",
                                   "/../"})
        all.emplace_back(text);
    return all;
}

void try_text(const Door& door, const std::string& text, int& wrong) {
    ++texts;
    std::string why;
    if (doors::pass(door, text, why) != Outcome::wrong) return;
    if (++wrong <= 5)
        std::printf("FAIL  %s with \"%s\"%s: %s\n", door.function.c_str(), text.substr(0, 80).c_str(),
                    text.size() > 80 ? "..." : "", why.substr(0, 300).c_str());
}

void try_door(const Door& door, const std::vector<std::string>& all) {
    int wrong = 0;
    std::string why;
    if (doors::pass(door, door.sample, why) != Outcome::sent) {
        std::printf("FAIL  %s refuses its sample: %s\n", door.function.c_str(), why.c_str());
        ++wrong;
    }
    for (const std::string& fragment : all) {
        try_text(door, fragment, wrong);
        try_text(door, fragment + door.sample, wrong);
        try_text(door, door.sample + fragment, wrong);
        try_text(door, std::string{door.sample}.insert(door.sample.size() / 2, fragment), wrong);
    }
    try_text(door, "", wrong);
    const std::size_t mebibyte = std::size_t{1} << 20U;
    for (const std::string_view unit : {"a", "/a", " a", "\xff"}) {
        std::string large = unit == "a" ? "" : door.sample;
        while (large.size() < mebibyte) large += unit;
        try_text(door, large, wrong);
        try_text(door, large + "\n", wrong);
    }
    ++(wrong == 0 ? passed : failed);
}

}  // namespace

int main(int count, char** arguments) {
    if (count > 1 && std::strcmp(arguments[1], "--list") == 0) {
        for (const Door& door : doors::all()) std::puts(door.function.c_str());
        for (const auto& [function, why] : doors::no_doors()) std::puts(function.c_str());
        return 0;
    }
    if (count > 2 && std::strcmp(arguments[1], "--seeds") == 0) {  // for tests/fuzz/doors.cpp
        for (std::size_t i = 0; i < doors::all().size(); ++i) {
            std::ofstream seed{std::string{arguments[2]} + "/" + std::to_string(i), std::ios::binary};
            seed << static_cast<char>(i) << doors::all()[i].sample;
        }
        return 0;
    }
    const std::vector<std::string> all = fragments();
    for (const Door& door : doors::all()) try_door(door, all);
    std::printf("%zu texts through %zu doors\n", texts, doors::all().size());
    std::printf("%d passed, %d failed, 0 skipped\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
