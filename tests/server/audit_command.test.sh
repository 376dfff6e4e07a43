#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Has secure-headers-audit explain all that it knows and compiles its fixes; has it fetch over HTTPS, with a certificate
# that nobody vouches for, with one that is given, with those of another host and of yesterday, by way of plain HTTP, and
# from a server that says what is no whole response, or redirects with bodies of all kinds.
set -u
cd "$(dirname "$0")/../.." || exit 1
audit=$PWD/build/gcc/examples/audit/secure-headers-audit
. tests/count.sh
export COLUMNS=1000  # what is explained stands on one line each
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

if [ ! -x "$audit" ]; then
    skip "secure-headers-audit is not built"
    end
    exit
fi

# The table of rules in the README of the audit.
table=$(for id in $("$audit" --explain list); do
    "$audit" --explain "$id" | awk 'NR == 1 { sub(/,.*/, ""); split($0, part, ": ") } NR == 2 { print "| `" part[1] "` | " part[2] " | " $0 " |" }'
done | LC_ALL=C sort)
same "the audit's README has each rule" "$table" "$(sed -n '/^| id | severity | what |/,/^$/p' examples/audit/README.md | grep '^| `' | sed 's/ | (two responses) / | /' | LC_ALL=C sort)"

# Each fix is a function of its own: C++ is what has a semicolon at its end, before a comment; the rest is words.
count=0 explained=0 worded=0
{
    echo '#include <secure_headers/secure_headers.hpp>'
    echo '#include <secure_headers/adapter/response.hpp>'
    echo '#include <chrono>'
    echo '#include <string_view>'
    echo 'namespace sh = secure_headers;'
    echo 'struct Response {};'
    echo 'template <> struct sh::ResponseAdapter<Response> {'
    echo '    static void append(Response&, std::string_view, std::string_view);'
    echo '    static std::size_t erase_if(Response&, std::string_view, auto&&) { return 0; }'
    echo '};'
    echo 'extern sh::SecureHeaders headers;'
    echo 'extern sh::ContentSecurityPolicy policy, report_only;'
    echo 'extern sh::PermissionsPolicy permissions;'
    echo 'extern Response response;'
    echo 'extern const sh::SecureCookie session;'
    echo 'extern sh::CookieValue value;'
    for id in $("$audit" --explain list); do
        count=$((count + 1))
        "$audit" --explain "$id" >"$work/explained" && explained=$((explained + 1))
        fix=$(sed -n 's/^Fix: //p' "$work/explained")
        case $fix in
            *';' | *';  // '*)
                echo "void fix_$count() {"
                echo "    $fix"
                echo '}'
                ;;
            *) echo "$fix" >>"$work/worded" ;;
        esac
    done
} >"$work/fixes.cpp"
same 'each finding is explained' "$count" "$explained"
${CXX:-g++} -std=c++20 -fsyntax-only -Iinclude -Wno-unused-variable "$work/fixes.cpp" >"$work/log" 2>&1
same 'the fixes compile' '' "$(head -c 2000 "$work/log")"
same 'what is no C++' 'Answer with status 308 and Location: https://... on the plain HTTP port.
Leave it out, or write the name of a directive that browsers know.
Leave it out, or write the name of a directive that caches know.
Leave it out, or write the name of a feature that browsers know.
Leave one of them out.
Leave the directive out.
Leave the endpoint out, or have a policy report to it by its name.
Leave this one out, and write what it says and the first does not into the first.
Leave this one out.
Redirect to an https:// address.
Serve the response over HTTPS.
Write each directive once, with the value that it takes.
Write each feature once.
Write visible ASCII only.' "$(LC_ALL=C sort -u "$work/worded")"

