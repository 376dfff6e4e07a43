#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds the demo and runs it on 127.0.0.1:8080, or on PORT; over HTTPS with the files (PEM) that
# TLS_CERTIFICATE and TLS_KEY name.
set -eu
cd "$(dirname "$0")/.."

missing=()
for tool in g++ cmake ninja pkg-config curl http; do  # http is httpie's
    package=${tool/ninja/ninja-build}
    command -v "$tool" >/dev/null || missing+=("${package/#http/httpie}")
done
pkg-config --exists cpp-httplib 2>/dev/null || missing+=(libcpp-httplib-dev)
echo '#include <nlohmann/json.hpp>' | g++ -E -x c++ - >/dev/null 2>&1 || missing+=(nlohmann-json3-dev)
if [ ${#missing[@]} -gt 0 ]; then
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
        echo "The demo needs ${missing[*]}: please install them." >&2
        exit 1
    fi
    echo "Installing by apt-get: ${missing[*]}"
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

quietly() {  # quietly COMMAND...: what it says is shown only if it fails
    local said
    said=$("$@" 2>&1) || { echo "$said" >&2; return 1; }
}
echo "Building the demo"
quietly cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release -DSECURE_HEADERS_BUILD_TESTS=OFF
quietly cmake --build build/demo --target demo
exec build/demo/examples/demo/demo
