// SPDX-License-Identifier: MIT
// What anybody may post to a reporting endpoint: no throw, and one printable log line for each report.
#include <secure_headers/report/log_line.hpp>
#include <secure_headers/report/noise.hpp>
#include <secure_headers/report/parse.hpp>

#include "fuzz.hpp"

namespace sh = secure_headers;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    static_cast<void>(sh::noise_of(text, text, text));
    for (const sh::ViolationReport& report : sh::parse_violation_reports(text).reports) {
        const std::string line = sh::log_line(report);
        for (const char c : line) fuzz::must(c >= ' ' && c <= '~', "logs what is not printable ASCII", line);
    }
    return 0;
}
