// SPDX-License-Identifier: MIT
#include "framework/drivers/oatpp.hpp"

#include <oatpp/web/server/AsyncHttpConnectionHandler.hpp>

int main(int argc, char** argv) {
    run<oatpp::web::server::AsyncHttpConnectionHandler>(argc, argv,
                                                        {{"thrown number", "500, ours"},
                                                         {"405", "404, ours"},
                                                         {"HEAD", "404, ours"},
                                                         {"OPTIONS", "404, ours"},
                                                         {"malformed", "500, ours"},
                                                         {"garbage", "500, ours"},
                                                         {"version", "200, ours"},
                                                         {"no Host", "200, ours"},
                                                         {"unknown method", "404, ours"},
                                                         {"target", "200, ours"},
                                                         {"long target", "500, ours"},
                                                         {"long header", "500, ours"},
                                                         {"expectation", "404, ours"},
                                                         {"refused body", "404, ours"},
                                                         {"coding", "404, ours"},
                                                         {"length", "404, ours"},
                                                         {"too long", "404, ours"},
                                                         {"chunk", "404, ours"},
                                                         {"pipelined", "200, ours; 404, ours; closed"},
                                                         {"what()", "shown"},
                                                         {"TLS", tls_answer}});
}
