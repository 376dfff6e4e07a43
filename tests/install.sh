# SPDX-License-Identifier: MIT
# Sourced by scripts that need more than a bare system has.

# install_missing [COMMAND:]PACKAGE...: says which packages of Debian it installs by apt-get, and does. A package with a
# command before it is needed only where there is no such command, however that came there.
install_missing() {
    local wanted missing=() as_root=
    install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }
    for wanted; do
        if [[ $wanted == *:* ]]; then
            command -v "${wanted%:*}" >/dev/null || missing+=("${wanted#*:}")
        elif command -v dpkg-query >/dev/null; then
            dpkg-query -W -f '${Status}' "$wanted" 2>/dev/null | grep -q 'ok installed' || missing+=("$wanted")
        fi
    done
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
        echo "Missing, and not installed since there is no apt-get or no root: ${missing[*]}"
        return
    fi
    echo "Installing by apt-get: ${missing[*]}"
    $as_root apt-get update -qq
    install "${missing[@]}" && return
    for wanted in "${missing[@]}"; do  # one by one: an old release may not have each of them
        install "$wanted" || echo "Not to be had: $wanted"
    done
}
