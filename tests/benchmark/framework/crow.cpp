// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/crow.hpp>

#include "benchmark/framework/measure.hpp"

using crow::response;

int main() {
    const auto fresh = [] { return response{"text/plain", "hello"}; };
    measure::against(fresh,
                     std::pair{"set_header",
                               [](response& to, const char* name, const char* value) { to.set_header(name, value); }},
                     std::pair{"add_header",
                               [](response& to, const char* name, const char* value) { to.add_header(name, value); }});
}
