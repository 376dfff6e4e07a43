// SPDX-License-Identifier: MIT
// What the audit command prints, in each form: fit for a terminal, whatever a stranger's server has sent. See heads.cpp
// for what it reads.
#include "../../examples/audit/chain_from_text.hpp"
#include "../../examples/audit/examined.hpp"
#include "../../examples/audit/render_json.hpp"
#include "../../examples/audit/render_sarif.hpp"
#include "../../examples/audit/render_text.hpp"

#include "fuzz.hpp"

#include <nlohmann/json.hpp>
#include <optional>

namespace {

void check_reports(std::string_view text, std::optional<bool> https) {
    const auto chain = audit_command::chain_from_text("stdin", text, https);
    if (!chain.error.empty()) {
        for (const char c : chain.error)
            fuzz::must(c >= ' ' && c <= '~', "complains in control characters", chain.error);
        return;
    }
    const auto all = audit_command::examine(chain);
    audit_command::TextRenderer renderer{false, 100};
    renderer.write(chain, all);
    for (const char c : renderer.take())
        fuzz::must(c == '\n' || (c >= ' ' && c <= '~'), "prints control characters", text);
    audit_command::Sarif sarif;
    sarif.add(chain, all);
    for (const auto& dumped :
         {audit_command::dumped(audit_command::json_of(chain, all)), audit_command::dumped(std::move(sarif).take())}) {
        for (const char c : dumped)
            fuzz::must(c == '\n' || (c >= ' ' && c <= '~'), "writes control characters", dumped);
        fuzz::must(nlohmann::json::accept(dumped), "writes what is no JSON", dumped);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    const unsigned how = input.below(3);
    const std::string text{input.rest()};
    check_reports(text, how == 0 ? std::nullopt : std::optional{how == 1});
    return 0;
}
