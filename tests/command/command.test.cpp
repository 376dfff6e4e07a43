// SPDX-License-Identifier: MIT
// Runs the program as people do, and compares what it says to the byte.
#include "catch.hpp"

#include <sys/wait.h>

#include <httplib.h>
#include <unistd.h>
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <utility>

using Json = nlohmann::json;

namespace {

/// A folder of its own for each run of the tests.
const std::string& folder() {
    static const std::string name = [] {
        const auto path = std::filesystem::temp_directory_path() / ("secure-headers-audit-" + std::to_string(getpid()));
        std::filesystem::create_directories(path);
        return path.string();
    }();
    return name;
}

std::string file(const std::string& name, const std::string& content) {
    const std::string path = folder() + "/" + name;
    std::ofstream{path, std::ios::binary} << content;
    return path;
}

std::string content_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

struct Ran {
    int status = -1;
    std::string out{}, err{};
};

/// Runs the command; the arguments go through the shell, in the folder of the tests. Lines are as long as they get.
Ran run(const std::string& arguments, const std::string& input = {}, const std::string& environment = {}) {
    const std::string in = file("in", input), out = folder() + "/out", err = folder() + "/err";
    const std::string line = "cd " + folder() + " && COLUMNS=1000 " + environment + " " SECURE_HEADERS_AUDIT " " +
                             arguments + " <" + in + " >" + out + " 2>" + err;
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out), content_of(err)};
}

bool is_ascii(const std::string& text) {
    for (const char c : text)
        if (c != '\n' && (c < ' ' || c > '~')) return false;
    return true;
}

std::set<std::string> keys(const Json& object) {
    std::set<std::string> names;
    for (const auto& [name, value] : object.items()) names.insert(name);
    return names;
}

/// What a careful site sends, less one thing: its reports go nowhere.
const std::string careful =
    "HTTP/2 200\r\n"
    "content-type: text/html; charset=utf-8\r\n"
    "strict-transport-security: max-age=63072000; includeSubDomains\r\n"
    "content-security-policy: default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; report-to csp\r\n"
    "x-content-type-options: nosniff\r\n"
    "referrer-policy: no-referrer\r\n"
    "permissions-policy: camera=()\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "cache-control: no-store\r\n"
    "x-request-id: 7\r\n\r\n";

const std::string bare = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

}  // namespace

TEST_CASE("The audit tells people what is wrong, and how to mend it") {
    file("careful", careful);
    const Ran ran = run("careful --https");
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    CHECK(ran.out ==
          "careful: status 200 over HTTPS\n"
          "Grade A, 110 points (100 is full marks; extras earn up to 30 more). HTTP Observatory: A+, 140 points.\n"
          "\n"
          "1 finding: 1 medium.\n"
          "Fix is C++ in which sh is secure_headers and headers the set. Send is the header for any other server, where ... "
          "stands for what it says already.\n"
          "\n"
          "medium report-to-undeclared, Content-Security-Policy\n"
          "  Reports are lost: no Reporting-Endpoints of this response declares this name.\n"
          "  In report-to of Content-Security-Policy, at byte 127: csp\n"
          "  Fix: headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com\"}});  // "
          "reports.example.com is where your reports go\n"
          "  Send: Reporting-Endpoints: csp=\"https://reports.example.com\"  (reports.example.com is where your reports "
          "go)\n"
          "  See: ASVS 5.0: 3.4.7; CWE-778; Reporting API, section 3.3\n"
          "\n"
          "Headers that are there:\n"
          "  Content-Type: says what the response is (CWE-430)\n"
          "  Strict-Transport-Security: has browsers come back over HTTPS only (CWE-319)\n"
          "  Content-Security-Policy: names what the page may load, run and send to (CWE-79)\n"
          "  X-Content-Type-Options: has browsers believe the Content-Type (CWE-430)\n"
          "  Referrer-Policy: says what other sites learn of where a visitor came from (CWE-200)\n"
          "  Permissions-Policy: switches off camera, location and the like (CWE-693)\n"
          "  Cross-Origin-Opener-Policy: cuts the tie to windows of other sites (CWE-346)\n"
          "  Cross-Origin-Resource-Policy: keeps other sites from embedding the response (CWE-346)\n"
          "  Cache-Control: says who may keep the response, and how long (CWE-524)\n"
          "  Others, without a finding: x-request-id\n");
}

TEST_CASE("The audit tells the headers that it found something about from those that it did not") {
    const std::string out =
        run("--http", "HTTP/1.1 200 OK\nDate: x\nx-debug-token: a\nServer: nginx\nX-Runtime: 0.1\nETag: 1\n\n").out;
    CHECK(out.find("\nHeaders that are there:\n"
                   "  Server: names the server's software (CWE-200)\n"
                   "  Others, with a finding above: x-debug-token, X-Runtime\n"
                   "  Others, without a finding: Date, ETag\n") != std::string::npos);
}

TEST_CASE("The audit names what is missing, with its weakness") {
    const Ran ran = run("", bare);
    CHECK(ran.status == 1);
    CHECK(ran.out.substr(ran.out.find("Headers that are missing:")) ==
          "Headers that are missing:\n"
          "  Strict-Transport-Security: has browsers come back over HTTPS only (CWE-319)\n"
          "  Content-Security-Policy: names what the page may load, run and send to (CWE-79)\n"
          "  X-Content-Type-Options: has browsers believe the Content-Type (CWE-430)\n"
          "  X-Frame-Options: keeps the page out of other sites' frames, for old browsers (CWE-1021)\n"
          "  Referrer-Policy: says what other sites learn of where a visitor came from (CWE-200)\n"
          "  Permissions-Policy: switches off camera, location and the like (CWE-693)\n"
          "  Cross-Origin-Opener-Policy: cuts the tie to windows of other sites (CWE-346)\n"
          "  Cross-Origin-Resource-Policy: keeps other sites from embedding the response (CWE-346)\n"
          "  Cache-Control: says who may keep the response, and how long (CWE-524)\n");
    CHECK(run("--http", bare).out.find("  Strict-Transport-Security:") == std::string::npos);
}

