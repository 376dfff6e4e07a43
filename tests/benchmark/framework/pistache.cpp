// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/pistache.hpp>

#include "benchmark/framework/measure.hpp"
#include "framework/pistache_literal.hpp"

#include <memory>

using Pistache::Http::ResponseWriter;

namespace {

class Handler : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Handler)
    void onRequest(const Pistache::Http::Request&, ResponseWriter) override {}
};

}  // namespace

#define ADD(name, value) response.headers().add(std::make_shared<PistacheLiteral>(name, value))

int main() {
    Handler handler;
    const auto fresh = [&] { return ResponseWriter{Pistache::Http::Version::Http11, nullptr, &handler, {}}; };
    measure::against<ResponseWriter>(fresh,
                                     {{"headers().add", [](ResponseWriter& response) { RECOMMENDED_BY_HAND(ADD); }}});
}
