// SPDX-License-Identifier: MIT
// What the audit command reads from a file: heads that an independent reader reads the same.
#include "../../examples/audit/response_head.hpp"

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <vector>

namespace {

using audit_command::ResponseHead;

/// The lines of a text, as RFC 9112 and its section 2.2 have them: CR LF or LF ends one.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const auto line : oracle::split(text, '\n'))
        lines.emplace_back(!line.empty() && line.back() == '\r' ? line.substr(0, line.size() - 1) : line);
    return lines;
}

void check_field(const audit_command::Field& field, const std::vector<std::string>& lines) {
    fuzz::must(oracle::token(field.name), "takes a name that is none", field.name);
    fuzz::must(field.value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos, "ends a field",
               field.value);
    const std::string_view line = lines.at(field.line - 1);
    const auto says = [&field](std::string_view text) {
        const std::size_t colon = text.find(':');
        return oracle::stripped(text.substr(0, colon)) == field.name && colon != std::string_view::npos &&
               field.value.starts_with(oracle::stripped(text.substr(colon + 1)));
    };
    const std::size_t mark = line.find_first_not_of(" 0123456789.:-kMGTP", line.rfind('\r') + 1);
    const bool is_marked =
        mark != std::string_view::npos && line[mark] == '<';  // as curl -v does, be it behind its progress
    fuzz::must(says(line) || (is_marked && says(line.substr(mark + (line.substr(mark).starts_with("< ") ? 2 : 1)))),
               "reads another field", line);
}

/// Heads that are written plainly are read as they were.
void check_again(const std::vector<ResponseHead>& heads) {
    std::string text;
    for (const ResponseHead& head : heads) {
        text += "HTTP/" + std::to_string(head.version) + " " + std::to_string(head.status) + "\n";
        if (head.fields.empty()) text += "Not-A: tunnel\n";
        for (const auto& field : head.fields) text.append(field.name).append(": ").append(field.value).append("\r\n");
        text += "\n";
    }
    const auto again = audit_command::read_heads(text);
    fuzz::must(again.error.empty() && again.heads.size() == heads.size(), "reads another number of heads", text);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const auto &once = heads[i], &twice = again.heads[i];
        fuzz::must(once.status == twice.status && once.version == twice.version, "reads another status", text);
        for (std::size_t j = 0; j < once.fields.size(); ++j)
            fuzz::must(once.fields[j].name == twice.fields[j].name && once.fields[j].value == twice.fields[j].value,
                       "reads another field", text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto read = audit_command::read_heads(text);
    fuzz::must(read.error.empty() != read.heads.empty(), "says neither what it read nor why not", text);
    const auto lines = lines_of(text);
    for (const ResponseHead& head : read.heads) {
        const bool ends_http = head.status == 101 && &head == &read.heads.back();
        fuzz::must(ends_http || (head.status >= 200 && head.status <= 999), "takes a status that is none", text);
        const std::string& line = lines.at(head.line - 1);
        fuzz::must(line.find("HTTP/") != std::string::npos || line.find(":status:") != std::string::npos,
                   "takes a line that is no status", text);
        for (const auto& field : head.fields) check_field(field, lines);
    }
    if (!read.heads.empty()) check_again(read.heads);
    for (const char c : read.error) fuzz::must(c >= ' ' && c <= '~', "complains in control characters", read.error);
    return 0;
}
