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
    measure::against<Response>(fresh,
                               {{"set_header", [](Response& response) { RECOMMENDED_BY_HAND(response.set_header); }},
                                {"headers.emplace",
                                 [](Response& response) { RECOMMENDED_BY_HAND(response.headers.emplace); }}});
}
