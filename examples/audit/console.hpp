// SPDX-License-Identifier: MIT
#pragma once

#include "response_head.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace audit_command {

/// Says in one line what went wrong.
inline void complain(std::string_view why) { std::fprintf(stderr, "secure-headers-audit: %s\n", visible(why).c_str()); }

/// Writes to standard output, and gives the status to end with: that given, or 2 if not all could be written. A reader
/// that has seen enough, such as `head`, is no failure.
inline int print(std::string_view text, int status) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return status;
    const int error = errno;
    if (error == EPIPE) return status;
    complain("standard output cannot be written: " + std::generic_category().message(error));
    return 2;
}

/// On a terminal only, and not where NO_COLOR (no-color.org) or a dumb terminal says no.
inline bool wants_colours() {
    const char* const no_color = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    const bool refused = no_color != nullptr && *no_color != '\0';
    return isatty(STDOUT_FILENO) != 0 && !refused && terminal != nullptr && std::string_view{terminal} != "dumb";
}

/// The columns that sentences may take: as COLUMNS says, else those of the terminal, and 100 at most.
inline std::size_t text_width() {
    constexpr std::size_t most = 100;
    const char* const columns = std::getenv("COLUMNS");
    if (const unsigned long said = columns == nullptr ? 0 : std::strtoul(columns, nullptr, 10); said != 0) return said;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return most;
    return std::min<std::size_t>(size.ws_col, most);
}

}  // namespace audit_command
