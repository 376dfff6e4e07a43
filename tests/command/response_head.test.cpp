// SPDX-License-Identifier: MIT
#include "../../examples/audit/response_head.hpp"

#include "../../examples/audit/chain_from_text.hpp"
#include "catch.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

using audit_command::chain_from_text;
using audit_command::read_heads;

namespace {

/// The heads as one text: statuses, and fields with their lines.
std::string told(std::string_view text) {
    const auto read = read_heads(text);
    if (!read.error.empty()) return "error: " + read.error;
    std::string out;
    for (const auto& head : read.heads) {
        out += std::to_string(head.status) + "/" + std::to_string(head.version) + "@" + std::to_string(head.line);
        for (const auto& field : head.fields)
            out += "|" + field.name + "=" + field.value + "@" + std::to_string(field.line);
        out += "\n";
    }
    return out;
}

struct Row {
    std::string_view text;
    std::string_view read;
};

constexpr Row rows[]{
    {"HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200/1@1|A=b@2\n"},
    {"HTTP/1.1 200 OK\nA: b\n\n", "200/1@1|A=b@2\n"},
    {"HTTP/1.1 200 OK\nA: b", "200/1@1|A=b@2\n"},
    {"HTTP/1.0 404 Not Found\r\n\r\n", "404/1@1\n"},
    {"HTTP/1.1 200\r\n\r\n", "200/1@1\n"},
    {"HTTP/1.1 200 \r\n\r\n", "200/1@1\n"},
    {"HTTP/2 200 \r\na: b\r\n\r\n", "200/2@1|a=b@2\n"},
    {"HTTP/3 200\r\n\r\n", "200/3@1\n"},
    {"\xef\xbb\xbfHTTP/1.1 200 OK\r\n\r\n", "200/1@1\n"},
    {"\n\nHTTP/1.1 200 OK\nA: b\n\n", "200/1@3|A=b@4\n"},
    // Values keep their commas, colons and bytes; blanks around them go.
    {"HTTP/1.1 200 OK\nA:b\nA: \t c:d, e \t\nB:\n\n", "200/1@1|A=b@2|A=c:d, e@3|B=@4\n"},
    {"HTTP/1.1 200 OK\nA : b\n\n", "200/1@1|A=b@2\n"},
    {"HTTP/1.1 200 OK\nA: \xff\x1b[31m\n\n", "200/1@1|A=\xff\x1b[31m@2\n"},
    // Obsolete folding.
    {"HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\td\r\nE: f\r\n\r\n", "200/1@1|A=b c d@2|E=f@5\n"},
    {"HTTP/1.1 200 OK\r\nA:\r\n b\r\nC: d\r\n \r\n\t\r\n e\r\n \r\n\r\n", "200/1@1|A=b@2|C=d e@4\n"},
    // What curl -v prints: only what was received counts, wherever the rest stands.
    {"* Connected\n> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\r\n< A: b\r\n* Mark\n< C: d\r\n< \r\n{ [5 bytes]\n<p>\n",
     "200/1@4|A=b@5|C=d@7\n"},
    {"< HTTP/1.1 301 Moved\n< Location: /a\n<\n* again\n> GET /a HTTP/1.1\n< HTTP/2 200 \n< a:\n<  b\n<\n",
     "301/1@1|Location=/a@2\n200/2@6|a=b@7\n"},
    {"HTTP/1.1 200 OK\nA: b\n\n< HTTP/1.1 500 Oops\n", "200/1@1|A=b@2\n"},
    {"> GET / HTTP/1.1\n< HTTX\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but '> GET / HTTP/1.1'"},
    {"* Connected\n> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< A: b\n<\n<p>\n  <i>\n", "200/1@4|A=b@5\n"},
    {"< HTTP/1.1 200 OK\n< A: b\rC: d\n<\n", "error: line 2 holds a CR without LF"},
    // What it says of its progress, and of the time, before lines.
    {"  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
     "                                 Dload  Upload   Total   Spent    Left  Speed\n"
     "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying\n> GET / HTTP/1.1\n"
     "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r 12 12.3M    0     0    0     0 "
     "1024k      0 --:--:--  0:00:01 --:--:--   22k< HTTP/1.1 200 OK\r\n< A: b\r\n< \r\n{ [34 bytes data]\n",
     "200/1@5|A=b@6\n"},
    {"#=#=#     \r##O#-#    \r< HTTP/1.1 200 OK\r\n< A: b\r\n< \r\n", "200/1@1|A=b@2\n"},
    {"14:48:07.397960 * Connected\n14:48:07.398732 < HTTP/1.1 200 OK\r\n14:48:07.398787 < A: b\r\n14:48:07.3 < \r\n",
     "200/1@2|A=b@3\n"},
    {"  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
     "                                 Dload  Upload   Total   Spent    Left  Speed\n"
     "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100    34  100    34    0     0   "
     "6561      0 --:--:-- --:--:-- --:--:--  6800\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n<p>\n",
     "200/1@4|A=b@5\n"},
    {"\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0HTTP/1.1 200 OK\r\nA: b\r\n\r\n",
     "200/1@1|A=b@2\n"},
    {"  % Total HTTP/ \rHTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200/1@1|A=b@2\n"},
    {"  % Total \r\nHTTP/2 200\rA", "error: line 2 is no status line such as 'HTTP/1.1 200 OK', but 'HTTP/2 200\\x0dA'"},
    {"  % Total \rHTTP/2 200", "200/2@1\n"},
    {"== Info:   Trying 127.0.0.1:80...\n<= Recv header, 17 bytes (0x11)\n0000: HTTP/1.1 200 OK\n",
     "error: is what curl --trace prints; give what curl -v does"},
    {"14:48:07.397960 == Info:   Trying 127.0.0.1:80...\n", "error: is what curl --trace prints; give what curl -v does"},
    // What wget -S prints: heads without blank lines at their ends.
    {"--2026-12-01 14:58:10--  http://a.example/\nConnecting... connected.\nHTTP request sent, awaiting response... \n"
     "  HTTP/1.1 302 Found\n  Location: /a\nLocation: /a [following]\n--2026-12-01 14:58:10--  http://a.example/a\n"
     "  HTTP/1.1 200 OK\n  A: b\nLength: 34 [text/html]\n\n     0K     100% 7.29M=0s\n",
     "302/1@4|Location=/a@5\n200/1@8|A=b@9\n"},
    {"  HTTP/1.1 302 Found\n  Location: /a\n  HTTP/1.1 200 OK\n  A: b\n", "302/1@1|Location=/a@2\n200/1@3|A=b@4\n"},
    {"<pre>\n  HTTP/1.1 200 OK\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but '<pre>'"},
    // What http -v prints: each request before its response.
    {"GET /r HTTP/1.1\r\nAccept: */*\r\n\r\n\n\nHTTP/1.1 302 Found\r\nLocation: /a\r\n\r\nmoved\n\n"
     "GET /a HTTP/1.1\r\nAccept: */*\r\n\r\n\n\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nGET / HTTP/1.1\nHTTP/1.1 500 Oops\n",
     "302/1@6|Location=/a@7\n200/1@16|A=b@17\n"},
    {"GET / HTTP/1.1\nAccept: */*\n\n", "error: holds a request, and no response"},
    // Behind 101 there is no HTTP, or its next version.
    {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05Hello", "101/1@1|Upgrade=websocket@2\n"},
    {"HTTP/1.1 101 Switching Protocols\nUpgrade: h2c\n\nHTTP/2 200\na: b\n\n", "200/2@4|a=b@5\n"},
    // A chain, preliminary responses, a proxy's tunnel, and a body.
    {"HTTP/1.1 301 Moved\r\nLocation: /a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "301/1@1|Location=/a@2\n200/1@4\n"},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "200/1@6\n"},
    {"HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 200\r\na: b\r\n\r\n", "200/2@3|a=b@4\n"},
    {"HTTP/1.1 200 connection established \r\nProxy-Agent: p\r\n\r\nHTTP/2 200\r\na: b\r\n\r\n", "200/2@4|a=b@5\n"},
    {"HTTP/1.1 200 Connection established\r\nProxy-Agent: p\r\n\r\n", "200/1@1|Proxy-Agent=p@2\n"},
    {"HTTP/1.1 200 Tunnel established\r\nProxy-Agent: p\r\n\r\nHTTP/2 200\r\na: b\r\n\r\n", "200/2@4|a=b@5\n"},
    {"HTTP/1.1 200 OK\nDate: x\nServer: envoy\n\nHTTP/1.1 301 Moved\nLocation: /a\n\nHTTP/1.1 200 OK\nA: b\n\n",
     "301/1@5|Location=/a@6\n200/1@8|A=b@9\n"},
    {"HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic\nContent-Type: text/html\n\n"
     "HTTP/1.1 200 Connection established\n\nHTTP/1.1 200 OK\nA: b\n\n",
     "200/1@7|A=b@8\n"},
    {"HTTP/1.1 407 Proxy Authentication Required\nA: b\n\nHTTP/1.1 407 Proxy Authentication Required\nA: c\n\n",
     "407/1@4|A=c@5\n"},
    // Two sites, of which each has content.
    {"HTTP/1.1 200 OK\nContent-Type: x\n\nHTTP/1.1 200 OK\n\n", "200/1@1|Content-Type=x@2\n200/1@4\n"},
    {"HTTP/1.1 200 OK\ncontent-length: 1\n\nHTTP/1.1 200 OK\n\n", "200/1@1|content-length=1@2\n200/1@4\n"},
    {"HTTP/1.1 200 OK\nTransfer-Encoding: x\n\nHTTP/1.1 200 OK\n\n", "200/1@1|Transfer-Encoding=x@2\n200/1@4\n"},
    {"HTTP/1.1 200 OK\r\nA: b\r\n\r\n<!doctype html>\r\n<p>c: d\r\n", "200/1@1|A=b@2\n"},
    // Trailers, as curl prints them.
    {"HTTP/1.1 302 F\r\nTransfer-Encoding: x\r\n\r\nX-T: 1\r\nX-U: 2\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n",
     "302/1@1|Transfer-Encoding=x@2\n200/1@6|A=b@7\n"},
    {"HTTP/2 302\nb: c\n\nx-t: 1\n\nHTTP/2 200\na: b\n\nx-t: 2\n", "302/2@1|b=c@2\n200/2@6|a=b@7\n"},
    {"HTTP/2 200\na: b\n\nX-T: 1\n<p>\nHTTP/2 200\n\n", "200/2@1|a=b@2\n"},
    {"HTTP/1.1 200 OK\nA: b\n\nc: d\nHTTP/1.1 200 OK\n\n", "200/1@1|A=b@2\n"},
    {"HTTP/2 302\nb: c\n\nx-t: 1\nHTTP/2 200\na b: c\n", "error: line 6 is no header field: 'a b: c'"},
    // Pseudo-headers of HTTP/2.
    {"HTTP/2 200\n:status: 200\na: b\n", "200/2@1|a=b@3\n"},
    {":status: 404\na: b\n\n:status:200\n\n", "404/2@1|a=b@2\n200/2@4\n"},
    {":status: 20\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but ':status: 20'"},
    {":status\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but ':status'"},
    {":path: /\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but ':path: /'"},
    {"HTTP/2 200\n:status: 404\na: b\n", "error: line 2 is no header field: ':status: 404'"},
    {":status: 200\n:status: 404\n", "error: line 2 is no header field: ':status: 404'"},
    {"HTTP/2 200\na: b\n:status: 200\n", "error: line 3 is no header field: ':status: 200'"},
    // What is none.
    {"", "error: is empty"},
    {"\r\n\n", "error: holds blank lines only"},
    {"{\"a\": 1}", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but '{\"a\": 1}'"},
    {"A: b\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but 'A: b'"},
    {"\x7f\x45LF", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but '\\x7fELF'"},
    {"HTTP/1.1 20 OK\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but 'HTTP/1.1 20 OK'"},
    {"HTTP/1.1 2000 OK\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but 'HTTP/1.1 2000 OK'"},
    {"HTTP/1.1 099 OK\n", "error: line 1 is no status line such as 'HTTP/1.1 200 OK', but 'HTTP/1.1 099 OK'"},
    {"HTTP/1.1 100 Continue\n\n", "error: holds no final response, only preliminary ones"},
    {"HTTP/1.1 200 OK\n folded\n", "error: line 2 is no header field: ' folded'"},
    {"HTTP/1.1 200 OK\nno colon\n", "error: line 2 is no header field: 'no colon'"},
    {"HTTP/1.1 200 OK\nA b: c\n", "error: line 2 is no header field: 'A b: c'"},
    {"HTTP/1.1 200 OK\n: c\n", "error: line 2 is no header field: ': c'"},
    {{"HTTP/1.1 200 OK\nA: \0b\n", 23}, "error: line 2 holds a NUL byte"},
    {"HTTP/1.1 200 OK\rServer: x\r\r", "error: line 1 holds a CR without LF"},
    {"HTTP/1.1 302 Found\nLocation: /a\n\nHTTP/1.1 200 OK\rServer: x\r\r", "error: line 4 holds a CR without LF"},
    {"HTTP/1.1 200 OK\r\r\nServer: x\r\r\n\r\r\n", "error: line 1 holds a CR without LF"},
    {"HTTP/1.1 200 OK\r\r\nServer: x\r\r\n\r\r\n< HTTP/1.1 500\n", "error: line 1 holds a CR without LF"},
    {"HTTP/1.1 200 OK\r\nServer: x\rX-Frame-Options: DENY\r\n\r\n", "error: line 2 holds a CR without LF"},
    {"HTTP/1.1 200 OK\nA: b\n c\rd\n\n", "error: line 3 holds a CR without LF"},
    {{"\xff\xfeH\0T\0", 6}, "error: is UTF-16; save it as UTF-8 or ASCII"},
};

struct SchemeRow {
    std::string_view text;
    std::optional<bool> https;
    std::string_view hops;  ///< s for HTTPS, p for plain HTTP.
};

constexpr SchemeRow schemes[]{
    {"HTTP/1.1 200 OK\n\n", {}, "s"},
    {"HTTP/1.1 200 OK\n\n", false, "p"},
    {"HTTP/1.1 301 A\nLocation: https://a.example/\n\nHTTP/1.1 200 OK\n\n", {}, "ps"},
    {"HTTP/2 301\nLocation: https://a.example/\n\nHTTP/1.1 200 OK\n\n", {}, "ss"},
    {"HTTP/1.1 301 A\nLocation: https://a.example/\nStrict-Transport-Security: max-age=1\n\nHTTP/1.1 200 OK\n\n", {}, "ss"},
    {"HTTP/1.1 301 A\nLocation: https://a.example/\n\nHTTP/1.1 200 OK\n\n", true, "ss"},
    {"HTTP/1.1 301 A\nLocation: /a\n\nHTTP/1.1 200 OK\n\n", false, "pp"},
    {"HTTP/1.1 301 A\nLocation: http://a.example/\n\nHTTP/1.1 200 OK\n\n", {}, "sp"},
    {"HTTP/1.1 301 A\nLocation: http:a.example\n\nHTTP/1.1 200 OK\n\n", true, "sp"},
    {"HTTP/1.1 301 A\nLocation: http:\\\\a.example\n\nHTTP/1.1 200 OK\n\n", true, "sp"},
    {"HTTP/1.1 301 A\nLocation: https:a\n\nHTTP/1.1 200 OK\n\n", false, "ps"},
    {"HTTP/1.1 305 A\nLocation: http://a.example/\n\nHTTP/1.1 200 OK\n\n", true, "ss"},
};

}  // namespace

TEST_CASE("Response heads are read as curl prints them") {
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(told(row.text) == row.read);
    }
}

TEST_CASE("Response heads have an end, however long the text") {
    const std::string fields(200000, 'a');
    CHECK(told("HTTP/1.1 200 OK\nA: " + fields + "\n\n").size() > fields.size());
    CHECK(told("HTTP/1.1 200 OK\nA: " + fields + "\nB: " + fields) == "error: line 3: the head is larger than 256 KiB");
    std::string folded = "HTTP/1.1 200 OK\nA: b\n";
    for (int i = 0; i < 50000; ++i) folded += " c\n";
    CHECK(told(folded).size() > 100000);
}

TEST_CASE("Response heads are refused where the text is cut among them, but not where it is cut behind them") {
    using audit_command::most_input;
    const std::string redirect = "HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\n", last = "HTTP/1.1 200 OK\nA: b\n\n";
    std::string redirects;
    while (redirects.size() < most_input) redirects += redirect;
    CHECK(told(redirects + last) == "error: line 87382: the heads are larger than 1 MiB");
    for (std::size_t shift = 0; shift < redirect.size(); ++shift) {  // each byte of a head is the first one cut off
        INFO(shift);
        const std::string first = "HTTP/1.1 302 Found\nA: " + std::string(shift, 'a') + "\n\n";
        CHECK(told(first + redirects + last).ends_with(": the heads are larger than 1 MiB"));
    }
    CHECK(told(std::string(most_input + 1, '\n')) == "error: line 1048576: the heads are larger than 1 MiB");

    CHECK(told(last + "<p>" + std::string(most_input, 'a')) == "200/1@1|A=b@2\n");
    CHECK(told(last + "<p>\n" + redirects + last) == "200/1@1|A=b@2\n");
    CHECK(told(last + std::string(most_input - last.size(), '\n')) == "200/1@1|A=b@2\n");

    const std::string chunked = "HTTP/2 200\nA: b\n\n";
    CHECK(told(chunked + "a:" + std::string(most_input, 'b')) == "200/2@1|A=b@2\n");
    std::string trailers;
    while (trailers.size() < most_input) trailers += "a: b\n";
    CHECK(told(chunked + trailers + last) == "200/2@1|A=b@2\n");
}

TEST_CASE("Response heads came by HTTPS as far as the input tells") {
    for (const SchemeRow& row : schemes) {
        INFO(row.text);
        std::string hops;
        for (const auto& hop : chain_from_text("a", row.text, row.https).hops) hops += hop.https ? "s" : "p";
        CHECK(hops == row.hops);
    }
}

TEST_CASE("What strangers sent is shown in visible ASCII") {
    CHECK(audit_command::visible("a b~") == "a b~");
    CHECK(audit_command::visible("\x1b[31m\n\xc3\xbc") == "\\x1b[31m\\x0a\\xc3\\xbc");
    CHECK(audit_command::visible("abc", 2) == "ab...");
}
