// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/qt_httpserver.hpp>

#include "benchmark/framework/measure.hpp"

using Response = QHttpServerResponse;

int main() {
    const auto fresh = [] { return Response{"text/plain", "hello"}; };
    measure::against<Response>(fresh,
                               {{"setHeader", [](Response& response) { RECOMMENDED_BY_HAND(response.setHeader); }},
                                {"addHeader", [](Response& response) { RECOMMENDED_BY_HAND(response.addHeader); }}});
}
