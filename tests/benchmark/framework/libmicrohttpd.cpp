// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/libmicrohttpd.hpp>

#include "benchmark/framework/measure.hpp"

#define ADD(name, value) MHD_add_response_header(response, name, value)

int main() {
    const auto fresh = [] {
        MHD_Response* const response = MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain");
        return response;
    };
    measure::against<MHD_Response*>(fresh, {{"MHD_add_response_header",
                                             [](MHD_Response*& response) { RECOMMENDED_BY_HAND(ADD); }}});
}
