// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpp_httplib.hpp>

#include "benchmark/framework/measure.hpp"

using httplib::Response;

int main() {
    const auto fresh = [] {
        Response response;
        response.set_content("hello", "text/plain");
        return response;
    };
    measure::against(fresh,
                     std::pair{"set_header", [](Response& response, const char* name,
                                                const char* value) { response.set_header(name, value); }},
                     std::pair{"headers.emplace", [](Response& response, const char* name, const char* value) {
                                   response.headers.emplace(name, value);
                               }});
}
