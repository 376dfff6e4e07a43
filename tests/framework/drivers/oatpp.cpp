// SPDX-License-Identifier: MIT
#include "framework/drivers/oatpp.hpp"

#include <oatpp/web/server/HttpConnectionHandler.hpp>

int main(int argc, char** argv) {
    run<oatpp::web::server::HttpConnectionHandler>(argc, argv,
                                                   {.malformed = "200, ours",
                                                    .garbage = "404, ours",
                                                    .too_long = "closed"});
}