# What is to be sent is what the C++ sends: all of it, or what follows "...; ", less what stands in parentheses.
sends=0 fixed_in_cpp=0
{
    echo '#include <secure_headers/secure_headers.hpp>'
    echo '#include <secure_headers/adapter/response.hpp>'
    echo '#include <chrono>'
    echo '#include <iostream>'
    echo '#include <string>'
    echo 'namespace sh = secure_headers;'
    echo 'using sh::set_cookie, sh::set_headers;'
    echo 'void sends(const char* id, std::string sent, const std::string& line) {'
    echo '    for (auto at = sent.find("nonce-"); at != sent.npos; at = sent.find("nonce-", at + 1))'
    echo "        sent.replace(at + 6, sent.find('\\'', at) - at - 6, \"RANDOM\");"
    echo '    if (sent.find(line) == sent.npos) std::cout << id << " sends " << sent << "not " << line << std::endl;'
    echo '}'
    echo 'int main() {'
    for id in $("$audit" --explain list); do
        "$audit" --explain "$id" >"$work/explained"
        fix=$(sed -n 's/^Fix: //p' "$work/explained")
        line=$(sed -n 's/^Send: //p' "$work/explained")
        case $fix in *';' | *';  // '*) fixed_in_cpp=$((fixed_in_cpp + 1)) ;; esac
        [ -n "$line" ] || continue
        sends=$((sends + 1))
        line=$(sed -E 's/  \(.*//; s/: \.\.\.; /: /; s/^Content-Security-Policy: //; s/=\.\.\.;/=x;/' <<<"$line")
        case $fix$line in
            *'...'* | *'(response, '* | *'.remove("'*) continue ;;
            constexpr*) deliver="set_cookie(sent, $(sed -E 's/.* ([a-z]+)\{.*/\1/' <<<"$fix"), \"x\");" ;;
            policy*) deliver="set_headers(sent, sh::FrozenHeaders{headers.set(policy)}, {.https = true, .nonce = sh::Nonce::generate()});" ;;
            *) deliver="set_headers(sent, sh::FrozenHeaders{headers}, {.https = true, .nonce = sh::Nonce::generate()});" ;;
        esac
        echo '    {'
        echo '        auto headers = sh::SecureHeaders::empty();'
        echo '        headers.set(sh::ReportingEndpoints{{"csp", "https://reports.example.com"}});'
        echo '        headers.set(sh::ReportTo{{.group = "network", .endpoints = {{.url = "https://reports.example.com"}}}});'
        echo '        sh::ContentSecurityPolicy policy;'
        echo '        std::string sent;'
        echo "        $fix"
        echo "        $deliver"
        echo "        sends(\"$id\", sent, R\"x($line)x\");"
        echo '    }'
    done
    while read -r cookie; do
        printf 'HTTP/1.1 200 OK\nDate: Mon, 30 Nov 2026 00:00:00 GMT\nSet-Cookie: %s\n\n' "$cookie" |
            "$audit" --https - | sed -n 's/^  \(Fix: constexpr\|Send: Set-Cookie\)/\1/p'
    done >"$work/cookies" <<'COOKIES'
csrftoken=a; Path=/; HttpOnly; SameSite=Strict
sid=a; Path=/app; Domain=www.example.com; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=600
_octo=a; Path=/; Domain=github.com; Max-Age=86400; SameSite=Lax
__host-a=a; Domain=a.example; SameSite=Lax; Foo
a=a; Path=/"b\c; SameSite=None; Paht=/
=a; Max-Age=60; SameSite=Strict; Secure
COOKIES
    while read -r fix && read -r line; do
        echo '    {'
        echo '        std::string sent;'
        echo "        ${fix#Fix: }"
        echo "        set_cookie(sent, $(sed -E 's/.* ([a-z]+)\{".*/\1/' <<<"$fix"), \"x\");"
        echo "        sends(\"a cookie\", sent, R\"x($(sed -E 's/^Send: //; s/=\.\.\.;/=x;/; s/; (Foo|Paht=.)//; s/  \([^()]*\)$//' <<<"$line"))x\");"
        echo '    }'
    done <"$work/cookies"
    while read -r fields; do
        printf 'HTTP/1.1 200 OK\nContent-Type: text/html\n%b\n' "$fields" | "$audit" --https - |
            grep -A1 '^  Fix: headers.*sh::\(ReportingEndpoints\|ReportTo\|NEL\)' | sed -n 's/^  //p'
    done >"$work/reports" <<'REPORTS'
