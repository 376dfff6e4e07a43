// SPDX-License-Identifier: MIT
// Every header at once, for clang-tidy; with the instances that a program makes of the templates.
#include <secure_headers/adapter/cpp_httplib.hpp>
#include <secure_headers/format.hpp>
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

namespace {

constexpr auto headers = sh::bake([] { return sh::presets::strict(); });

}  // namespace

int main() {
    httplib::Server server;
    sh::set_headers_on_every_response(server, headers);
    return fmt::format("{}", headers).empty() ? 1 : 0;
}
