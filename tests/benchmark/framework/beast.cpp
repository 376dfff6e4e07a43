// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/beast.hpp>

#include "benchmark/framework/measure.hpp"

#include <boost/beast/http.hpp>

namespace http = boost::beast::http;
using Response = http::response<http::string_body>;

int main() {
    const auto fresh = [] {
        Response response{http::status::ok, 11};
        response.set(http::field::content_type, "text/plain");
        return response;
    };
    measure::against<Response>(fresh, {{"set", [](Response& response) { RECOMMENDED_BY_HAND(response.set); }},
                                       {"insert", [](Response& response) { RECOMMENDED_BY_HAND(response.insert); }}});
}
