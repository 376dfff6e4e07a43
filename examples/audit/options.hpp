// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/severity.hpp>

#include <optional>
#include <string>
#include <vector>

namespace audit_command {

enum class Format : unsigned char { text, json, sarif };

/// What the command line asks for.
struct Options {
    std::vector<std::string> targets{};  ///< URLs and files; `-` is standard input.
    Format format = Format::text;
    std::optional<secure_headers::Severity> fail_on = secure_headers::Severity::high;
    std::optional<bool> https{};  ///< How the first response of a file came, if that was said.
    bool twice = false;
    bool insecure = false;
    std::optional<std::string> ca{};
    std::optional<std::string> explain{};  ///< Of which finding; nothing if that is not asked.
};

/// The options, or the status to end with: after help, the version or a mistake, which is told in one line.
struct ParsedOptions {
    Options options{};
    std::optional<int> exit{};
};

ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace audit_command
