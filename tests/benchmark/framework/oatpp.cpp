// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/oatpp.hpp>

#include "benchmark/framework/measure.hpp"

#include <oatpp/Environment.hpp>
#include <oatpp/web/protocol/http/outgoing/ResponseFactory.hpp>

using oatpp::web::protocol::http::Status;
using oatpp::web::protocol::http::outgoing::ResponseFactory;

int main() {
    oatpp::Environment::init();
    const auto fresh = [] { return ResponseFactory::createResponse(Status::CODE_200, "hello"); };
    measure::against(fresh,
                     std::pair{"putOrReplaceHeader", [](auto& response, const char* name,
                                                        const char* value) { response->putOrReplaceHeader(name, value); }},
                     std::pair{"putHeader", [](auto& response, const char* name, const char* value) {
                                   response->putHeader(name, value);
                               }});
}
