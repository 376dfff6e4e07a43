// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/qt_httpserver.hpp>

#include "benchmark/framework/measure.hpp"

using Response = QHttpServerResponse;

int main() {
    const auto fresh = [] { return Response{"text/plain", "hello"}; };
    measure::against(fresh,
                     std::pair{"setHeader",
                               [](Response& to, const char* name, const char* value) { to.setHeader(name, value); }},
                     std::pair{"addHeader",
                               [](Response& to, const char* name, const char* value) { to.addHeader(name, value); }});
}
