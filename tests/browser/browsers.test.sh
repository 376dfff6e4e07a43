#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Shows what each policy stops and lets through in real browsers, over HTTPS with a certificate made for the test.
# Chromium, and with --long Firefox. The table is written to build/browser/table.md, with both if both were asked;
# README.md beside this file has a copy.
set -u
cd "$(dirname "$0")/../.." || exit 1
server=$PWD/build/gcc/tests/browser_server
folder=$PWD/build/browser
. tests/count.sh
skip_all() {
    skip "browsers: $*"
    end
    exit
}
for tool in node npm openssl certutil; do
    command -v $tool >/dev/null || skip_all "$tool is not installed"
done
demo=$PWD/build/gcc/examples/demo/demo
[ -x "$demo" ] || demo=
[ -x "$server" ] || skip_all "the test's server is not built, since cpp-httplib is not installed"
mkdir -p "$folder"
rm -f "$folder/chromium.json" "$folder/firefox.json"
if [ ! -d "$folder/node_modules/puppeteer-core" ]; then
    npm install --ignore-scripts --no-audit --no-fund --silent --prefix "$folder" puppeteer-core@24 >/dev/null 2>&1 || skip_all "puppeteer-core is not to be had"
fi
bash tests/browser/certificates.sh "$folder" >/dev/null 2>&1 || skip_all "no certificate could be made"

# One browser a time: each uses all of a small machine, and the other's waits would run out.
browsers=(chromium:chromium)
[ "${1-}" == --long ] && browsers+=(firefox:firefox-esr)
for browser in "${browsers[@]}"; do
    IFS=: read -r kind program <<<"$browser"
    if ! executable=$(command -v "$program"); then
        skip "browsers: $program is not installed"
        continue
    fi
    timeout 600 node tests/browser/browsers.mjs "$kind" "$executable" "$server" "$folder" $demo >"$folder/$kind.log" 2>&1
    grep -v -e ' passed, ' "$folder/$kind.log"
    add "browsers: $kind" "$folder/$kind.log"
done
end
