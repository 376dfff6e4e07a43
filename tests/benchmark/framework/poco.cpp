// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/poco.hpp>

#include "benchmark/framework/measure.hpp"

#include <Poco/Net/HTTPResponse.h>

#include <memory>

using Response = std::unique_ptr<Poco::Net::HTTPResponse>;  // neither copied nor moved

int main() {
    const auto fresh = [] {
        auto response = std::make_unique<Poco::Net::HTTPResponse>();
        response->setContentType("text/plain");
        return response;
    };
    measure::against<Response>(fresh, {{"set", [](Response& response) { RECOMMENDED_BY_HAND(response->set); }},
                                       {"add", [](Response& response) { RECOMMENDED_BY_HAND(response->add); }}});
}
