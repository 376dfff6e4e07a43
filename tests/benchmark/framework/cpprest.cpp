// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/cpprest.hpp>

#include "benchmark/framework/measure.hpp"

using web::http::http_response;

int main() {
    const auto fresh = [] {
        http_response response{web::http::status_codes::OK};
        response.set_body("hello");
        return response;
    };
    measure::against(fresh,
                     std::pair{"headers()[]", [](http_response& response, const char* name,
                                                 const char* value) { response.headers()[name] = value; }},
                     std::pair{"headers().add", [](http_response& response, const char* name, const char* value) {
                                   response.headers().add(name, value);
                               }});
}
