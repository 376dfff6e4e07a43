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
    measure::against(fresh,
                     std::pair{"header().set_field", [](Response& to, const char* name,
                                                        const char* value) { to.header().set_field(name, value); }},
                     std::pair{"append_header", [](Response& to, const char* name, const char* value) {
                                   to.append_header(name, value);
                               }});
}
