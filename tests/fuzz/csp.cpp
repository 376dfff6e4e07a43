// SPDX-License-Identifier: MIT
// Source lists of several sources, put in, added to and replaced: what goes out is what an independent reader reads.
#include <secure_headers/policy/content_security_policy.hpp>

#include "../proof/oracle.hpp"
#include "fuzz.hpp"

#include <map>
#include <vector>

namespace {

namespace sh = secure_headers;
using sh::csp::Directive;

/// What the policy must say, in the plainest way.
using Model = std::map<unsigned, std::vector<std::string>>;

void check(const sh::ContentSecurityPolicy& policy, const Model& model) {
    sh::FieldWriter out;
    policy.write_to(out);
    const std::string value{out.value()};
    fuzz::must(model.empty() ? value.empty() : oracle::field_value(value), "is no field value", value);
    oracle::Directives wanted;
    for (const auto& [directive, sources] : model)
        wanted.emplace_back(std::string{sh::csp::name_of(static_cast<Directive>(directive))}, sources);
    fuzz::must(oracle::csp(value) == wanted, "reads as something else", value);
}

/// Hosts, schemes and keywords are the same in letters of another case; paths, nonces and hashes are not.
bool same(const std::string& a, const std::string& b) {
    const auto has_case = [](const std::string& word) {
        const std::string lower = oracle::lowered(word);
        return word.find('/') != std::string::npos || lower.starts_with("'nonce-") || lower.starts_with("'sha");
    };
    return has_case(a) || has_case(b) ? a == b : oracle::lowered(a) == oracle::lowered(b);
}

void step(fuzz::Input& input, sh::ContentSecurityPolicy& policy, Model& model) {
    const unsigned action = input.below(4), number = input.below(20);
    const auto directive = static_cast<Directive>(number);
    const std::string line{input.line()};
    std::vector<std::string> words;
    std::vector<sh::csp::Source> sources;
    for (const auto word : oracle::split(line, ' ')) {
        sources.emplace_back(sh::runtime{word});
        fuzz::must(oracle::csp_source(word), "takes a source that the grammar does not", word);
        words.emplace_back(word);
    }
    if (action == 0) {
        policy.replace(directive, sources);
        model[number] = words;
    } else if (action == 1) {
        policy.add(directive, sources);
        auto& known = model[number];
        for (const std::string& word : words)
            if (std::none_of(known.begin(), known.end(), [&](const auto& other) { return same(other, word); }))
                known.push_back(word);
    } else if (action == 2) {
        policy.remove(directive);
        model.erase(number);
    } else {
        policy.default_src(sources);
        fuzz::must(model.count(0) == 0, "takes a second default-src", line);
        model[0] = words;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    sh::ContentSecurityPolicy policy;
    Model model;
    while (!input.empty()) {
        try {
            step(input, policy, model);
        } catch (const sh::InvalidHeader&) {  // and then nothing has changed
        }
        check(policy, model);
    }
    return 0;
}
