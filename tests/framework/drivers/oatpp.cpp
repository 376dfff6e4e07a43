// SPDX-License-Identifier: MIT
#include "framework/drivers/oatpp.hpp"

#include <oatpp/web/server/HttpConnectionHandler.hpp>

int main(int argc, char** argv) {
    run<oatpp::web::server::HttpConnectionHandler>(argc, argv,
                                                   {{"thrown number", "500, ours"},
                                                    {"405", "404, ours"},
                                                    {"HEAD", "404, ours"},
                                                    {"OPTIONS", "404, ours"},
                                                    {"malformed", "200, ours"},
                                                    {"garbage", "404, ours"},
                                                    {"version", "200, ours"},
                                                    {"no Host", "200, ours"},
                                                    {"unknown method", "404, ours"},
                                                    {"target", "200, ours"},
                                                    {"long target", "closed"},
                                                    {"long header", "closed"},
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
