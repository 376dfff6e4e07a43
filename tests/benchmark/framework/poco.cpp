// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/poco.hpp>

#include "benchmark/framework/measure.hpp"

#include <Poco/Net/HTTPResponse.h>

#include <memory>

int main() {
    const auto fresh = [] {
        auto response = std::make_unique<Poco::Net::HTTPResponse>();  // neither copied nor moved
        response->setContentType("text/plain");
        return response;
    };
    measure::against(fresh,
                     std::pair{"set",
                               [](auto& response, const char* name, const char* value) { response->set(name, value); }},
                     std::pair{"add",
                               [](auto& response, const char* name, const char* value) { response->add(name, value); }});
}
