// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/oatpp.hpp>

#include "benchmark/framework/measure.hpp"

#include <oatpp/Environment.hpp>
#include <oatpp/web/protocol/http/outgoing/ResponseFactory.hpp>

#include <memory>

using Response = std::shared_ptr<oatpp::web::protocol::http::outgoing::Response>;
using oatpp::web::protocol::http::Status;
using oatpp::web::protocol::http::outgoing::ResponseFactory;

int main() {
    oatpp::Environment::init();
    const auto fresh = [] { return ResponseFactory::createResponse(Status::CODE_200, "hello"); };
    measure::against<Response>(fresh,
                               {{"putOrReplaceHeader",
                                 [](Response& response) { RECOMMENDED_BY_HAND(response->putOrReplaceHeader); }},
                                {"putHeader", [](Response& response) { RECOMMENDED_BY_HAND(response->putHeader); }}});
}
