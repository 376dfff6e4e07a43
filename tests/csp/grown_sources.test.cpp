// SPDX-License-Identifier: MIT
#include <secure_headers/csp/grown_sources.hpp>

#include <secure_headers/policy/content_security_policy.hpp>

#include "catch.hpp"
#include "rounds.hpp"
#include "written.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using D = csp::Directive;
using sh::ContentSecurityPolicy;

namespace {

/// The sources of a directive, added one after the other and looked through.
struct Model {
    D directive;
    std::vector<std::string> sources;

    void add(const std::string& source) {
        for (const std::string& known : sources)
            if (csp::detail::is_same(directive, known, source)) return;
        sources.push_back(source);
    }
    std::string text() const {
        std::string text{csp::name_of(directive)};
        for (const std::string& source : sources) text += " " + source;
        return text;
    }
};

std::string host(unsigned number) { return "host-" + std::to_string(number) + ".example"; }

/// One of a few hundred sources, some of which differ by case alone.
std::string any_source(std::mt19937& random) {
    const std::string name = host(static_cast<unsigned>(random() % 150));
    switch (random() % 5) {
        case 0:
            return "HOST" + name.substr(4);
        case 1:
            return "https://" + name + "/Path";
        case 2:
            return "https://" + name + "/path";
        case 3:
            return "'sha256-" + std::string{random() % 2 == 0 ? "A" : "a"} + std::string(38, 'A') + name.substr(5, 1) +
                   "AAA='";
        default:
            return name;
    }
}

}  // namespace

TEST_CASE("sources that are added one by one, to long values and to short ones, stand there once each") {
    std::mt19937 random{20261201};
    for (int round = 0; round < rounds(40); ++round) {
        Model models[]{{D::script_src, {}}, {D::style_src, {}}};
        ContentSecurityPolicy policy;
        for (Model& model : models) {
            model.add("'self'");
            policy.replace(model.directive, {csp::self});
        }
        for (int step = 0; step < 400; ++step) {
            Model& model = models[random() % 2];
            std::vector<csp::Source> sources;
            for (std::size_t count = 1 + random() % 3; count > 0; --count) {
                const std::string source = any_source(random);
                model.add(source);
                sources.emplace_back(sh::runtime{source});
            }
            policy.add(model.directive, sources);
            switch (random() % 100) {
                case 0: {  // another value, shorter or longer
                    model.sources.clear();
                    std::vector<csp::Source> others;
                    for (unsigned i = 0; i < random() % 200 + 1; ++i) {
                        model.add(host(1000 + i));
                        others.emplace_back(sh::runtime{host(1000 + i)});
                    }
                    policy.replace(model.directive, others);
                    break;
                }
                case 1:
                    policy.remove(model.directive).replace(model.directive, {csp::self});
                    model.sources = {"'self'"};
                    break;
                case 2: {  // a copy goes its own way
                    ContentSecurityPolicy copy = policy;
                    copy.add(model.directive, {"copied.example"});
                    CHECK(written(policy).find("copied.example") == std::string::npos);
                    break;
                }
                case 3: {  // what was moved from starts anew
                    ContentSecurityPolicy moved = std::move(policy);
                    policy = ContentSecurityPolicy{moved};
                    break;
                }
                default:
                    break;
            }
            REQUIRE(written(policy) == models[0].text() + "; " + models[1].text());
        }
    }
}

TEST_CASE("a long directive that refuses a source stays as it was") {
    ContentSecurityPolicy policy;
    policy.img_src({"first.example"});
    for (unsigned i = 0; i < 200; ++i) policy.add(D::img_src, {sh::runtime{host(i)}});
    const ContentSecurityPolicy before = policy;
    CHECK_THROWS_AS(policy.add(D::img_src, {"new.example", csp::none}), sh::InvalidHeader);
    CHECK_THROWS_AS(policy.add(D::img_src, {"new.example", csp::nonce}), sh::InvalidHeader);
    CHECK(policy == before);
    CHECK(written(policy.add(D::img_src, {"new.example", "NEW.example", "first.example"})) ==
          written(before) + " new.example");
}

TEST_CASE("what sources of a long directive need beside them may stand at its begin") {
    ContentSecurityPolicy policy;
    policy.script_src(csp::nonce);
    for (unsigned i = 0; i < 200; ++i) policy.add(D::script_src, {sh::runtime{host(i)}});
    CHECK_NOTHROW(policy.add(D::script_src, {csp::strict_dynamic}));
    CHECK_THROWS_AS(policy.add(D::script_src, {csp::unsafe_hashes}), sh::InvalidHeader);
    CHECK_NOTHROW(policy.add(D::script_src, {csp::unsafe_inline}).add(D::script_src, {csp::unsafe_hashes}));
}

namespace {

#define TEN(n)                                                                                                      \
#n "0.example", #n "1.example", #n "2.example", #n "3.example", #n "4.example", #n "5.example", #n "6.example", \
        #n "7.example", #n "8.example", #n "9.example"

constexpr std::size_t size_while_compiling() {
    ContentSecurityPolicy policy;
    policy.img_src({TEN(a), TEN(b), TEN(c), TEN(d), TEN(e), TEN(f), TEN(g), TEN(h), TEN(i), TEN(j)});
    policy.add(D::img_src, {"new.example"}).add(D::img_src, {"a0.example", "A9.example", "NEW.example", "new.example"});
    sh::FieldWriter out;
    policy.write_to(out);
    return out.value().size();
}
static_assert(size_while_compiling() == std::string_view{"img-src"}.size() + 100 * 11 + 12);

}  // namespace
