// SPDX-License-Identifier: MIT
// Sets in all modes, frozen and delivered twice to responses and buffers: against the plainest model of what each says.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace {

namespace sh = secure_headers;

struct Response {
    std::vector<std::pair<std::string, std::string>> headers;
};

struct Policy {
    std::string name;
    std::string value;
    void write_to(sh::FieldWriter& out) const {
        for (const char c : value) {
            if (c == 'N')
                out.append_nonce();
            else if (c == 'H')
                out.append_https_only(";h");
            else
                out.append({&c, 1});
        }
    }
};

struct Said {
    sh::Mode mode;
    Policy policy;
    bool https_only = false;
};

std::string name_of(unsigned number) {
    const char* const names[]{"A", "a", "B", "X-C", "x-c", "D"};
    return names[number % 6];
}
bool same(const std::string& a, const std::string& b) { return oracle::lowered(a) == oracle::lowered(b); }

std::string value_over(const Said& said, bool https, const std::string& nonce) {
    std::string value;
    for (const char c : said.policy.value)
        value += c == 'N' ? nonce : c == 'H' ? (https ? ";h" : "") : std::string(1, c);
    return value;
}
bool is_sent(const Said& said, bool https) {
    if (said.mode == sh::Mode::remove) return false;
    return https || (!said.https_only && said.policy.value.find_first_not_of('H') != std::string::npos);
}

void compose(fuzz::Input& input, sh::SecureHeaders& set, std::vector<Said>& model) {
    const unsigned action = input.below(6);
    const Policy policy{name_of(input.byte()), std::string{input.line()}};
    const auto put = [&](sh::Mode mode) {
        std::vector<Said> kept;
        bool placed = false;
        for (Said& said : model) {
            if (!same(said.policy.name, policy.name))
                kept.push_back(said);
            else if (!std::exchange(placed, true))
                kept.push_back({mode, policy});
        }
        if (!placed) kept.push_back({mode, policy});
        model = kept;
    };
    switch (action) {
        case 0:
            set.set(policy);
            return put(sh::Mode::set);
        case 1:
            set.set_default(policy);
            return put(sh::Mode::set_default);
        case 2:
            set.add(policy);
            model.push_back({sh::Mode::add, policy});
            return;
        case 3:
            set.remove(sh::runtime{policy.name});
            return put(sh::Mode::remove);
        case 4:
            set.omit(sh::runtime{policy.name});
            std::erase_if(model, [&](const Said& said) { return same(said.policy.name, policy.name); });
            return;
        default:
            set.https_only(sh::runtime{policy.name});
            for (Said& said : model)
                if (same(said.policy.name, policy.name) && said.mode != sh::Mode::remove) said.https_only = true;
    }
}

void deliver(std::vector<std::pair<std::string, std::string>>& headers, const std::vector<Said>& model, bool https,
             const std::string& nonce) {
    for (const Said& said : model) {
        if (said.mode != sh::Mode::remove && !is_sent(said, https)) continue;
        const std::string value = value_over(said, https, nonce);
        bool present = false;
        std::erase_if(headers, [&](const auto& header) {
            if (!same(header.first, said.policy.name)) return false;
            present = true;
            return said.mode == sh::Mode::set || said.mode == sh::Mode::remove ||
                   (said.mode == sh::Mode::add && header.second == value);
        });
        if (said.mode == sh::Mode::remove || (said.mode == sh::Mode::set_default && present)) continue;
        headers.emplace_back(said.policy.name, value);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    Response response;
    for (unsigned count = input.below(4); count > 0; --count)
        response.headers.emplace_back(name_of(input.byte()), "old");
    auto set = sh::SecureHeaders::empty();
    std::vector<Said> model;
    for (int steps = 0; !input.empty() && steps < 20; ++steps) {
        try {
            compose(input, set, model);
        } catch (const sh::InvalidHeader&) {
        }
    }
    const sh::FrozenHeaders frozen{set};
    for (const bool https : {true, false}) {
        const sh::Delivery delivery{.https = https, .nonce = sh::Nonce::generate()};
        const std::string nonce{delivery.nonce->value()};
        Response delivered = response, wanted = response;
        std::string block, lines;
        for (const Said& said : model)
            if (is_sent(said, https)) block += said.policy.name + ": " + value_over(said, https, nonce) + "\r\n";
        sh::set_headers(lines, frozen, delivery);
        fuzz::must(lines == block, "the block is another", lines);
        fuzz::must(oracle::block(lines).has_value(), "the block is none", lines);
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(delivered, frozen, delivery);
            deliver(wanted.headers, model, https, nonce);
            fuzz::must(delivered.headers == wanted.headers, "the response is another", lines);
        }
    }
    return 0;
}