TEST_CASE("The audit misses no header that a response has no use for") {
    const std::string over_https =
        "Headers that are missing:\n"
        "  Strict-Transport-Security: has browsers come back over HTTPS only (CWE-319)\n";
    for (const char* const status : {"204 No Content", "304 Not Modified", "302 Found\r\nLocation: /a"}) {
        INFO(status);
        const std::string head = std::string{"HTTP/1.1 "} + status + "\r\nDate: x\r\n\r\n";
        const std::string out = run("--https", head).out;
        CHECK(out.substr(out.find("Headers that are missing:")) == over_https);
        CHECK(run("--http", head).out.find("Headers that are missing:") == std::string::npos);
    }
    const std::string out = run("--http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n").out;
    CHECK(out.substr(out.find("Headers that are missing:")) ==
          "Headers that are missing:\n"
          "  X-Content-Type-Options: has browsers believe the Content-Type (CWE-430)\n"
          "  Cross-Origin-Resource-Policy: keeps other sites from embedding the response (CWE-346)\n");
    const std::string shared = run("--https", "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n").out;
    CHECK(shared.find("\n  Strict-Transport-Security: ") != std::string::npos);
    CHECK(shared.find("\n  Cross-Origin-Resource-Policy: ") == std::string::npos);
}

TEST_CASE("The audit asks for no Strict-Transport-Security of an address") {
    for (const char* const host : {"192.0.2.1", "192.0.2.1:8443", "[2001:db8::1]", "0xc0000201"}) {
        const std::string chain =
            std::string{"HTTP/1.1 301 Moved\r\nLocation: https://"} + host + "/\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
        INFO(host);
        const std::string out = run("--http", chain).out;
        CHECK(out.find("hsts-missing") == std::string::npos);
        CHECK(out.find("\n  Strict-Transport-Security: ") == std::string::npos);
    }
    const std::string named = "HTTP/1.1 301 Moved\r\nLocation: https://192.0.2.1.example/\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    CHECK(run("--http", named).out.find("hsts-missing") != std::string::npos);
}

TEST_CASE("What is to be sent for Strict-Transport-Security keeps what it has") {
    const auto sends = [](const std::string& value) {
        const std::string out =
            run("--https -", "HTTP/1.1 200 OK\r\nStrict-Transport-Security: " + value + "\r\n\r\n").out;
        const std::string begin = "  Send: Strict-Transport-Security: ";
        std::set<std::string> lines;
        for (std::size_t at = out.find(begin); at != std::string::npos; at = out.find(begin, at + 1))
            lines.insert(out.substr(at + begin.size(), out.find('\n', at) - at - begin.size()));
        return lines;
    };
    using Lines = std::set<std::string>;
    CHECK(sends("max-age=106384710; includeSubDomains; preload") ==
          Lines{"max-age=106384710; includeSubDomains  (only if preload is not meant)"});
    CHECK(sends("max-age=31536000; preload") ==
          Lines{"max-age=31536000; includeSubDomains; preload  (once each subdomain speaks HTTPS)"});
    CHECK(sends("max-age=60; preload; foo") ==
          Lines{"max-age=63072000; includeSubDomains; preload  (once each subdomain speaks HTTPS)"});
}

TEST_CASE("The audit misses X-Frame-Options unless one of the policies has frame-ancestors") {
    struct Row {
        const char* fields;
        bool missing;
    };
    const Row rows[]{
        {"Content-Security-Policy: default-src 'self'; frame-ancestors 'none'\r\n", false},
        {"Content-Security-Policy: default-src 'self'\r\nContent-Security-Policy: frame-ancestors 'none'\r\n", false},
        {"Content-Security-Policy: default-src 'self', FRAME-ANCESTORS 'none'\r\n", false},
        {"Content-Security-Policy: default-src 'self'\r\nContent-Security-Policy: img-src *\r\n", true},
        {"Content-Security-Policy: default-src https://a.example/frame-ancestors\r\n", true},
        {"Content-Security-Policy-Report-Only: frame-ancestors 'none'\r\n", true},
    };
    for (const Row& row : rows) {
        INFO(row.fields);
        const Ran ran = run("--https", std::string{"HTTP/1.1 200 OK\r\n"} + row.fields + "\r\n");
        CHECK((ran.out.find("\n  X-Frame-Options: ") != std::string::npos) == row.missing);
    }
}

TEST_CASE("The audit ends with 0, 1 or 2, and says in one line why it is 2") {
    file("careful", careful);
    file("bare", bare);
    file("page.html", "<!doctype html>\n<p>");
    std::string redirects;
    for (int i = 0; i < 30000; ++i) redirects += "HTTP/1.1 302 Found\r\nLocation: /aaaaaaaaaa\r\n\r\n";
    file("redirects", redirects + careful);
    file("large", careful + std::string(redirects.size(), 'a'));
    struct Row {
        const char* arguments;
        int status;
        const char* error;
    };
    const Row rows[]{
        {"careful", 0, ""},
        {"careful --fail-on medium", 1, ""},
        {"careful --fail-on high", 0, ""},
        {"bare", 1, ""},
        {"bare --fail-on critical", 0, ""},
        {"bare --fail-on never", 0, ""},
        {"careful bare", 1, ""},
        {"--help", 0, ""},
        {"--version", 0, ""},
        {"--explain hsts-missing", 0, ""},
        {"large", 0, ""},
        {"redirects", 2, "secure-headers-audit: redirects: line 69905: the heads are larger than 1 MiB\n"},
        {"-", 2, "secure-headers-audit: stdin: is empty\n"},
        {"careful absent", 2, "secure-headers-audit: absent: cannot be read; a URL begins with https:// or http://\n"},
        {"user:secret@host", 2, "secure-headers-audit: host: cannot be read; a URL begins with https:// or http://\n"},
        {"smb:user:secret@x/a", 2, "secure-headers-audit: x/a: cannot be read; a URL begins with https:// or http://\n"},
        {"user:sec@ret/@host", 2, "secure-headers-audit: host: cannot be read; a URL begins with https:// or http://\n"},
        {"https:/user:secret@host", 2,
         "secure-headers-audit: https:/host: cannot be read; a URL begins with https:// or http://\n"},
        {"mail@a.example", 2,
         "secure-headers-audit: mail@a.example: cannot be read; a URL begins with https:// or http://\n"},
        {"page.html", 2,
         "secure-headers-audit: page.html: line 1 is no status line such as 'HTTP/1.1 200 OK', but '<!doctype html>'\n"},
        {"/dev/zero", 2,
         "secure-headers-audit: /dev/zero: line 1 is no status line such as 'HTTP/1.1 200 OK', but "
         "'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
         "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00...'\n"},
        {"--explain nothing", 2,
         "secure-headers-audit: there is no finding 'nothing'; --explain list names all of them\n"},
        {"--explain CSP-MISING", 2,
         "secure-headers-audit: there is no finding 'CSP-MISING'; perhaps csp-missing is meant; --explain list names all of "
         "them\n"},
        {".", 2, "secure-headers-audit: .: cannot be read: Is a directory\n"},
        {"--explain ''", 2, "secure-headers-audit: there is no finding ''; --explain list names all of them\n"},
        {"--explain '' bare", 2, "secure-headers-audit: --explain takes no URLs and no files\n"},
        {"--explain hsts-missing bare", 2, "secure-headers-audit: --explain takes no URLs and no files\n"},
        {"''", 2, "secure-headers-audit: '': cannot be read; a URL begins with https:// or http://\n"},
        {"--two", 2, "secure-headers-audit: --two fetches URLs, and none is given\n"},
        {"--ca '' https://127.0.0.1:1/", 2, "secure-headers-audit: --ca names a file, and its name is empty\n"},
        {"--insecure bare", 2, "secure-headers-audit: --ca and --insecure are for URLs, and none is given\n"},
        {"--ca bare", 2, "secure-headers-audit: --ca and --insecure are for URLs, and none is given\n"},
        {"--two bare", 2, "secure-headers-audit: --two fetches URLs, and 'bare' is none\n"},
        {"--http https://example.com", 2,
         "secure-headers-audit: --https and --http are for files; a URL says how it is fetched\n"},
        {"http://127.0.0.1:1/", 2, nullptr},
    };
    for (const Row& row : rows) {
        INFO(row.arguments);
        const Ran ran = run(row.arguments);
        CHECK(ran.status == row.status);
        if (row.error != nullptr) CHECK(ran.err == row.error);
    }
    for (const char* const arguments : {"--format xml bare", "--fail-on bad bare", "--https --http bare", "--unknown"}) {
        INFO(arguments);
        const Ran ran = run(arguments);
        CHECK(ran.status == 2);
        CHECK(ran.out == "");
        CHECK(ran.err.find('\n') == ran.err.size() - 1);
    }
}

