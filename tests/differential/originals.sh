# SPDX-License-Identifier: MIT
# Sourced by scripts that compare with CSP Evaluator and the HTTP Observatory.

# fetch_originals FOLDER: puts what npm has of them into the folder, where it is not there yet.
fetch_originals() (
    mkdir -p "$1" && cd "$1" || return
    [ -f package.json ] || echo '{"private": true}' >package.json
    wanted=(csp_evaluator@1.1.8 tough-cookie@5.1.2 axios@1 http-cookie-agent@7 convict@6)  # all but one for the Observatory
    npm ls --depth 0 "${wanted[@]}" >/dev/null 2>&1 ||
        timeout 120 npm install --ignore-scripts --no-audit --no-fund "${wanted[@]}" >npm.log 2>&1
    if [ ! -d observatory/src ]; then  # the package alone: most of what it depends on is for its server
        mkdir -p observatory
        timeout 120 npm pack --silent @mdn/mdn-http-observatory@1.4.8 >/dev/null 2>>npm.log &&
            tar -xzf mdn-mdn-http-observatory-1.4.8.tgz --strip-components=1 -C observatory
        mkdir -p observatory/conf && echo '{}' >observatory/conf/hsts-preload.json
    fi
)
