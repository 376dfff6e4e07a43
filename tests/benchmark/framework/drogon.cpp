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
    measure::against<drogon::HttpResponsePtr>(fresh, {{"addHeader", [](drogon::HttpResponsePtr& response) {
                                                           RECOMMENDED_BY_HAND(response->addHeader);
                                                       }}});
}
