// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace audit_command {

/// The columns that a text takes, of which its colours take none.
inline std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\x1b')
            at = text.find('m', at);
        else
            ++columns;
        if (at == std::string_view::npos) break;
    }
    return columns;
}

/// A line with breaks in place of spaces where it would be wider, and behind them its own indentation.
inline std::string wrapped(std::string_view line, std::size_t width) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    std::string text{line.substr(0, indent)};
    std::size_t column = indent;
    for (std::size_t at = indent; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size()),
                          columns = columns_of(line.substr(at, end - at));
        if (at != indent && column + 1 + columns > width) {
            text.append("\n").append(indent, ' ');
            column = indent;
        } else if (at != indent) {
            text += ' ';
            ++column;
        }
        text += line.substr(at, end - at);
        column += columns;
        at = end + 1;
    }
    return text;
}

}  // namespace audit_command
