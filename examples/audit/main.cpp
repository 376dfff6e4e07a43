// SPDX-License-Identifier: MIT
// secure-headers-audit: what is wrong with the headers of a response, and how to mend it.
#include "chain_from_text.hpp"
#include "examined.hpp"
#include "fetch.hpp"
#include "options.hpp"
#include "render_json.hpp"
#include "render_sarif.hpp"
#include "render_text.hpp"
#include "response_head.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

namespace {

void complain(std::string_view why) { std::fprintf(stderr, "secure-headers-audit: %s\n", visible(why).c_str()); }

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};

/// Reads as much as is looked at, and a byte more if there is more; nothing if the file cannot be read.
std::optional<std::string> read_file(const std::string& name) {
    const std::unique_ptr<std::FILE, CloseFile> file{name == "-" ? stdin : std::fopen(name.c_str(), "rb")};
    if (file == nullptr) return std::nullopt;
    std::string text(most_input + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    if (std::ferror(file.get()) != 0) return std::nullopt;
    return text;
}

Chain chain_from_file(const std::string& name, const Options& options) {
    const std::string shown = name == "-" ? "stdin" : name;
    Chain chain{.target = shown, .is_file = true};
    std::optional<std::string> text = read_file(name);
    if (!text) {
        chain.error = shown + ": cannot be read; a URL begins with https:// or http://";
        return chain;
    }
    chain = chain_from_text(shown, *text, options.https);
    if (!chain.error.empty()) chain.error = shown + ": " + chain.error;
    return chain;
}

Chain chain_from(const std::string& target, const Options& options) {
    if (!is_url(target)) return chain_from_file(target, options);
    const FetchOptions how{.insecure = options.insecure, .ca = options.ca};
    Chain chain = fetch(target, how);
    if (!options.twice || !chain.error.empty()) return chain;
    Chain second = fetch(target, how);
    if (second.error.empty()) second.before = std::move(chain.hops.back().head);
    return second;
}

/// Writes all at the end, so that a failure leaves no half of a document.
class Output {
public:
    explicit Output(const Options& options) : format_{options.format}, text_{wants_colours()} {}

    void add(const Chain& chain, const std::vector<Examined>& all) {
        if (format_ == Format::text) return text_.write(chain, all);
        if (!chain.error.empty()) return;
        if (format_ == Format::sarif) return sarif_.add(chain, all);
        json_.push_back(json_of(chain, all));
    }
    /// Notes why a target could not be looked at, where the format has a place for it.
    void fail(const std::string& why) {
        if (format_ == Format::sarif) sarif_.fail(why);
    }
    void write(bool many) {
        const std::string out = format_ == Format::text    ? text_.take()
                                : format_ == Format::sarif ? dumped(std::move(sarif_).take())
                                : many                     ? dumped(json_)
                                : json_.empty()            ? std::string{}
                                                           : dumped(json_[0]);
        std::fwrite(out.data(), 1, out.size(), stdout);
    }

private:
    /// On a terminal only, and not where NO_COLOR (no-color.org) or a dumb terminal says no.
    static bool wants_colours() {
        const char* const no_color = std::getenv("NO_COLOR");
        const char* const terminal = std::getenv("TERM");
        const bool refused = no_color != nullptr && *no_color != '\0';
        return isatty(STDOUT_FILENO) != 0 && !refused && terminal != nullptr && std::string_view{terminal} != "dumb";
    }

    Format format_;
    TextRenderer text_;
    Sarif sarif_{};
    Json json_ = Json::array();
};

int explain(const std::string& id) {
    const bool colours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    if (id == "list") {
        for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
            for (const sh::audit_rules::Rule& rule : rules) fmt::print("{}\n", rule.id);
        return 0;
    }
    const sh::audit_rules::Rule* const rule = sh::audit_rules::find_rule(id);
    if (rule == nullptr) {
        complain("there is no finding '" + id + "'; --explain list names all of them");
        return 2;
    }
    TextRenderer text{colours};
    text.write(*rule);
    fmt::print("{}", text.take());
    return 0;
}

int run(Options options) {
    if (options.explain) return explain(*options.explain);
    if (options.targets.empty() && isatty(STDIN_FILENO) != 0) {
        complain("give a URL, a file, or what curl prints on standard input (--help shows what there is)");
        return 2;
    }
    if (options.targets.empty()) options.targets.emplace_back("-");
    Output output{options};
    int status = 0;
    for (const std::string& target : options.targets) {
        const Chain chain = chain_from(target, options);
        const std::vector<Examined> all = examine(chain);
        if (!all.empty()) output.add(chain, all);
        if (!chain.error.empty()) {
            complain(chain.error);
            output.fail(chain.error);
            status = 2;
        } else if (status == 0 && options.fail_on && worst_of(all) >= *options.fail_on) {
            status = 1;
        }
    }
    output.write(options.targets.size() > 1);
    return status;
}

}  // namespace
}  // namespace audit_command

int main(int argc, char** argv) try {
    audit_command::ParsedOptions parsed = audit_command::parse_options(argc, argv);
    return parsed.exit ? *parsed.exit : audit_command::run(std::move(parsed.options));
} catch (const std::exception& error) {
    std::fprintf(stderr, "secure-headers-audit: %s\n", error.what());
    return 2;
}
