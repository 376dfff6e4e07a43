// SPDX-License-Identifier: MIT
// What a framework's driver is asked over TLS, with curl and a certificate made for the moment.
#include "framework/suite.hpp"

#include "catch.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace suite;

namespace {

std::string output_of(const std::string& command) {
    std::string output;
    FILE* const pipe = popen(command.c_str(), "r");
    char buffer[4096];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
    pclose(pipe);
    return output;
}

}  // namespace

TEST_CASE("HTTPS is known from the connection") {
    if (const std::string why = start().answer("TLS", "tried"); why != "tried") {
        std::fprintf(stderr, "SKIPPED: TLS, since %s\n", why.c_str());
        return;
    }
    const std::string folder = files() + "_tls" + std::to_string(getpid());
    std::filesystem::create_directories(folder);
    const std::string key = folder + "/key.pem", certificate = folder + "/certificate.pem";
    output_of(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
        "-keyout " +
        key + " -out " + certificate + " 2>&1");
    if (!std::filesystem::exists(certificate)) {
        std::fprintf(stderr, "SKIPPED: openssl made no certificate\n");
        return;
    }
    const Server server{{"from_connection", files(), certificate, key}};
    REQUIRE(server.port() != 0);
    const auto over_tls = [&](const std::string& path) {
        const std::string output =
            output_of("curl --http1.1 -ski --max-time 10 https://127.0.0.1:" + std::to_string(server.port()) + path);
        const auto end = output.find("\r\n\r\n");
        REQUIRE(end != std::string::npos);
        return client::parse(std::string_view{output}.substr(0, end));
    };
    CHECK(describe(over_tls("/page"), true) == server.answer("TLS /page", "200, ours"));
    CHECK(describe(over_tls("/missing"), true) == server.answer("TLS /missing", "404, ours"));
    const std::string later = server.answer("later", "");  // of a hook that is not told the connection
    if (!later.empty()) CHECK(describe(over_tls("/later"), true) == later);
    if (const std::string plain = server.answer("plain port", ""); !plain.empty()) {
        client::Connection connection{std::stoi(plain)};
        CHECK(describe(connection.ask("GET", "/page")) == "200, ours");
        CHECK(describe(over_tls("/page"), true) == "200, ours");
        if (!later.empty()) CHECK(describe(connection.ask("GET", "/later")) == later);
        if (!later.empty()) CHECK(describe(over_tls("/later")) == later);  // the client speaks both
    }
    std::filesystem::remove_all(folder);
}
