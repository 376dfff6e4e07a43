// SPDX-License-Identifier: MIT
#include "framework/drivers/oatpp.hpp"

#include <oatpp/web/server/AsyncHttpConnectionHandler.hpp>

int main(int argc, char** argv) {
    run<oatpp::web::server::AsyncHttpConnectionHandler>(argc, argv,
                                                        {.malformed = "500, ours",
                                                         .garbage = "500, ours",
                                                         .too_long = "500, ours"});
}
