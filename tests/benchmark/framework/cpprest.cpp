// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpprest.hpp>

#include "benchmark/framework/measure.hpp"

using web::http::http_response;

#define ASSIGN(name, value) response.headers()[name] = value

int main() {
    const auto fresh = [] {
        http_response response{web::http::status_codes::OK};
        response.set_body("hello");
        return response;
    };
    measure::against<http_response>(fresh, {{"headers()[]", [](http_response& response) { RECOMMENDED_BY_HAND(ASSIGN); }},
                                            {"headers().add", [](http_response& response) {
                                                 RECOMMENDED_BY_HAND(response.headers().add);
                                             }}});
}
