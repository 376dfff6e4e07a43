#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Shows what each policy stops and lets through in real browsers, over HTTPS with a certificate made for the test.
# Chromium, and with --long Firefox. The table is written to build/browser/table.md, with both if both were asked.
set -u
cd "$(dirname "$0")/../.." || exit 1
server=$PWD/build/gcc/tests/browser_server
folder=$PWD/build/browser
skip_all() {
    echo "SKIPPED: browsers: $*"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
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

passed=0 failed=0 skipped=0
# One browser a time: each uses all of a small machine, and the other's waits would run out.
browsers=(chromium:chromium)
[ "${1-}" == --long ] && browsers+=(firefox:firefox-esr)
for browser in "${browsers[@]}"; do
    IFS=: read -r kind program <<<"$browser"
    if ! executable=$(command -v "$program"); then
        echo "SKIPPED: browsers: $program is not installed"
        skipped=$((skipped + 1))
        continue
    fi
    timeout 600 node tests/browser/browsers.mjs "$kind" "$executable" "$server" "$folder" $demo >"$folder/$kind.log" 2>&1
    grep -v -e ' passed, ' "$folder/$kind.log"
    if [[ $(tail -n 1 "$folder/$kind.log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2])) skipped=$((skipped + BASH_REMATCH[3]))
    else
        echo "FAIL  browsers: $kind did not come to its end"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