TEST_CASE("The audit fails if what it says cannot be written, unless its reader has seen enough") {
    file("careful", careful);
    const std::string full = "secure-headers-audit: standard output cannot be written: No space left on device\n";
    const std::string closed = "secure-headers-audit: standard output cannot be written: Bad file descriptor\n";
    for (const char* const arguments : {"careful", "--format json careful", "--format sarif careful", "--help",
                                        "--version", "--explain list", "--explain hsts-missing"}) {
        INFO(arguments);
        const auto run_to = [arguments](const std::string& out) {
            const std::string line = "cd " + folder() + " && { " SECURE_HEADERS_AUDIT " " + std::string{arguments} +
                                     out + "; echo $? >status; } 2>err";
            CHECK(std::system(line.c_str()) == 0);
            return std::stoi(content_of(folder() + "/status"));
        };
        CHECK(run_to(" >/dev/full") == 2);
        CHECK(content_of(folder() + "/err") == full);
        CHECK(run_to(" >&-") == 2);
        CHECK(content_of(folder() + "/err") == closed);
        CHECK(run_to(" | true") == 0);
        CHECK(content_of(folder() + "/err") == "");
    }
    file("bare", bare);
    for (const char* const trap : {"", "trap '' PIPE; "}) {
        const std::string gone = "cd " + folder() + " && (" + trap +
                                 "{ sleep 0.2; " SECURE_HEADERS_AUDIT " bare; echo $? >status; } | true) 2>err";
        CHECK(std::system(gone.c_str()) == 0);
        CHECK(content_of(folder() + "/status") == "1\n");
        CHECK(content_of(folder() + "/err") == "");
    }
}

TEST_CASE("The audit explains each finding that it knows") {
    CHECK(run("--explain hsts-missing").out ==
          "hsts-missing: high, Strict-Transport-Security\n"
          "Browsers may come back over plain HTTP, where anybody on the way can read and change all of it.\n"
          "Fix: headers.set(sh::StrictTransportSecurity{});  // once each subdomain speaks HTTPS; a short max-age tries it "
          "first\n"
          "Send: Strict-Transport-Security: max-age=63072000; includeSubDomains  (once each subdomain speaks HTTPS; a short "
          "max-age tries it first)\n"
          "See: OWASP Secure Headers: Strict-Transport-Security; ASVS 5.0: 3.4.1; CWE-319; RFC 6797, section 7.1\n"
          "HTTP Observatory calls it hsts-not-implemented\n"
          "hstspreload.org calls it response.no_header\n");
    CHECK(run("--explain list").out.find("\ncsp-missing\n") != std::string::npos);
}

TEST_CASE("The audit writes JSON of the documented shape") {
    const Ran ran = run("--format json", careful);
    const Json json = Json::parse(ran.out);
    CHECK(keys(json) ==
          std::set<std::string>{"target", "grade", "score", "findings", "observatory", "csp_evaluator", "hstspreload"});
    CHECK(json["target"] == "stdin");
    CHECK(json["grade"] == "A");
    CHECK(json["score"] == 110);
    CHECK(json["findings"] == Json::parse(R"json([{"id": "report-to-undeclared", "severity": "medium",
        "header": "Content-Security-Policy", "value": "csp", "offset": 127,
        "message": "Reports are lost: no Reporting-Endpoints of this response declares this name.",
        "fix": "headers.set(sh::ReportingEndpoints{{\"csp\", \"https://reports.example.com\"}});  // reports.example.com is where your reports go",
        "references": ["ASVS 5.0: 3.4.7", "CWE-778", "Reporting API, section 3.3"],
        "also": {"csp_evaluator": [], "observatory": [], "hstspreload": []}}])json"));
    CHECK(keys(json["observatory"]) == std::set<std::string>{"score", "grade", "tests"});
    CHECK(json["observatory"]["score"] == 140);
    CHECK(json["observatory"]["tests"]["content-security-policy"] ==
          Json{{"result", "csp-implemented-with-no-unsafe-default-src-none"}, {"modifier", 10}});
    CHECK(json["hstspreload"] == Json{{"errors", {"header.preloadable.preload.missing"}}, {"warnings", Json::array()}});
    const Json weak =
        Json::parse(run("--format json", "HTTP/1.1 200 OK\nContent-Security-Policy: script-src 'none'\n\n").out);
    CHECK(weak["csp_evaluator"] == Json::parse(R"([{"type": "MISSING_DIRECTIVES", "directive": "object-src", "value": "",
                                                    "severity": "HIGH"}])"));
    CHECK(Json::parse(run("--format json in in", careful).out).size() == 2);
}

