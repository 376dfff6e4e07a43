// SPDX-License-Identifier: MIT
// secure-headers-audit: what is wrong with the headers of a response, and how to mend it.
#include "chain_from_text.hpp"
#include "console.hpp"
#include "examined.hpp"
#include "fetch.hpp"
#include "nearest_rule.hpp"
#include "options.hpp"
#include "render_json.hpp"
#include "render_sarif.hpp"
#include "render_text.hpp"
#include "response_head.hpp"
#include "url.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace audit_command {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};

/// Reads as much as is looked at, and a byte more if there is more; nothing if the file cannot be read, and `why`.
std::optional<std::string> read_file(const std::string& name, std::string& why) {
    const auto because = [&why] {
        why = errno == ENOENT ? std::string{"cannot be read; a URL begins with https:// or http://"}
                              : std::string{"cannot be read: "} + std::strerror(errno);
        return std::nullopt;
    };
    const std::unique_ptr<std::FILE, CloseFile> file{name == "-" ? stdin : std::fopen(name.c_str(), "rb")};
    if (file == nullptr) return because();
    std::string text(most_input + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    if (std::ferror(file.get()) != 0) return because();
    return text;
}

Chain chain_from_file(const std::string& name, const Options& options) {
    const std::string shown = name == "-" ? "stdin" : name;
    Chain chain{.target = shown, .is_file = true};
    std::string why;
    const std::optional<std::string> text = read_file(name, why);
    if (!text) {
        chain.error = (shown.empty() ? "''" : without_password(shown)) + ": " + why;
        return chain;
    }
    chain = chain_from_text(shown, *text, options.https);
    if (!chain.error.empty()) chain.error = shown + ": " + chain.error;
    return chain;
}

Chain chain_from(const std::string& target, const Options& options) {
    if (!is_url(target)) return chain_from_file(target, options);
    const FetchOptions how{.insecure = options.insecure, .ca = options.ca.value_or("")};
    Chain chain = fetch(target, how);
    if (!options.twice || !chain.error.empty()) return chain;
    Chain second = fetch(target, how);
    if (second.error.empty()) second.before = std::move(chain.hops.back().head);
    return second;
}

/// Writes all at the end, so that a failure leaves no half of a document.
class Output {
public:
    explicit Output(const Options& options) : format_{options.format}, text_{wants_colours(), text_width()} {}

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
    /// Gives the status to end with: that given, unless the output cannot be written.
    int write(bool many, int status) {
        const std::string out = format_ == Format::text    ? text_.take()
                                : format_ == Format::sarif ? dumped(std::move(sarif_).take())
                                : many                     ? dumped(json_)
                                : json_.empty()            ? std::string{}
                                                           : dumped(json_[0]);
        return print(out, status);
    }

private:
    Format format_;
    TextRenderer text_;
    Sarif sarif_{};
    Json json_ = Json::array();
};

int explain(const std::string& id) {
    if (id == "list") {
        std::string ids;
        for (const sh::audit_rules::Rules& rules : sh::audit_rules::all_rules)
            for (const sh::audit_rules::Rule& rule : rules) ids.append(rule.id).push_back('\n');
        return print(ids, 0);
    }
    const sh::audit_rules::Rule* const rule = sh::audit_rules::find_rule(id);
    if (rule == nullptr) {
        const std::string nearest{nearest_rule(id)};
        complain("there is no finding '" + id + "'; " + (nearest.empty() ? "" : "perhaps " + nearest + " is meant; ") +
                 "--explain list names all of them");
        return 2;
    }
    TextRenderer text{wants_colours(), text_width()};
    text.write(*rule);
    return print(text.take(), 0);
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
    return output.write(options.targets.size() > 1, status);
}

}  // namespace
}  // namespace audit_command

int main(int argc, char** argv) try {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough, or a server that closes, does not end the program
    audit_command::ParsedOptions parsed = audit_command::parse_options(argc, argv);
    return parsed.exit ? *parsed.exit : audit_command::run(std::move(parsed.options));
} catch (const std::exception& error) {
    audit_command::complain(error.what());
    return 2;
}
