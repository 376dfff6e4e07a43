// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/crow.hpp>

#include "benchmark/framework/measure.hpp"

using crow::response;

int main() {
    const auto fresh = [] { return response{"text/plain", "hello"}; };
    measure::against<crow::response>(fresh, {{"set_header",
                                              [](crow::response& response) { RECOMMENDED_BY_HAND(response.set_header); }},
                                             {"add_header", [](crow::response& response) {
                                                  RECOMMENDED_BY_HAND(response.add_header);
                                              }}});
}
