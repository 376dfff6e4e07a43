// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/restinio.hpp>

#include "benchmark/framework/measure.hpp"

using Response = restinio::response_builder_t<restinio::restinio_controlled_output_t>;

int main() {
    const auto fresh = [] {
        Response response{restinio::status_ok(), nullptr, 0, true};
        response.append_header("Content-Type", "text/plain");
        return response;
    };
    measure::against<Response>(fresh, {{"header().set_field",
                                        [](Response& response) { RECOMMENDED_BY_HAND(response.header().set_field); }},
                                       {"append_header",
                                        [](Response& response) { RECOMMENDED_BY_HAND(response.append_header); }}});
}