TEST_CASE("The audit writes JSON of any bytes, and keeps them from the terminal") {
    const std::string hostile = "HTTP/1.1 200 OK\r\nServer: \xff\xfe\x1b[31m\"\\\xc3/1.2\r\nX-Powered-By: \x80\r\n\r\n";
    for (const char* const format : {"json", "sarif"}) {
        const Ran ran = run("--format " + std::string{format}, hostile);
        CHECK(ran.status == 1);
        CHECK(Json::accept(ran.out));
        CHECK(is_ascii(ran.out));
    }
    CHECK(is_ascii(run("", hostile).out));
}

TEST_CASE("The audit writes SARIF 2.1.0") {
    const std::string path = file("bare head", "HTTP/1.1 200 OK\r\nServer: nginx/1.2\r\nContent-Type: text/html\r\n\r\n");
    const Json json = Json::parse(run("--format sarif 'bare head'").out);
    CHECK(json["version"] == "2.1.0");
    CHECK(json["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json");
    REQUIRE(json["runs"].size() == 1);
    const Json& driver = json["runs"][0]["tool"]["driver"];
    CHECK(driver["name"] == "secure-headers-audit");
    std::set<std::string> levels;
    for (const Json& result : json["runs"][0]["results"]) {
        const Json& rule = driver["rules"].at(result["ruleIndex"].get<std::size_t>());
        CHECK(rule["id"] == result["ruleId"]);
        CHECK(rule["defaultConfiguration"]["level"] == result["level"]);
        CHECK(result["message"]["text"].is_string());
        REQUIRE(result["locations"].size() == 1);
        const Json& place = result["locations"][0]["physicalLocation"];
        CHECK(place["artifactLocation"]["uri"] == "bare%20head");
        CHECK(place["region"]["startLine"] == (result["ruleId"] == "version-disclosed"              ? 2
                                               : result["ruleId"] == "content-type-without-charset" ? 3
                                                                                                    : 1));
        levels.insert(result["level"]);
    }
    CHECK(levels == std::set<std::string>{"error", "note", "warning"});
}

namespace {

bool is_list_of_strings(const Json& list) {
    for (const Json& each : list)
        if (!each.is_string()) return false;
    return list.is_array();
}

bool is_severity(const Json& text) {
    return std::set<std::string>{"critical", "high", "medium", "low", "info"}.count(text.get<std::string>()) == 1;
}

/// The schema of a finding in the README of the audit, less nothing and with nothing more.
void check_finding(const Json& finding) {
    REQUIRE(keys(finding) == std::set<std::string>{"id", "severity", "header", "value", "offset", "message", "fix",
                                                   "references", "also"});
    for (const char* const text : {"id", "severity", "header", "value", "message", "fix"})
        CHECK(finding[text].is_string());
    CHECK(is_severity(finding["severity"]));
    CHECK(finding["offset"].is_number_unsigned());
    CHECK(is_list_of_strings(finding["references"]));
    REQUIRE(keys(finding["also"]) == std::set<std::string>{"csp_evaluator", "observatory", "hstspreload"});
    for (const Json& ids : finding["also"]) CHECK(is_list_of_strings(ids));
}

void check_report(const Json& json) {
    std::set<std::string> wanted{"target", "grade", "score", "findings", "observatory", "csp_evaluator", "hstspreload"};
    if (json.contains("hops")) wanted.insert("hops");
    REQUIRE(keys(json) == wanted);
    CHECK(json["target"].is_string());
    CHECK(std::set<std::string>{"A+", "A", "B", "C", "D", "F"}.count(json["grade"].get<std::string>()) == 1);
    CHECK(json["score"].is_number_integer());
    for (const Json& finding : json["findings"]) check_finding(finding);
    REQUIRE(keys(json["observatory"]) == std::set<std::string>{"score", "grade", "tests"});
    for (const Json& test : json["observatory"]["tests"]) {
        REQUIRE(keys(test) == std::set<std::string>{"result", "modifier"});
        CHECK(test["result"].is_string());
        CHECK(test["modifier"].is_number_integer());
    }
    for (const Json& finding : json["csp_evaluator"]) {
        REQUIRE(keys(finding) == std::set<std::string>{"type", "directive", "value", "severity"});
        for (const Json& text : finding) CHECK(text.is_string());
    }
    REQUIRE(keys(json["hstspreload"]) == std::set<std::string>{"errors", "warnings"});
    for (const Json& codes : json["hstspreload"]) CHECK(is_list_of_strings(codes));
    for (const Json& hop : json.value("hops", Json::array())) {
        REQUIRE(keys(hop) == std::set<std::string>{"url", "status", "https", "location", "findings"});
        for (const Json& finding : hop["findings"]) check_finding(finding);
    }
}

/// What SARIF 2.1.0 requires of what we write: sections 3.13, 3.14, 3.18 to 3.20, 3.27 to 3.30 and 3.49.
void check_sarif(const Json& json) {
    CHECK(json["version"] == "2.1.0");
    REQUIRE(json["runs"].is_array());
    for (const Json& run : json["runs"]) {
        const Json& driver = run["tool"]["driver"];
        REQUIRE(driver["name"].is_string());
        std::set<std::string> ids;
        for (const Json& rule : driver["rules"]) {
            CHECK(ids.insert(rule["id"].get<std::string>()).second);
            for (const char* const message : {"shortDescription", "fullDescription", "help"})
                CHECK(rule[message]["text"].is_string());
            CHECK(is_list_of_strings(rule["properties"]["tags"]));
            const std::set<std::string> tags = rule["properties"]["tags"];
            CHECK(tags.size() == rule["properties"]["tags"].size());
        }
        for (const Json& result : run["results"]) {
            CHECK(driver["rules"].at(result["ruleIndex"].get<std::size_t>())["id"] == result["ruleId"]);
            CHECK(std::set<std::string>{"none", "note", "warning", "error"}.count(result["level"]) == 1);
            CHECK_FALSE(result["message"]["text"].get<std::string>().empty());
            for (const Json& location : result["locations"]) {
                const Json& place = location["physicalLocation"];
                const std::string uri = place["artifactLocation"]["uri"];
                CHECK(uri.find_first_of(" <>\"{}|\\^`") == std::string::npos);
                if (place.contains("region")) CHECK(place["region"]["startLine"].get<int>() >= 1);
            }
        }
    }
}

}  // namespace

TEST_CASE("SARIF names the origin of a URL apart, says the same of a finding in each run, and tells what failed") {
    const Json first = Json::parse(run("--format sarif nowhere - ", careful).out)["runs"][0];
    CHECK(first["invocations"][0]["executionSuccessful"] == false);
    REQUIRE(first["invocations"][0]["toolExecutionNotifications"].size() == 1);
    CHECK_FALSE(first.contains("originalUriBaseIds"));
    const auto fingerprints = [](const std::string& nonce, const std::string& before) {
        const std::string head = "HTTP/1.1 200 OK\r\n" + before +
                                 "Content-Type: text/html\r\nContent-Security-Policy: script-src '" + nonce +
                                 "' zzz.example; a 'x'; b 'y'\r\n\r\n";
        std::set<std::string> all;
        const Json json = Json::parse(run("--format sarif --https -", head).out)["runs"][0];
        for (const Json& result : json["results"])
            CHECK(all.insert(result["partialFingerprints"]["primaryLocationLineHash"]).second);
        CHECK(json["invocations"][0]["executionSuccessful"] == true);
        return all;
    };
    const auto some = fingerprints("nonce-MTIzNDU2Nzg5MDEyMzQ1Ng==", "");
    CHECK(some.size() > 5);
    CHECK(some == fingerprints("nonce-NjU0MzIxMDk4NzY1NDMyMQ==", "Date: Tue, 24 Nov 2026 10:00:00 GMT\r\n"));
}

TEST_CASE("The audit keeps to its schema and to SARIF's, whatever stands in the headers") {
    const std::string
        names[]{"Content-Security-Policy", "Set-Cookie",          "Strict-Transport-Security", "Server",    "NEL",
                "Permissions-Policy",      "Reporting-Endpoints", "X-Frame-Options",           "Report-To", "X-\xff"};
    const std::string values[]{"",
                               "\xff\xfe",
                               "\xc3",
                               "\xed\xa0\x80",
                               "\xf4\x90\x80\x80",
                               "\x1b[31m",
                               "\x7f",
                               "\xe2\x80\xa8",
                               "\"\\",
                               "</script>",
                               "script-src 'self' \xc3\xa9.example 'unsafe-inline'",
                               "a=b; Domain=\xff",
                               "max-age=\xb9",
                               "nginx/1.2 \x80",
                               "{\"a\":\"\\ud800\"}",
                               "default-src * \xf0\x9f; script-src http://\xc0\xaf"};
    std::string files;
    std::size_t count = 0;
    for (const std::string& name : names)
        for (const std::string& value : values) {
            if (name == "X-\xff" && !value.empty()) continue;
            const std::string head =
                "HTTP/1.1 200 OK\r\n" + (name == "X-\xff" ? "X-Odd" : name) + ": " + value + "\r\n\r\n";
            file("odd" + std::to_string(count), head);
            files += " odd" + std::to_string(count++);
        }
    file("chain", "HTTP/1.1 302 Found\r\nLocation: http://\xff/\r\n\r\n" + careful);
    const Ran ran = run("--format json --fail-on never chain" + files);
    REQUIRE(ran.status == 0);
    CHECK(is_ascii(ran.out));
    const Json all = Json::parse(ran.out);
    REQUIRE(all.size() == count + 1);
    for (const Json& json : all) {
        INFO(json["target"]);
        check_report(json);
    }
    const Ran sarif = run("--format sarif --fail-on never chain" + files);
    REQUIRE(sarif.status == 0);
    CHECK(is_ascii(sarif.out));
    check_sarif(Json::parse(sarif.out));
    CHECK(is_ascii(run("--fail-on never chain" + files).out));
}

TEST_CASE("The audit says what to send, and which directive a misspelt one is taken for") {
    const std::string out =
        run("--https -", "HTTP/1.1 200 OK\r\nContent-Security-Policy: scrpt-src 'self'; zzz x; fonts-src *\r\n\r\n").out;
    const auto says = [&out](const std::string& text) { return out.find(text) != std::string::npos; };
    CHECK(says(
        "Send: Strict-Transport-Security: max-age=63072000; includeSubDomains  (once each subdomain speaks HTTPS; a "
        "short max-age tries it first)\n"));
    CHECK(
        says("In Content-Security-Policy, at byte 0: scrpt-src\n"
             "  Fix: policy.replace(sh::csp::Directive::script_src, {sh::csp::self});\n"
             "  Send: Content-Security-Policy: ...; script-src 'self'  (without scrpt-src)\n"));
    CHECK(
        says("In Content-Security-Policy, at byte 18: zzz\n"
             "  Fix: Leave it out, or write the name of a directive that browsers know.\n"
             "  Send: Content-Security-Policy: ...  (without zzz)\n"
             "  See: "));
    CHECK(
        says("  Fix: policy.replace(sh::csp::Directive::font_src, {sh::csp::any});\n"
             "  Send: Content-Security-Policy: ...; font-src *  (without fonts-src)\n"));
    CHECK(
        says("With all of the policy mended, to be tried as Content-Security-Policy-Report-Only first:\n"
             "  Content-Security-Policy: font-src *; script-src 'self'; default-src 'self'; "));

    const std::string cookies = run("--https -", "HTTP/1.1 200 OK\r\nSet-Cookie: sid=1; Secure; Foo\r\n\r\n").out;
    for (const std::string id : {"session-without-httponly", "without-samesite", "without-prefix"}) {
        const std::size_t begin = cookies.find(" cookie-" + id + ", Set-Cookie\n");
        REQUIRE(begin != std::string::npos);
        CHECK(cookies.substr(begin, cookies.find("\n\n", begin) - begin)
                  .find("In Set-Cookie, at byte 0: sid\n"
                        "  Fix: constexpr sh::SecureCookie session{\"__Host-sid\"};  // whatever reads it has to ask for __Host-sid\n"
                        "  Send: Set-Cookie: __Host-sid=...; Path=/; Secure; HttpOnly; SameSite=Lax  (whatever reads it has to "
                        "ask for __Host-sid)\n") != std::string::npos);
    }
    const std::string narrow =
        run("--https -", "HTTP/1.1 200 OK\r\nSet-Cookie: sid=1; Secure; Path=/x  (b)\r\n\r\n", "COLUMNS=60").out;
    CHECK(narrow.find("  Send: Set-Cookie: __Secure-sid=...; Path=/x  (b); Secure; HttpOnly; SameSite=Lax\n"
                      "        (whatever reads it has to ask for __Secure-sid)\n") != std::string::npos);
}

TEST_CASE("A misspelt SAMEORIGIN stays one in the policy that is to be sent") {
    const std::string out = run("--https -",
                                "HTTP/1.1 200 OK\r\nX-Frame-Options: SAMEORIGIN;\r\n"
                                "Content-Security-Policy: default-src 'self'\r\n\r\n")
                                .out;
    CHECK(out.find("  Send: Content-Security-Policy: ...; frame-ancestors 'self'  (and X-Frame-Options: SAMEORIGIN)\n") !=
          std::string::npos);
    CHECK(out.find("base-uri 'none'; frame-ancestors 'self'\n") != std::string::npos);
    CHECK(out.find("frame-ancestors 'none'") == std::string::npos);
}

TEST_CASE("The audit explains each name that stands in a fix, and no other") {
    const auto legend = [](const std::string& fields) {
        const std::string out = run("--https -", "HTTP/1.1 200 OK\r\n" + fields + "\r\n").out;
        const std::size_t begin = out.find("Fix is C++ in which ");
        return out.substr(begin, out.find('\n', begin) - begin);
    };
    const std::string send = ". Send is the header for any other server, where ... stands for what it says already.";
    CHECK(legend("Content-Security-Policy-Report-Only: sandbox\r\nPermissions-Policy: usb=*\r\n") ==
          "Fix is C++ in which sh is secure_headers, headers the set, policy its Content-Security-Policy, report_only its "
          "Content-Security-Policy-Report-Only and permissions its Permissions-Policy" +
              send);
    CHECK(legend("Content-Type: image/png\r\nSet-Cookie: __Host-a=1; Secure; Path=/; HttpOnly; SameSite=Lax\r\n"
                 "Set-Cookie: __Host-a=1; Secure; Path=/; HttpOnly; SameSite=Lax\r\n") ==
          "Fix is C++ in which sh is secure_headers, headers the set, response the framework's response, session the cookie "
          "and value the cookie's value" +
              send);
}

TEST_CASE("Sentences end where the terminal does, and code and headers do not") {
    file("bare", bare);
    const auto longest = [](const std::string& out) {
        std::size_t most = 0;
        for (std::size_t at = 0, end = 0; at < out.size(); at = end + 1) {
            end = std::min(out.find('\n', at), out.size());
            std::string line = out.substr(at, end - at);
            line.erase(std::remove(line.begin(), line.end(), '\r'), line.end());
            const bool is_code = line.find("Fix: ") < 3 || line.find("Send: ") < 3 || line.find("In ") == 2;
            if (!is_code) most = std::max(most, line.size());
        }
        return most;
    };
    for (const auto& [columns, most] : {std::pair{"48", 48U}, {"72", 72U}, {"", 100U}, {"x", 100U}, {"0", 100U}}) {
        INFO(columns);
        const std::string out = run("--fail-on never bare", "", std::string{"COLUMNS="} + columns).out;
        CHECK(longest(out) <= most);
        CHECK(longest(out) > most - 12);
        CHECK(out.find("  Send: Strict-Transport-Security: max-age=63072000; includeSubDomains\n        (once each") !=
              std::string::npos);
    }
    CHECK(longest(run("--explain csp-missing", "", "COLUMNS=50").out) <= 50);
    if (std::system("command -v script >/dev/null") != 0) return;
    for (const auto& [columns, most] : {std::pair{"60", 60U}, {"300", 100U}}) {
        const std::string out = folder() + "/typescript";
        const std::string line = "cd " + folder() + " && unset COLUMNS && script -qec 'stty cols " + columns +
                                 "; env TERM=dumb " SECURE_HEADERS_AUDIT " --fail-on never bare' " + out +
                                 " >/dev/null 2>&1 </dev/null";
        CHECK(WEXITSTATUS(std::system(line.c_str())) == 0);
        const std::string text = content_of(out);
        const std::string shown = text.substr(text.find("bare:"), text.find("\nScript done") - text.find("bare:"));
        CHECK(longest(shown) <= most);
        CHECK(longest(shown) > most - 12);
    }
}

TEST_CASE("The audit knows the URLs of a chain as far as redirects tell") {
    const auto hop = [](const std::string& location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n";
    };
    const std::string chain =
        hop("/unknown") + hop("https://a.example?b") + hop("/c/d?e") + hop("//f.example/") + hop("g");
    const Json hops = Json::parse(run("--format json --http", chain + careful).out)["hops"];
    const char* const urls[]{"", "", "https://a.example?b", "https://a.example/c/d?e", "https://f.example/", ""};
    REQUIRE(hops.size() == std::size(urls));
    for (std::size_t i = 0; i < std::size(urls); ++i) {
        CHECK(hops[i]["url"] == urls[i]);
        CHECK(hops[i]["https"] == (i > 1));
    }
}

TEST_CASE("The audit says that the last response of a file is a redirect") {
    const Ran ran = run("--https", "HTTP/1.1 301 Moved\r\nLocation: https://user:s3cr3t@example.com/\r\n\r\n");
    CHECK(ran.out.find("stdin: status 301 over HTTPS\n"
                       "This is a redirect to https://example.com/; the response there was not looked at.\n"
                       "Grade ") == 0);
    const Ran nowhere = run("--https", "HTTP/1.1 301 Moved\r\nLocation:\r\n\r\nHTTP/1.1 302 Found\r\nLocation: \r\n\r\n");
    CHECK(nowhere.out.find("\nThis is a redirect with an empty Location, which leads nowhere.\nGrade ") !=
          std::string::npos);
    CHECK(nowhere.out.find("  1. 301 over HTTPS\n") != std::string::npos);
}

TEST_CASE("The audit takes a chain of redirects, and says what it saw at each hop") {
    const std::string chain = "HTTP/1.1 301 Moved\r\nLocation: https://example.com/\r\nServer: nginx\r\n\r\n" + careful;
    const Ran ran = run("", chain);
    CHECK(ran.status == 0);
    CHECK(ran.out.find(
              "\nOn the way:\n"
              "  1. 301 over plain HTTP, leads to https://example.com/\n"
              "     low product-disclosed, Server: Strangers learn what the server is made of, and so which attacks to try.\n"
              "  2. 200 https://example.com/\n"
              "  --explain and its name says how to mend what was found on the way.\n") != std::string::npos);
    const Json json = Json::parse(run("--format json", chain).out);
    REQUIRE(json["hops"].size() == 2);
    CHECK(keys(json["hops"][0]) == std::set<std::string>{"url", "status", "https", "location", "findings"});
    CHECK(json["hops"][0]["status"] == 301);
    CHECK(json["hops"][0]["https"] == false);
    CHECK(json["hops"][0]["location"] == "https://example.com/");
    CHECK(json["hops"][1]["https"] == true);
}

TEST_CASE("The audit colours what goes to a terminal only, unless told not to") {
    file("bare", bare);
    CHECK(run("bare").out.find('\x1b') == std::string::npos);
    if (std::system("command -v script >/dev/null") != 0) {
        std::fprintf(stderr, "SKIPPED: script(1) is not installed, colours are not tested\n");
        return;
    }
    const auto on_terminal = [](const std::string& environment, const std::string& arguments) {
        const std::string out = folder() + "/typescript";
        const std::string line = "cd " + folder() + " && unset NO_COLOR && script -qec 'env TERM=xterm " + environment +
                                 " " SECURE_HEADERS_AUDIT " --fail-on never " + arguments + "' " + out +
                                 " >/dev/null 2>&1 </dev/null";
        CHECK(WEXITSTATUS(std::system(line.c_str())) == 0);
        return content_of(out).find("\x1b[") != std::string::npos;
    };
    for (const char* const arguments : {"bare", "--explain hsts-missing"}) {
        INFO(arguments);
        CHECK(on_terminal("", arguments));
        CHECK(on_terminal("NO_COLOR=", arguments));
        CHECK_FALSE(on_terminal("NO_COLOR=1", arguments));
        CHECK_FALSE(on_terminal("TERM=dumb", arguments));
    }
}

namespace {

/// A server on a free port of the loopback, for as long as it is in scope.
class Server {
public:
    Server() {
        using httplib::Request, httplib::Response;
        server_.Get("/a", [](const Request&, Response& response) { response.set_redirect("/b", 302); });
        server_.Get("/b", [](const Request&, Response& response) {
            response.set_redirect("c?d", 307);
            response.set_content("<a href='c?d'>moved</a>", "text/html");
        });
        server_.Get("/c", [](const Request&, Response& response) { response.set_content("x", "text/html"); });
        server_.Get("/loop", [](const Request&, Response& response) { response.set_redirect("/loop", 302); });
        server_.Get("/file",
                    [](const Request&, Response& response) { response.set_redirect("file:///etc/passwd", 302); });
        server_.Get("/application", [](const Request&, Response& response) {
            response.set_redirect("example-app://user:s3cr3t@open\x1b", 302);
            response.set_content("moved", "text/html");
        });
        server_.Get("/backslashes", [this](const Request&, Response& response) {
            response.set_redirect("\\\\" + host() + "\\c?a\\b", 303);
        });
        server_.Get("/own/scheme", [](const Request&, Response& response) { response.set_redirect("http:a:b?c", 308); });
        server_.Get("/choice", [](const Request&, Response& response) {
            response.set_redirect("/c", 300);
            response.set_content("x", "text/html");
        });
        server_.Get("/nowhere", [](const Request&, Response& response) { response.set_redirect("", 302); });
        server_.Get("/gone",
                    [](const Request&, Response& response) { response.set_redirect("http://127.0.0.1:1/", 302); });
        server_.Get("/nonce", [](const Request&, Response& response) {
            response.set_header("Content-Security-Policy", "script-src 'nonce-MTIzNDU2Nzg5MDEyMzQ1Ng=='");
        });
        server_.Get("/reflects", [](const Request& request, Response& response) {
            response.set_header("Access-Control-Allow-Origin", request.get_header_value("Origin"));
            response.set_header("Access-Control-Allow-Credentials", "true");
        });
        server_.Get("/welcome", [this](const Request& request, Response& response) {
            if (request.has_header("Cookie")) return;
            response.set_header("Set-Cookie", "seen=1; HttpOnly; SameSite=Strict");
            response.set_redirect(url("/welcome"), 302);
        });
        server_.Get("/once", [](const Request& request, Response& response) {
            response.status = request.has_header("Cookie") ? 403 : 200;
            response.set_header("Set-Cookie", "seen=1");
        });
        server_.Get("/private", [](const Request& request, Response& response) {
            response.status = request.get_header_value("Authorization") == "Basic dXNlcjpzM2NyM3Q=" ? 200 : 401;
        });
        server_.Get("/private/absolute",
                    [this](const Request&, Response& response) { response.set_redirect(url("/private"), 302); });
        server_.Get("/private/relative",
                    [](const Request&, Response& response) { response.set_redirect("/private/absolute", 302); });
        server_.Get("/private/to/(.*)", [](const Request& request, Response& response) {
            response.set_redirect("http://" + request.matches[1].str(), 302);
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread{[this] { server_.listen_after_bind(); }};
    }
    ~Server() {
        server_.stop();
        thread_.join();
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
    std::string url(const std::string& path, const std::string& user = {}) const {
        return "http://" + user + host() + path;
    }

private:
    httplib::Server server_{};
    int port_ = 0;
    std::thread thread_{};
};

}  // namespace

TEST_CASE("The audit fetches URLs and follows redirects") {
    const Server server;
    const Json json = Json::parse(run("--format json " + server.url("/a")).out);
    CHECK(json["target"] == server.url("/a"));
    REQUIRE(json["hops"].size() == 3);
    const char* const paths[]{"/a", "/b", "/c?d"};
    const int statuses[]{302, 307, 200};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(json["hops"][i]["url"] == server.url(paths[i]));
        CHECK(json["hops"][i]["status"] == statuses[i]);
        CHECK(json["hops"][i]["https"] == false);
    }
    CHECK(json["observatory"]["tests"]["redirection"]["result"] == "redirection-not-to-https");
    const Json direct = Json::parse(run("--format json " + server.url("/c")).out);
    CHECK(direct["observatory"]["tests"]["redirection"] == Json{{"result", "redirection-missing"}, {"modifier", -20}});
    for (const char* const how : {"--https", "--http"})
        CHECK_FALSE(Json::parse(run(std::string{"--format json "} + how, bare).out)["observatory"]["tests"].contains(
            "redirection"));

    const Ran loop = run(server.url("/loop"));
    CHECK(loop.status == 2);
    CHECK(loop.err == "secure-headers-audit: " + server.url("/loop") + ": more than 10 redirects\n");
    CHECK(loop.out.find(server.url("/loop") +
                        ": status 302 over plain HTTP\nThere is no grade, since the last response was not "
                        "seen: " +
                        server.url("/loop") + ": more than 10 redirects.\n\nOn the way:\n") == 0);
    const Ran gone = run(server.url("/gone"));
    CHECK(gone.status == 2);
    CHECK(gone.err.find("secure-headers-audit: http://127.0.0.1:1/: ") == 0);
    CHECK(gone.out.find("status 302 over plain HTTP") != std::string::npos);
    const struct {
        const char* path;
        const char* location;
    } unfollowed[]{{"/file", "file:///etc/passwd"}, {"/application", "example-app://open\\x1b"}, {"/nowhere", ""}};
    for (const auto& [path, location] : unfollowed) {
        const Ran ran = run("--fail-on never " + server.url(path));
        CHECK(ran.status == 2);
        CHECK(ran.err == "secure-headers-audit: " + server.url(path) + ": redirects to what cannot be fetched, '" +
                             location + "'\n");
        CHECK(ran.out.find(": status 302 over plain HTTP\nThere is no grade, ") != std::string::npos);
        CHECK(ran.out.find("Grade") == std::string::npos);
        CHECK(run("--format json " + server.url(path)).out == "");
    }

    const std::string origin = server.url("");
    const Json sarif = Json::parse(run("--format sarif " + server.url("/a") + " '" + origin + "//x?y=<#z'").out);
    check_sarif(sarif);
    CHECK(sarif["runs"][0]["originalUriBaseIds"] == Json{{origin, {{"uri", origin + "/"}}}});
    std::set<std::string> places;
    for (const Json& result : sarif["runs"][0]["results"]) {
        const Json& place = result["locations"][0]["physicalLocation"];
        CHECK(place["artifactLocation"]["uriBaseId"] == origin);
        CHECK(place["region"]["startLine"] == 1);
        places.insert(place["artifactLocation"]["uri"]);
    }
    CHECK(places == std::set<std::string>{"/c?d", "/.//x?y=%3C"});
}

TEST_CASE("The audit follows the redirects that browsers follow, to where they go") {
    const Server server;
    const auto hops = [&server](const std::string& path) {
        return Json::parse(run("--fail-on never --format json " + server.url(path)).out)["hops"];
    };
    REQUIRE(hops("/backslashes").size() == 2);
    CHECK(hops("/backslashes")[1]["url"] == server.url("/c?a\\b"));
    REQUIRE(hops("/own/scheme").size() == 2);
    CHECK(hops("/own/scheme")[1]["url"] == server.url("/own/a:b?c"));
    const Ran choice = run("--fail-on never " + server.url("/choice"));
    CHECK(choice.out.find(": status 300 over plain HTTP\nGrade ") != std::string::npos);
    CHECK(choice.out.find("csp-missing") != std::string::npos);
}

TEST_CASE("The audit gives a password to the origin that it is for, and shows it nowhere") {
    const Server server, other;
    const std::string user = "user:s3cr3t@";
    const auto statuses = [](const std::string& url) {
        std::string all;
        const Json json = Json::parse(run("--format json '" + url + "'").out);
        for (const Json& hop : json.value("hops", Json::array()))
            all += hop["url"].get<std::string>() + " " + hop["status"].dump() + "\n";
        return all;
    };
    CHECK(statuses(server.url("/private/relative", user)) == server.url("/private/relative") + " 302\n" +
                                                                 server.url("/private/absolute") + " 302\n" +
                                                                 server.url("/private") + " 200\n");
    const std::string there = "/private/to/" + other.host() + "/private";
    CHECK(statuses(server.url(there, user)) == server.url(there) + " 302\n" + other.url("/private") + " 401\n");
    const std::string back = "/to/" + server.host() + "/private";
    CHECK(statuses(server.url(there + back, user)) == server.url(there + back) + " 302\n" + other.url("/private" + back) +
                                                          " 302\n" + server.url("/private") + " 200\n");

    file("chain",
         "HTTP/1.1 302 Found\nLocation: http://user:s3cr3t@a.example/\n\n"
         "HTTP/1.1 302 Found\nLocation: //user:s3cr3t@a.example/\n\n" +
             careful);
    const std::string targets[]{server.url("/private/relative", user),
                                server.url("/private/to/127.0.0.1:1/", user),
                                server.url("/gone", user),
                                server.url("/loop", user),
                                "http://" + user + "127.0.0.1:1/",
                                "http:///" + user + "127.0.0.1:1/",
                                "http://user:s3cr3t/s3cr3t@127.0.0.1/",
                                "http://user:s3cr3t?s3cr3t#s3cr3t@127.0.0.1/",
                                "ftp://" + user + "127.0.0.1/",
                                "chain"};
    for (const std::string& target : targets)
        for (const char* const options : {"", "--format json ", "--format sarif ", "--two "}) {
            INFO(options << target);
            const Ran ran = run(options + ("'" + target + "'"));
            CHECK((ran.out + ran.err).find("s3cr3t") == std::string::npos);
        }
    CHECK(run("--format json '" + server.url("/reflects", user) + "'")
              .out.find("\"target\": \"" + server.url("/reflects") + "\"") != std::string::npos);
}

TEST_CASE("The audit keeps cookies for one chain of redirects") {
    const Server server;
    const Json json = Json::parse(run("--format json --two " + server.url("/welcome")).out);
    REQUIRE(json["hops"].size() == 2);
    CHECK(json["hops"][0]["status"] == 302);
    CHECK(json["hops"][1]["status"] == 200);
    CHECK(run("--two " + server.url("/once")).out.find("/once: status 200 over plain HTTP\n") != std::string::npos);
    const Ran twice = run(server.url("/once") + " " + server.url("/once"));
    CHECK(twice.out.find("status 403") == std::string::npos);
}

TEST_CASE("The audit sees what only a request shows: a reflected origin, a nonce that comes again") {
    const Server server;
    const auto has = [](const Ran& ran, const std::string& id) {
        const Json findings = Json::parse(ran.out)["findings"];
        for (const Json& finding : findings)
            if (finding["id"] == id) return true;
        return false;
    };
    CHECK(has(run("--format json " + server.url("/reflects")), "cors-reflects-with-credentials"));
    CHECK(run("--fail-on critical " + server.url("/reflects")).status == 1);
    CHECK(has(run("--format json --two " + server.url("/nonce")), "csp-nonce-repeated"));
    CHECK_FALSE(has(run("--format json " + server.url("/nonce")), "csp-nonce-repeated"));
}