Permissions-Policy: usb=();report-to="c"\nReporting-Endpoints: a="https://r.example/?b,c;d", b="/b"\n
Content-Security-Policy: img-src a.com\nReporting-Endpoints: Coop="https://r.example", b\n
Report-To: {"group":"a","max_age":5,"include_subdomains":true,"endpoints":[{"url":"https://r.example","priority":1,"weight":2},{"url":"/b"}]}, {"group":"b","max_age":6,"endpoints":[{"url":"/c"}]}, {"group":"c"}\nNEL: {"report_to":"zz","max_age":1}\n
NEL: {}\n
REPORTS
    while read -r fix && read -r line; do
        line=$(sed -E 's/^Send: //; s/  \((each|[^ ]* is where).*//' <<<"$line")
        first=${line%%  (and *} second=${line#*  (and }
        echo '    {'
        echo '        auto headers = sh::SecureHeaders::empty();'
        echo '        sh::ContentSecurityPolicy policy;'
        echo '        std::string sent;'
        echo "        ${fix#Fix: }"
        echo '        set_headers(sent, sh::FrozenHeaders{headers}, {.https = true});'
        echo "        sends(\"a report\", sent, R\"x(${first/: ...; /: })x\");"
        [ "$second" = "$line" ] || echo "        sends(\"a report\", sent, R\"x(${second%)})x\");"
        echo '    }'
    done <"$work/reports"
    echo '}'
} >"$work/sends.cpp"
same 'fixes of where reports go' 7 "$(grep -c '^Fix' "$work/reports")"
same 'each fix in C++ has a header to send' "$fixed_in_cpp" "$sends"
${CXX:-g++} -std=c++20 -Iinclude -Wno-unused-variable "$work/sends.cpp" -o "$work/sends" >"$work/log" 2>&1
same 'the fixes run' '' "$(head -c 2000 "$work/log")"
same 'the C++ sends the header that the audit shows' '' "$("$work/sends" 2>&1)"
same 'most were compared' yes "$([ "$(grep -c 'sends("' "$work/sends.cpp")" -ge 100 ] && echo yes)"

if ! command -v openssl >/dev/null || ! command -v python3 >/dev/null; then
    skip "openssl or python3 is not installed, HTTPS is not tried"
    end
    exit
fi
certificate() {  # certificate NAME ALTERNATIVE-NAMES DAYS: one that vouches for itself
    openssl req -new -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$work/$1.key" -out "$work/request" >/dev/null 2>&1
    openssl x509 -req -in "$work/request" -signkey "$work/$1.key" -days "$3" -extfile <(echo "subjectAltName=$2") \
        -out "$work/$1" >/dev/null 2>&1
}
certificate valid DNS:localhost,IP:127.0.0.1 2
certificate misnamed DNS:other.example 2
certificate expired DNS:localhost,IP:127.0.0.1 -1
cat >"$work/server.py" <<'PYTHON'
import http.server, socketserver, ssl, sys, threading, time
class Secure(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
        self.end_headers()
        self.wfile.write(b'x' * 100000)
    def log_message(self, *_): pass
class Plain(Secure):
    def do_GET(self):
        self.send_response(301)
        self.send_header('Location', 'https://127.0.0.1:%d/a' % secure.server_port)
        self.send_header('Content-Type', 'text/html')
        self.end_headers()
        self.wfile.write(b'<title>301 Moved Permanently</title>')
def secured(name):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Secure)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1] + '/' + name, sys.argv[1] + '/' + name + '.key')
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
found = b'HTTP/1.1 302 Found\r\nLocation: /end\r\n'
class Raw(socketserver.BaseRequestHandler):  # what no server of HTTP says, and redirects with bodies of all kinds
    def handle(self):
        path = self.request.recv(65536).split(b' ')[1]
        try:
            if path == b'/endless':
                self.request.sendall(found + b'\r\n')
                while True: self.request.sendall(b'x' * 65536)
            if path == b'/silent':
                self.request.sendall(found + b'Content-Length: 9\r\n\r\n')
                time.sleep(20)
        except OSError: pass
        self.request.sendall({
            b'/end': b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
            b'/length': found + b'Content-Length: 5\r\n\r\nmoved',
            b'/chunked': found + b'Transfer-Encoding: chunked\r\n\r\n5\r\nmoved\r\n0\r\n\r\n',
            b'/closed': found + b'Connection: close\r\n\r\nmoved',
            b'/none': found + b'Content-Length: 0\r\n\r\n',
            b'/early': b'HTTP/1.1 103 Early Hints\r\n\r\n' + found + b'Content-Length: 5\r\n\r\nmoved',
            b'/cut': b'HTTP/1.1 200 OK\r\nServer: x\r\n',
            b'/cut-line': b'HTTP/1.1 200 OK\r\nServer: x\r\nX-Frame-Op',
            b'/cut-second': b'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nServer: x\r\n',
            b'/long': b'HTTP/1.1 200 OK\r\nX-Long: ' + b'x' * 112640 + b'\r\n\r\n',
            b'/switch': b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
            b'/hints': b'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n',
            b'/mail': b'220 mail.example ESMTP\r\n',
            b'/trailer': b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: x\r\n\r\n',
        }[path])
