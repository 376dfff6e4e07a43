# SPDX-License-Identifier: MIT
# Sourced by scripts that need more than a bare system has.

# install_missing PACKAGE...: says which packages of Debian it installs by apt-get, and does; one by one, since an old
# release may not have each of them.
install_missing() {
    command -v dpkg-query >/dev/null || return
    local package missing=() as_root=
    for package; do
        command -v "$package" >/dev/null && continue
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
        echo "Missing, and not installed since there is no apt-get or no root: ${missing[*]}"
        return
    fi
    echo "Installing by apt-get: ${missing[*]}"
    $as_root apt-get update -qq
    for package in "${missing[@]}"; do
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
            echo "Not to be had: $package"
    done
}
