// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/pistache.hpp>

#include "benchmark/framework/measure.hpp"

#include <memory>

using Pistache::Http::ResponseWriter;

namespace {

/// Pistache wants a type for each header; this one copies nothing.
class Literal : public Pistache::Http::Header::Header {
public:
    Literal(const char* name, const char* value) : name_{name}, value_{value} {}
    const char* name() const override { return name_; }
    void write(std::ostream& out) const override { out << value_; }
    std::uint64_t hash() const override { return 0; }

private:
    const char* name_;
    const char* value_;
};

class Handler : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Handler)
    void onRequest(const Pistache::Http::Request&, ResponseWriter) override {}
};

}  // namespace

int main() {
    Handler handler;
    const auto fresh = [&] { return ResponseWriter{Pistache::Http::Version::Http11, nullptr, &handler, {}}; };
    measure::against(fresh, std::pair{"headers().add", [](ResponseWriter& response, const char* name, const char* value) {
                                          response.headers().add(std::make_shared<Literal>(name, value));
                                      }});
}
