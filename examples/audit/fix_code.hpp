// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace audit_command {

/// A call in the C++ of a fix, and what stands between its parentheses.
struct Call {
    std::string_view name{};
    std::string_view argument{};
};

/// Calls behind each other, and what they are of: `policy.replace(...).base_uri(...)`.
struct CallChain {
    std::string_view object{};
    std::vector<Call> calls{};

    explicit CallChain(std::string_view code) {
        const std::size_t point = end_of_part(code, '.');
        object = code.substr(0, point);
        while (!code.empty()) {
            code.remove_prefix(end_of_part(code, '.'));
            const std::size_t open = code.find('('), close = end_of_part(code.substr(open == code.npos ? 0 : open), ')');
            if (open == code.npos || open + close > code.size()) return;
            calls.push_back({code.substr(1, open - 1), code.substr(open + 1, close - 2)});
            code.remove_prefix(open + close);
        }
    }

private:
    /// Where code that no bracket and no quotes enclose has that character or, of a bracket that closes, where it is
    /// closed; else the code's size.
    static std::size_t end_of_part(std::string_view code, char wanted) {
        int depth = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < code.size(); ++i) {
            if (code[i] == '\\') {
                ++i;
                continue;
            }
            if (code[i] == '"') quoted = !quoted;
            if (quoted) continue;
            if (code[i] == '(' || code[i] == '{') ++depth;
            if (code[i] == ')' || code[i] == '}') --depth;
            if (depth == 0 && code[i] == wanted) return wanted == ')' ? i + 1 : i;
        }
        return code.size();
    }
};

}  // namespace audit_command
