#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What curl keeps of our cookies in its jar, over HTTPS with a certificate of this test's own, and what it sends where.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/count.sh
server=build/gcc/tests/cookie_server
for needed in curl openssl "$server"; do
    if ! command -v "$needed" >/dev/null; then
        skip "$needed is not there, no jar is tested"
        end
        exit
    fi
done
work=$(mktemp -d)
server_id=
trap '[ -n "$server_id" ] && kill "$server_id" 2>/dev/null; rm -rf "$work"' EXIT


openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=app.example.test \
    -addext 'subjectAltName=DNS:app.example.test,DNS:other.example.test,DNS:elsewhere.test' \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>"$work/openssl.log" || cat "$work/openssl.log"
"$server" "$work/key.pem" "$work/certificate.pem" >"$work/ports" &
server_id=$!
for _ in $(seq 100); do
    read -r _ https _ http <"$work/ports" && [ -n "${http:-}" ] && break
    sleep 0.05
done
if [ -z "${http:-}" ]; then
    fail "the server does not start"
    end
    exit
fi

get() {  # get SCHEME HOST PATH...: with the jar, one after the other; shows what is sent and received
    local scheme=$1 host=$2 port=$https from=()
    [ -e "$work/jar" ] && from=(-b "$work/jar")
    shift 2
    [ "$scheme" == http ] && port=$http
    curl -sv -m 10 --cacert "$work/certificate.pem" --resolve "$host:$port:127.0.0.1" "${from[@]}" -c "$work/jar" \
        "${@/#\//$scheme://$host:$port/}" 2>&1 | tr -d '\r'
}
sent() { get "$@" | sed -n 's/^> Cookie: //p' | sed 's/; /\n/g' | LC_ALL=C sort; }
# The jar, with the time of expiry as hours from now.
kept() {
    local now
    now=$(date +%s)
    grep -P '\t' "$work/jar" | awk -F'\t' -v now="$now" -v OFS=' ' \
        '{ $5 = $5 == 0 ? "session" : int(($5 - now + 60) / 3600) "h"; $1 = $1; print }' | LC_ALL=C sort
}

get https app.example.test /set >/dev/null
# Fields: domain (#HttpOnly_ before it), for subdomains, path, Secure, expiry, name, value.
same "the jar keeps what was meant" \
    "$(printf '%s\n' '#HttpOnly_.example.test TRUE / TRUE session shared a%20b%3Bc' \
        '#HttpOnly_app.example.test FALSE / TRUE 1h spam eggs' \
        '#HttpOnly_app.example.test FALSE / TRUE 8h __Host-session 0123456789abcdef' \
        '#HttpOnly_app.example.test FALSE /app TRUE session of_app __79' \
        'app.example.test FALSE / FALSE session theme "dark"' | LC_ALL=C sort)" "$(kept)"
same "the same host gets them back" "$(printf '%s\n' '__Host-session=0123456789abcdef' 'shared=a%20b%3Bc' 'spam=eggs' 'theme="dark"' | LC_ALL=C sort)" \
    "$(sent https app.example.test /)"
same "a Path gets its own, too" "$(printf '%s\n' '__Host-session=0123456789abcdef' 'of_app=__79' 'shared=a%20b%3Bc' 'spam=eggs' 'theme="dark"' | LC_ALL=C sort)" \
    "$(sent https app.example.test /app/page)"
same "another host of the domain gets the domain's" 'shared=a%20b%3Bc' "$(sent https other.example.test /)"
same "another site gets none" '' "$(sent https elsewhere.test /)"
same "plain HTTP gets what may travel over it" 'theme="dark"' "$(sent http app.example.test /)"

# In one run, since curl goes back to a jar that it starts from.
rm -f "$work/jar"
same "delete_cookie makes curl send nothing any more" '' "$(get https app.example.test /set /delete /app/page | sed -n '/^> GET .app.page/,$s/^> Cookie: //p')"
same "and empties its jar" '' "$(kept)"

get http app.example.test /set >/dev/null
same "over plain HTTP only the cookie without Secure is kept" 'app.example.test FALSE / FALSE session theme "dark"' "$(kept)"
rm -f "$work/jar"
get https app.example.test /legacy >/dev/null
same "the hook hardens a handler's own cookie" '#HttpOnly_app.example.test FALSE / TRUE session legacy 1' "$(kept)"

end