secure, misnamed, expired = secured('valid'), secured('misnamed'), secured('expired')
plain = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Plain)
raw = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Raw)
threading.Thread(target=raw.serve_forever, daemon=True).start()
print(secure.server_port, misnamed.server_port, expired.server_port, plain.server_port, raw.server_address[1], flush=True)
plain.serve_forever()
PYTHON
python3 "$work/server.py" "$work" >"$work/ports" 2>/dev/null &
server=$!
for _ in $(seq 100); do
    read -r https misnamed expired http raw <"$work/ports" && break
    sleep 0.05
done
json() { python3 -c "import json, sys; print(eval(sys.argv[1], {'j': json.load(open('$work/out'))}))" "$1"; }

hsts="j['observatory']['tests']['strict-transport-security']"
like() {  # like NAME PATTERN ACTUAL: libcurl's words are not the same in each version
    # shellcheck disable=SC2053
    if [[ $3 == $2 ]]; then pass; else same "$@"; fi
}
refuses() {  # refuses NAME PATTERN URL OPTION...
    "$audit" "${@:4}" "$3" >"$work/out" 2>"$work/err"
    same "$1: status" 2 $?
    like "$1: what is said" "secure-headers-audit: $3: $2" "$(cat "$work/err")"
    same "$1: one line" 1 "$(wc -l <"$work/err")"
    same "$1: nothing else" '' "$(cat "$work/out")"
}
self_signed='*self*signed certificate*' other_host='*alternative certificate subject name*' old='*certificate has expired*'
hint='; --ca names what to trust, --insecure goes on in spite of it'
refuses 'nobody vouches for the certificate' "$self_signed$hint" "https://127.0.0.1:$https/"
refuses 'a certificate of another host' "$other_host$hint" "https://127.0.0.1:$misnamed/" --ca "$work/misnamed"
refuses 'an old certificate' "$old$hint" "https://127.0.0.1:$expired/" --ca "$work/expired"
insecurely() {  # insecurely NAME PATTERN PORT OPTION...
    "$audit" --insecure --fail-on never "${@:4}" "https://127.0.0.1:$3/" >"$work/out" 2>"$work/err"
    same "$1, --insecure: status" 0 $?
    like "$1, --insecure: text" "The certificate was not verified: $2.
Browsers ignore Strict-Transport-Security there." "$(sed -n 2,3p "$work/out")"
    "$audit" --insecure --format json --fail-on never "${@:4}" "https://127.0.0.1:$3/" >"$work/out" 2>"$work/err"
    same "$1, --insecure: the Observatory" "{'result': 'hsts-invalid-cert', 'modifier': -20}" "$(json "$hsts")"
    same "$1, --insecure: hstspreload" "['domain.format.is_ip_address', 'domain.tls.invalid_cert_chain']" \
        "$(json "j['hstspreload']['errors']")"
}
insecurely 'nobody vouches for the certificate' "$self_signed" "$https"
insecurely 'a certificate of another host' "$other_host" "$misnamed" --ca "$work/misnamed"
insecurely 'an old certificate' "$old" "$expired" --ca "$work/expired"
insecurely 'a file of certificates that is not there' '*' "$https" --ca /nonexistent
for option in '' --insecure; do
    # shellcheck disable=SC2086
    "$audit" $option --ca "$work/valid" --format json --fail-on never "https://127.0.0.1:$https/" >"$work/out" 2>"$work/err"
    same "a valid certificate, $option: status" 0 $?
    same "a valid certificate, $option: hstspreload" "['domain.format.is_ip_address', 'header.preloadable.preload.missing']" \
        "$(json "j['hstspreload']['errors']")"
    same "a valid certificate, $option: redirection" False "$(json "'redirection' in j['observatory']['tests']")"
    same "a valid certificate, $option: HSTS is seen" hsts-implemented-max-age-at-least-six-months "$(json "${hsts}['result']")"
    # shellcheck disable=SC2086
    "$audit" $option --ca "$work/valid" --fail-on never "https://127.0.0.1:$https/" >"$work/out"
    same "a valid certificate, $option: no more is said" Grade "$(sed -n '2s/ .*//p' "$work/out")"
