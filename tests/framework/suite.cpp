// SPDX-License-Identifier: MIT
// Asks a framework's driver what every framework is asked. The usual answer stands here; where a framework answers
// otherwise its driver says so, and that answer is held to as strictly.
#include "framework/suite.hpp"

#include "catch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <future>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace suite;

namespace {

struct Question {
    const char* name;
    const char* method;
    const char* path;
    const char* usual;
};

constexpr Question questions[]{
    {"200", "GET", "/page", "200, ours"},
    {"returned", "GET", "/returned", "200, ours"},
    {"404", "GET", "/missing", "404, ours"},
    {"405", "DELETE", "/page", "405, ours"},
    {"500", "GET", "/throw", "500, ours"},
    {"redirect", "GET", "/away", "302, ours"},
    {"file", "GET", "/files/style.css", "200, ours"},
    {"HEAD", "HEAD", "/page", "200, ours"},
    {"HEAD of 404", "HEAD", "/missing", "404, ours"},
    {"OPTIONS", "OPTIONS", "/page", "200, ours"},
    {"unknown method", "BREW", "/page", "405, ours"},
};

const std::string host = "Host: 127.0.0.1\r\n";

struct Malformed {
    const char* name;
    std::string request;
    const char* usual = "400, ours";
};

const Malformed malformed[]{
    {"malformed", "GET /page HTTP/1.1\r\n" + host + "no colon here\r\n\r\n"},
    {"garbage", "garbage\r\n\r\n"},
    {"version", "GET /page HTTP/9.9\r\n" + host + "\r\n"},
    {"no Host", "GET /page HTTP/1.1\r\nConnection: close\r\n\r\n"},
    {"HTTP/1.0", "GET /page HTTP/1.0\r\n\r\n", "200, ours"},
    {"target", "GET page HTTP/1.1\r\n" + host + "\r\n", "404, ours"},
    {"escape", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", "404, ours"},
    {"long target", "GET /" + std::string(70'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "414, ours"},
    {"long header", "GET /page HTTP/1.1\r\n" + host + "X-Long: " + std::string(70'000, 'a') + "\r\n\r\n", "431, ours"},
    {"length", "POST /page HTTP/1.1\r\n" + host + "Content-Length: x\r\n\r\n"},
    {"too long", "POST /page HTTP/1.1\r\n" + host + "Content-Length: 99999999999\r\n\r\na", "413, ours"},
    {"chunk", "POST /page HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"},
    {"expectation", "POST /page HTTP/1.1\r\n" + host + "Content-Length: 1\r\nExpect: more\r\n\r\na", "405, ours"},
    {"refused body",
     "POST /page HTTP/1.1\r\n" + host + "Content-Length: 1\r\nExpect: 100-continue\r\nX-Refuse: 1\r\n\r\na", "405, ours"},
    {"coding", "POST /page HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", "405, ours"},
};

std::string shown(const client::Response& response, std::initializer_list<const char*> names) {
    std::string text;
    for (const char* const name : names) text += list(response, name) + "; ";
    return text.substr(0, text.size() - 2);
}

std::string cookies(const client::Response& response) {
    auto lines = response.values("Set-Cookie");
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines)  // of the framework's own, which attributes it writes does not matter
        text += (text.empty() ? "" : " | ") + (line.starts_with("own=1") ? "own=1" : line);
    return text;
}

}  // namespace

TEST_CASE("every response carries the headers") {
    const Server server = start();
    REQUIRE(server.port() != 0);
    for (const Question& question : questions) {
        INFO(question.name);
        client::Connection connection{server.port()};
        const auto response = connection.ask(question.method, question.path);
        CHECK(describe(response) == server.answer(question.name, question.usual));
        if (std::string_view{question.name} == "500")
            CHECK((response.body.find("secret") == std::string::npos ? "kept" : "shown") ==
                  server.answer("what()", "kept"));
        if (std::string_view{question.name} == "file")
            CHECK(response.body == (response.status == 200 ? "body { color: black }\n" : response.body));
    }
}

TEST_CASE("no response to HEAD has a body, which would be taken for the next response") {
    const Server server = start();
    for (const char* const path : {"/page", "/missing"}) {
        INFO(path);
        client::Connection connection{server.port(), 2};
        const auto head = connection.raw("HEAD " + std::string{path} + " HTTP/1.1\r\n" + host + "\r\n", true);
        if (client::iequals(head.first("Connection"), "close")) continue;
        const auto next = connection.raw("GET /returned HTTP/1.1\r\n" + host + "\r\n", false, false);
        CHECK((describe(next) == "200, ours" ? "none" : "sent") ==
              server.answer("body of HEAD " + std::string{path}, "none"));
    }
}

namespace {

/// Checks what is answered to each malformed request, some at once: some servers wait for more, and so do we; each of
/// them has eight threads.
template <class Answer>
void check_malformed(const Server& server, const std::string& before, Answer answer) {
    constexpr std::size_t at_once = 6;
    for (std::size_t begin = 0; begin < std::size(malformed); begin += at_once) {
        const std::size_t end = std::min(begin + at_once, std::size(malformed));
        std::vector<std::future<std::string>> answers;
        for (std::size_t i = begin; i < end; ++i)
            answers.push_back(std::async(std::launch::async, answer, malformed[i].request));
        for (std::size_t i = begin; i < end; ++i) {
            INFO(malformed[i].name);
            CHECK(answers[i - begin].get() == before + server.answer(malformed[i].name, malformed[i].usual));
        }
    }
}

}  // namespace

TEST_CASE("malformed requests are answered with the headers") {
    const Server server = start();
    check_malformed(server, "", [&](const std::string& request) {
        client::Connection connection{server.port(), 4};
        return describe(connection.raw(request));
    });
}

TEST_CASE("a malformed request after a good one gets nothing of that one's: neither its nonce nor its scheme") {
    const Server server = start("from_trusted_proxy");
    check_malformed(server, "200, ours; ", [&](const std::string& request) -> std::string {
        client::Connection connection{server.port(), 2};
        const auto good = connection.ask("GET", "/page", "X-Forwarded-Proto: https\r\n");
        const auto response = connection.raw(request);
        const std::string nonce = header_nonce(response);
        if (!nonce.empty() && nonce == header_nonce(good)) return "the same nonce";
        return describe(good, true) + "; " + describe(response);
    });
}

TEST_CASE("what a handler throws need not be an exception") {
    const Server server = start();
    const std::string thrown = server.answer("thrown number", "");
    if (thrown.empty()) return;  // what a handler throws is left to the user
    client::Connection connection{server.port(), 2};
    CHECK(describe(connection.ask("GET", "/throw/number")) == thrown);
    client::Connection next{server.port()};
    CHECK(describe(next.ask("GET", "/page")) == "200, ours");
}

TEST_CASE("the hook sees the handshake of a websocket, or its handler delivers the headers, or it goes without") {
    const Server server = start();
    const std::string known = server.answer("past the hook", "");
    if (known.empty()) return;  // this framework has nothing of the kind
    const std::string handshake =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    std::string answers;
    for (const auto& [path, lines] : {std::pair{"/socket", handshake}, {"/socket/own", handshake}, {"/unseen", ""}}) {
        client::Connection connection{server.port(), 2};
        const auto response = connection.raw("GET " + std::string{path} + " HTTP/1.1\r\n" + host + lines + "\r\n");
        CHECK(response.values("Sec-WebSocket-Accept").size() == (response.status == 101 ? 1 : 0));
        answers += (answers.empty() ? "" : "; ") + describe(response);
    }
    CHECK(answers == known);
}

TEST_CASE("a client that goes away leaves a server that answers the others") {
    Server server = start();
    const std::string request = "GET /page HTTP/1.1\r\n" + host;
    for (const std::string& bytes : {std::string{}, std::string{"GET"}, request, std::string{"\r\n\r\n"},
                                     std::string{"garbage\r\n\r\n"}, request + "no colon\r\n\r\n", request + "\r\n",
                                     request + "\r\n" + request, request + "\r\ngarbage\r\n\r\n"}) {
        INFO(bytes);
        for (const bool asked_before : {false, true}) {
            client::Connection connection{server.port()}, other{server.port()};
            if (asked_before) CHECK(describe(connection.ask("GET", "/page")) == "200, ours");
            connection.leave(bytes);
            CHECK(describe(other.ask("GET", "/page")) == "200, ours");
        }
    }
    CHECK(server.end());
}

TEST_CASE("requests that do not wait for answers get theirs") {
    const Server server = start();
    client::Connection connection{server.port(), 2};
    std::string requests, answers;
    for (const char* const path : {"/page", "/missing", "/missing", "/page"})
        requests += "GET " + std::string{path} + " HTTP/1.1\r\n" + host + "\r\n";
    std::set<std::string> nonces;
    std::size_t responses = 0;
    for (; responses < 4; ++responses) {
        const auto response = connection.raw(responses == 0 ? requests : "");
        answers += (responses == 0 ? "" : "; ") + describe(response);
        if (response.status == 0) break;  // this framework takes one request after the other
        nonces.insert(header_nonce(response));
    }
    CHECK(answers == server.answer("pipelined", "200, ours; 404, ours; 404, ours; 200, ours"));
    CHECK(nonces.size() == responses);
}

TEST_CASE("no response names what the server is made of") {
    const Server server = start();
    std::string named;
    for (const Question& question : questions) {
        client::Connection connection{server.port()};
        const auto response = connection.ask(question.method, question.path);
        if (!response.values("EXCEPTION_WHAT").empty()) named += std::string{question.name} + ": EXCEPTION_WHAT; ";
        for (const std::string_view name : sh::presets::detail::owasp_headers_to_remove)
            for (const std::string& value : response.values(name))
                named += std::string{question.name} + ": " + std::string{name} + ": " + value + "; ";
    }
    CHECK(named == server.answer("named", ""));
}

TEST_CASE("a Server of the site's takes the place of the framework's own") {
    const Server server = start_without_nonce("from_connection");
    client::Connection connection{server.port()};
    for (const char* const path : {"/returned", "/missing"}) {
        INFO(path);
        const auto response = connection.ask("GET", path);
        CHECK(shown(response, {"Server", "uWebSockets"}) == "site; ");
    }
}

TEST_CASE("the four modes hold, once and twice, whatever was there before") {
    const Server server = start();
    for (const char* const path : {"/modes", "/twice"}) {
        INFO(path);
        client::Connection connection{server.port()};
        const auto response = connection.ask("GET", path);
        CHECK(response.status == 200);
        const auto name = [&](const char* what) { return std::string{path} + " " + what; };
        CHECK(shown(response, {"X-Frame-Options"}) == server.answer(name("set"), "DENY"));
        CHECK(shown(response, {"X-Default", "X-Absent"}) == server.answer(name("set_default"), "theirs; ours"));
        CHECK(shown(response, {"X-Added"}) == server.answer(name("add"), "ours, ours too, theirs"));
        CHECK(shown(response, {"Server", "X-Powered-By"}) == server.answer(name("remove"), "; "));
        CHECK(shown(response, {"X-Kept"}) == "theirs");
        CHECK(response.values("Content-Security-Policy").size() == 1);
        const std::string two = cookies(response);
        CHECK(two.starts_with("one=1"));
        CHECK(two.find(" | two=2") != std::string::npos);
        CHECK(response.values("Set-Cookie").size() == 2);
    }
}

TEST_CASE("numbers in fields, and an end of the connection, are written as by the framework's own functions") {
    const Server server = start();
    const std::string numbers = server.answer("numbers", "");
    if (numbers.empty()) return;  // a response of the framework's own is written to
    client::Connection connection{server.port()};
    const auto response = connection.ask("GET", "/numbers");
    CHECK(describe(response) + "; " + shown(response, {"X-Number", "Connection"}) == numbers);
}

TEST_CASE("cookies stay several, each replaced by its name alone") {
    const Server server = start();
    client::Connection connection{server.port()};
    const std::string lines = cookies(connection.ask("GET", "/cookies"));
    const std::string rest = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    const std::string gone =
        "c=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + rest.substr(std::string{"; Path=/"}.size());
    CHECK(lines == server.answer("cookies", "a=3" + rest + " | b=2" + rest + " | " + gone + " | own=1"));
}

TEST_CASE("cookies that the framework sets are hardened") {
    const Server server = start();
    client::Connection connection{server.port()};
    const auto lines = connection.ask("GET", "/cookies").values("Set-Cookie");
    const auto own = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.starts_with("own=1"); });
    REQUIRE(own != lines.end());
    CHECK((own->ends_with("; Secure; HttpOnly; SameSite=Lax") ? "hardened" : *own) ==
          server.answer("own cookie", "hardened"));
}

TEST_CASE("a route's own policy overrules the site's") {
    const Server server = start();
    client::Connection connection{server.port()};
    const auto response = connection.ask("GET", "/route");
    CHECK(response.values("Content-Security-Policy") == std::vector<std::string>{"default-src 'none'"});
    CHECK(response.values("Referrer-Policy") == std::vector<std::string>{"no-referrer"});
    CHECK(response.values("X-Frame-Options") == std::vector<std::string>{"DENY"});
}

TEST_CASE("a route's own policy has what is for HTTPS only, too") {
    const Server server = start("always");
    client::Connection connection{server.port()};
    const auto response = connection.ask("GET", "/route");
    CHECK(shown(response, {"Content-Security-Policy", "Strict-Transport-Security"}) ==
          "default-src 'none'; upgrade-insecure-requests; max-age=2592000");
}

TEST_CASE("HSTS travels over HTTPS only, as far as a proxy is trusted to tell") {
    const std::pair<const char*, std::array<bool, 9>> expected[]{
        {"from_connection", {}},
        {"from_trusted_proxy", {false, true, false, true, false, true}},
        {"always", {true, true, true, true, true, true, true, true, true}},
    };
    constexpr const char* lines[]{
        "",
        "X-Forwarded-Proto: https\r\n",
        "X-Forwarded-Proto: http\r\n",
        "Forwarded: for=192.0.2.1;proto=https\r\n",
        "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n",
        "x-forwarded-proto: http, HTTPS\r\n",
        // What a client says, through a proxy that adds to the list, or that sets the other header.
        "X-Forwarded-Proto: https, http\r\n",
        "X-Forwarded-Proto: http\r\nForwarded: proto=https\r\n",
        "X-Forwarded-Proto: https\r\nForwarded: proto=https, for=192.0.2.1;proto=http\r\n",
    };
    for (const auto& [https, secure] : expected) {
        const Server server = start(https);
        client::Connection connection{server.port()};
        for (std::size_t i = 0; i < std::size(lines); ++i) {
            INFO(https << ": " << lines[i]);
            const bool two = i == 4 && https == std::string_view{"from_trusted_proxy"};
            const bool expect =
                two ? server.answer("two X-Forwarded-Proto", "the last counts") == "the first counts" : secure[i];
            CHECK(describe(connection.ask("GET", "/page", lines[i]), expect) == "200, ours");
            CHECK(describe(connection.ask("GET", "/missing", lines[i]), expect) == server.answer("404", "404, ours"));
        }
    }
}

namespace {

/// What of a set without nonces depends on the request, as it was sent.
std::string by_scheme(const client::Response& response) {
    return shown(response, {"Content-Security-Policy", "Strict-Transport-Security", "X-Https"});
}

const std::string over_http = "default-src 'self'; ; ";
const std::string over_https = "default-src 'self'; upgrade-insecure-requests; max-age=63072000; includeSubDomains; ours";

constexpr const char* kept_paths[]{"/files/style.css", "/cached", "/missing", "/returned"};

/// Of a session that goes on; without, Drogon begins one in each response.
const std::string session = "Cookie: JSESSIONID=1\r\n";

std::string get(const char* path, bool https, const std::string& lines = session, const char* version = "1.1") {
    return "GET " + std::string{path} + " HTTP/" + version + "\r\n" + host + "Connection: keep-alive\r\n" + lines +
           (https ? "X-Forwarded-Proto: https\r\n" : "") + "\r\n";
}

}  // namespace

TEST_CASE("what a framework keeps for later requests depends on each request alone") {
    const Server server = start_without_nonce("from_trusted_proxy");
    client::Connection one{server.port()}, other{server.port()};
    for (const char* const path : kept_paths) {
        INFO(path);
        for (const bool https : {false, true, true, false, false, true, false}) {
            CHECK(by_scheme(one.raw(get(path, https))) == (https ? over_https : over_http));
            CHECK(by_scheme(other.raw(get(path, !https))) == (https ? over_http : over_https));
        }
    }
}

TEST_CASE("what a framework keeps is not that of a request that begins a session, or has another version of HTTP") {
    const Server server = start_without_nonce("from_trusted_proxy");
    for (const char* const path : kept_paths) {
        INFO(path);
        for (const auto& [lines, version] : {std::pair{"", "1.1"}, {session.c_str(), "1.0"}, {"", "1.0"}}) {
            INFO(lines << version);
            client::Connection connection{server.port(), 2};
            for (const bool https : {true, false, true}) {
                const auto other = connection.raw(get(path, https, lines, version));
                CHECK((other.status == 400 || by_scheme(other) == (https ? over_https : over_http)));
                CHECK(by_scheme(connection.raw(get(path, !https))) == (https ? over_http : over_https));
            }
        }
    }
}

TEST_CASE("requests that do not wait do not get what was kept for another scheme") {
    const Server server = start_without_nonce("from_trusted_proxy");
    for (const char* const path : kept_paths) {
        INFO(path);
        client::Connection connection{server.port(), 2};
        const std::string first = get(path, false);
        CHECK(by_scheme(connection.raw(first + get(path, true) + first)) == over_http);
        for (const bool https : {true, false}) {
            const auto response = connection.raw("");
            if (response.status == 0) break;  // this framework takes one request after the other
            CHECK(by_scheme(response) == (https ? over_https : over_http));
        }
    }
}

TEST_CASE("under load each response has the headers of its own scheme [threads]") {
    Server server = start_without_nonce("from_trusted_proxy");
    client::Connection{server.port()}.raw(get(kept_paths[0], true));  // what a framework makes but once is made now
    std::vector<std::future<std::string>> clients;
    for (std::size_t i = 0; i < 16; ++i)
        clients.push_back(std::async(std::launch::async, [&, i]() -> std::string {
            client::Connection connection{server.port()};
            for (std::size_t n = 0; n < 200; ++n) {
                const char* const path = kept_paths[(n + i) % std::size(kept_paths)];
                const bool https = n * (i + 1) % 3 == 0;
                const auto response = connection.raw(get(path, https));
                const std::string described = by_scheme(response);
                if (response.status != 0 && described != (https ? over_https : over_http))
                    return path + (": " + described);
            }
            return "";
        }));
    for (auto& wrong : clients) CHECK(wrong.get() == "");
    CHECK(server.end());
}
