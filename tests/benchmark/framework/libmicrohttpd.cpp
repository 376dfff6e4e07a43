// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/libmicrohttpd.hpp>

#include "benchmark/framework/measure.hpp"

int main() {
    const auto fresh = [] {
        MHD_Response* const response = MHD_create_response_from_buffer(0, nullptr, MHD_RESPMEM_PERSISTENT);
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain");
        return response;
    };
    measure::against(fresh, std::pair{"MHD_add_response_header",
                                      [](MHD_Response* response, const char* name, const char* value) {
                                          MHD_add_response_header(response, name, value);
                                      }});
}
