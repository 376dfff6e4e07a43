// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/drogon.hpp>

#include "benchmark/framework/measure.hpp"

using drogon::HttpResponsePtr;

int main() {
    const auto fresh = [] {
        auto response = drogon::HttpResponse::newHttpResponse();
        response->setBody("hello");
        return response;
    };
    measure::against(fresh, std::pair{"addHeader", [](HttpResponsePtr& response, const char* name, const char* value) {
                                          response->addHeader(name, value);
                                      }});
}
