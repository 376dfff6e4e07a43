// SPDX-License-Identifier: MIT
#include "options.hpp"

#include "console.hpp"
#include "url.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>

namespace audit_command {

namespace {

using secure_headers::Severity;

constexpr const char* description =
    "Says what is wrong with the headers of HTTP responses, and how to mend it.\n"
    "Reads what `curl -s -D - -o /dev/null URL` prints (also curl -v or -i, wget -S, http -h or -v), from files or\n"
    "standard input, or fetches URLs itself.\n"
    "Ends with 0 if all is well, 1 if there is a finding that --fail-on is about, 2 if there is nothing to look at.";

const std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}, {"sarif", Format::sarif}};
const std::map<std::string, std::optional<Severity>> severities{{"critical", Severity::critical},
                                                                {"high", Severity::high},
                                                                {"medium", Severity::medium},
                                                                {"low", Severity::low},
                                                                {"info", Severity::info},
                                                                {"never", std::nullopt}};

template <class Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

int fail(const std::string& why) {
    complain(why);
    return 2;
}

std::string one_line(std::string text) { return text.substr(0, text.find('\n')); }

/// What the parser cannot see: options that do not go together.
std::string contradiction(const Options& options) {
    if (options.explain && !options.targets.empty()) return "--explain takes no URLs and no files";
    if (options.twice && options.targets.empty()) return "--two fetches URLs, and none is given";
    if (options.ca && options.ca->empty()) return "--ca names a file, and its name is empty";
    if ((options.ca || options.insecure) && std::none_of(options.targets.begin(), options.targets.end(), is_url))
        return "--ca and --insecure are for URLs, and none is given";
    for (const std::string& target : options.targets) {
        if (options.twice && !is_url(target)) return "--two fetches URLs, and '" + without_user(target) + "' is none";
        if (options.https && is_url(target)) return "--https and --http are for files; a URL says how it is fetched";
    }
    return {};
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv) {
    ParsedOptions parsed;
    Options& options = parsed.options;
    std::string format = "text", fail_on = "high", explain;
    bool https = false, http = false;
    CLI::App app{description, "secure-headers-audit"};
    app.add_option("targets", options.targets, "URLs, and files with what curl prints; - or nothing is standard input");
    app.add_option("--format", format, "text, json or sarif; text if not given")->check(CLI::IsMember(names_of(formats)));
    app.add_option("--fail-on", fail_on, "ends with 1 at this severity: critical, high, medium, low, info; or never")
        ->check(CLI::IsMember(names_of(severities)));
    auto* const over_https = app.add_flag("--https", https, "the response of the file came over HTTPS");
    app.add_flag("--http", http, "the response of the file came over plain HTTP")->excludes(over_https);
    app.add_flag("--two", options.twice, "fetches twice and looks for nonces that come again");
    app.add_flag("--insecure", options.insecure, "fetches in spite of a certificate that is not valid");
    app.add_option("--ca", options.ca, "a file of certificates (PEM) to trust in place of the system's");
    const auto* const explains =
        app.add_option("--explain", explain, "says what a finding is about; list names all of them");
    app.set_version_flag("--version", "secure-headers-audit " SECURE_HEADERS_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        std::ostringstream out;
        const int status = app.exit(success, out, out);
        parsed.exit = print(out.str(), status);
        return parsed;
    } catch (const CLI::ParseError& error) {
        parsed.exit = fail(one_line(error.what()) + " (--help shows what there is)");
        return parsed;
    }
    options.format = formats.at(format);
    options.fail_on = severities.at(fail_on);
    if (https || http) options.https = https;
    if (explains->count() > 0) options.explain = explain;
    if (const std::string why = contradiction(options); !why.empty()) parsed.exit = fail(why);
    return parsed;
}

}  // namespace audit_command
