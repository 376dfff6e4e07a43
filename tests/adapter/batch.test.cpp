// SPDX-License-Identifier: MIT
// A store whose texts end in NUL takes the fields of a delivery from one copy of the block.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;

namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

struct CStore {
    Lines lines{};
    int finished = 0;
    std::size_t most = 1000;
};

struct Plain {
    Lines headers{};
};

}  // namespace

template <>
struct secure_headers::ResponseAdapter<CStore> {
    static void append(CStore& store, std::string_view name, std::string_view value) {
        store.lines.emplace_back(name, value);
    }
    static std::size_t erase_if(CStore& store, std::string_view name, auto&& predicate) {
        return std::erase_if(store.lines, [&](const auto& line) {
            return sh::same_name(line.first, name) && predicate(std::string_view{line.second});
        });
    }
    static void for_each_name(CStore& store, auto&& visit) {
        for (const auto& line : store.lines) visit(std::string_view{line.first});
    }

    class Batch {
    public:
        Batch(CStore& store, const HeaderView&, std::size_t size, bool) : store_{store}, bytes_(size, '?') {}
        char* bytes() { return bytes_.data(); }
        void append(std::string_view name, std::string_view value) {
            if (store_.lines.size() == store_.most) throw InvalidHeader{"full"};
            CHECK(std::string_view{name.data()} == name);
            CHECK(std::string_view{value.data()} == value);
            CHECK(bytes_.data() <= name.data());
            CHECK(value.data() + value.size() < bytes_.data() + bytes_.size());
            store_.lines.emplace_back(name.data(), value.data());
        }
        void finish() { ++store_.finished; }

    private:
        CStore& store_;
        std::string bytes_;
    };
};

static_assert(sh::detail::BatchAdapter<CStore>);

namespace {

const sh::FrozenHeaders& headers() {
    static const sh::FrozenHeaders frozen{
        sh::SecureHeaders{}
            .set(sh::presets::recommended_content_security_policy().add(csp::Directive::script_src, {csp::nonce}))
            .add(sh::CustomHeader{"Vary", "Origin"})
            .set_default(sh::CacheControl{{.no_store = true}})
            .set(sh::CustomHeader{"X-A", "b"})};
    return frozen;
}

}  // namespace

TEST_CASE("A delivery from a copy of the block is the same as one by one") {
    const sh::Nonce nonce = sh::Nonce::generate();
    const Lines before[]{
        {},
        {{"Content-Type", "text/html"}},
        {{"x-a", "c"}, {"Server", "a"}, {"Cache-Control", "private"}, {"vary", "Origin"}, {"Vary", "Accept"}},
        {{"X-A", "1"}, {"X-a", "2"}, {"content-security-policy", "default-src *"}},
    };
    for (const bool https : {true, false})
        for (const Lines& lines : before) {
            const sh::Delivery delivery{.https = https, .nonce = nonce};
            CStore store{lines};
            Plain plain{lines};
            for (int times = 1; times <= 2; ++times) {
                sh::set_headers(store, headers(), delivery);
                sh::set_headers(plain, headers(), delivery);
                CHECK(store.lines == plain.headers);
                CHECK(store.finished == times);
            }
        }
}

TEST_CASE("A batch that throws is not finished") {
    CStore store{.most = 3};
    CHECK_THROWS_AS(sh::set_headers(store, headers(), {.nonce = sh::Nonce::generate()}), sh::InvalidHeader);
    CHECK(store.finished == 0);
    CStore without_nonce;
    CHECK_THROWS_AS(sh::set_headers(without_nonce, headers(), {}), sh::InvalidHeader);
    CHECK(without_nonce.lines.empty());
}
