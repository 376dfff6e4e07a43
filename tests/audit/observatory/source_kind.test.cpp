// SPDX-License-Identifier: MIT
#include <secure_headers/audit/observatory/source_kind.hpp>

#include "catch.hpp"

#include <string_view>
#include <utility>

namespace observatory = secure_headers::detail::observatory;
using observatory::SourceKind;

TEST_CASE("The Observatory tells sources apart by what they are or begin with") {
    using enum SourceKind;
    constexpr std::pair<std::string_view, SourceKind> rows[]{
        {"'none'", none},
        {"'self'", self},
        {"'unsafe-inline'", unsafe_inline},
        {"'unsafe-eval'", unsafe_eval},
        {"'strict-dynamic'", strict_dynamic},
        {"'nonce-", nonce_or_hash},
        {"'nonce-abc'", nonce_or_hash},
        {"'sha256-abc'", nonce_or_hash},
        {"'sha384-", nonce_or_hash},
        {"'sha512-x", nonce_or_hash},
        {"'sha1-x'", other},
        {"'unsafe-hashes'", other},
        {"'self", other},
        {"'", other},
        {"data:", data},
        {"data:x", other},
        {"http:", broad_insecure},
        {"http://*", broad_insecure},
        {"http://*.*", broad_insecure},
        {"ftp:", broad_insecure},
        {"*", broad_secure},
        {"https:", broad_secure},
        {"https://*", broad_secure},
        {"https://*.*", broad_secure},
        {"http:x", insecure},
        {"http://*.example", insecure},
        {"ftp://*", insecure},
        {"ftp://a.example", insecure},
        {"https:x", secure},
        {"https://*.example", secure},
        {"*.example", secure},
        {"*x", secure},
        {"httpx:", other},
        {"http", other},
        {"ftp", other},
        {"blob:", other},
        {"a.example", other},
    };
    for (const auto& [source, kind] : rows) {
        INFO(source);
        CHECK(observatory::kind_of(source) == kind);
    }
}