done
"$audit" --insecure --format json --fail-on never "http://127.0.0.1:$http/" >"$work/out" 2>"$work/err"
same 'by way of plain HTTP, --insecure: redirection' redirection-invalid-cert \
    "$(json "j['observatory']['tests']['redirection']['result']")"
"$audit" --ca "$work/valid" --format json --fail-on never "http://127.0.0.1:$http/" >"$work/out" 2>"$work/err"
same 'by way of plain HTTP: hops' "[('http://127.0.0.1:$http/', 301, False), ('https://127.0.0.1:$https/a', 200, True)]" \
    "$(json "[(h['url'], h['status'], h['https']) for h in j['hops']]")"
same 'by way of plain HTTP: redirection' redirection-to-https "$(json "j['observatory']['tests']['redirection']['result']")"
"$audit" --ca /nonexistent "https://127.0.0.1:$https/" >"$work/out" 2>"$work/err"
same 'a file of certificates that is not there' 2 $?

for path in cut cut-line cut-second; do
    refuses "/$path" 'the connection ended before the head did' "http://127.0.0.1:$raw/$path"
done
refuses 'a long field' 'a header is larger than the 100 KiB that libcurl takes' "http://127.0.0.1:$raw/long"
for path in switch hints; do
    refuses "/$path" 'the server sent no final response, only a preliminary one' "http://127.0.0.1:$raw/$path"
done
refuses 'another protocol' 'the server does not answer in HTTP' "http://127.0.0.1:$raw/mail"
"$audit" --fail-on never "http://127.0.0.1:$raw/trailer" >"$work/out" 2>"$work/err"
same 'a trailer: status' 0 $?
for path in none length chunked closed early endless silent; do
    timeout 15 "$audit" --format json --fail-on never "http://127.0.0.1:$raw/$path" >"$work/out" 2>"$work/err"
    same "a redirect's body, $path: status" 0 $?
    same "a redirect's body, $path: hops" "[('http://127.0.0.1:$raw/$path', 302), ('http://127.0.0.1:$raw/end', 200)]" \
        "$(json "[(h['url'], h['status']) for h in j['hops']]")"
done
end
