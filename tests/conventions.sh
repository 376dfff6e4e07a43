#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a change must satisfy that no compiler checks.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/count.sh

nowhere() { ! grep -rnE "$@"; }
all_documented() {
    ! git ls-files --cached --others --exclude-standard 'include/*.hpp' | grep -vE '/(detail|adapter|audit/rules)/|audit/grade' |
        xargs awk -f tests/documented.awk | grep .
}

umbrella=include/secure_headers/secure_headers.hpp
for header in include/secure_headers/policy/*.hpp; do
    name=$(basename "$header" .hpp)
    holds "$header has a test" test -f "tests/policy/$name.test.cpp"
    holds "$header is in the umbrella" grep -q "<secure_headers/policy/$name.hpp>" "$umbrella"
    wire=$(sed -n 's/.*std::string_view name = "\([^"]*\)"\(sv\)\{0,1\};/\1/p' "$header" | head -n 1)
    [ -n "$wire" ] && holds "$header has a row in the README" grep -q "^| .*\`$wire\`" README.md
done
while read -r file; do
    holds "$file names its licence" grep -q 'SPDX-License-Identifier: MIT' <(head -n 4 "$file")
done < <(git ls-files --cached --others --exclude-standard '*.hpp' '*.cpp' '*.sh' '*.cmake' 'CMakeLists.txt' '*/CMakeLists.txt')
# Compilers quote the line on which the call begins.
holds "a refusal stands on one line" nowhere '^[^/]*refuse\((.*[^;])?$' include --include=*.hpp --exclude=invalid_header.hpp
holds "refuse() is the one way to throw" nowhere '^[^/]*\bthrow [A-Z]' include --include=*.hpp --exclude=invalid_header.hpp
holds "no adapter, audit or format is in the umbrella" nowhere '<secure_headers/(adapter|audit|format)' "$umbrella"
holds "there is no macro but one" nowhere '^ *# *define' include --exclude=lifetimebound.hpp
holds "what is public has a sentence" all_documented
holds "comments are no Doxygen commands" nowhere '//[/!].*\\[a-z]' include --include=*.hpp --exclude=log_line.hpp --exclude=matcher.hpp
mapfile -t documents < <(git ls-files --cached --others --exclude-standard '*.md')
holds "a route of an example says what it knows of the response" nowhere 'set_headers\([^,]*, sh::presets::api\)' examples "${documents[@]}"
holds "the README is for five minutes" test "$(wc -c <README.md)" -le 40000 -a "$(wc -l <README.md)" -le 480
holds "nothing is left to do" nowhere 'TODO|FIXME|XXX' include tests examples cmake --include=*.hpp --include=*.cpp --include=*.txt
version=$(sed -n 's/^project(secure_headers VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
holds "vcpkg.json has the project's version" grep -q "\"version-semver\": \"$version\"" vcpkg.json
holds "the README finds the project's version" grep -q "find_package(secure_headers ${version%.*} " README.md
holds "CHANGELOG.md has the project's version" grep -q "^## $version" CHANGELOG.md
end
