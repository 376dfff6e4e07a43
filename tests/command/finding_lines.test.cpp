// SPDX-License-Identifier: MIT
#include "../../examples/audit/finding_lines.hpp"

#include "../../examples/audit/chain_from_text.hpp"
#include "../../examples/audit/examined.hpp"
#include "catch.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// The lines that the findings of that id are about, where the fields begin on line 2.
std::vector<std::size_t> lines_of(std::string_view id, std::string_view fields) {
    const audit_command::Chain chain =
        audit_command::chain_from_text("a", "HTTP/1.1 200 OK\n" + std::string{fields} + "\n", true);
    std::vector<std::size_t> lines;
    const auto all = audit_command::examine(chain);
    const audit_command::Hop& hop = chain.hops.front();
    audit_command::FindingLines of_findings{hop.head, audit_command::context_of(hop, chain)};
    for (const auto& finding : all.front().report.findings()) {
        const std::size_t line = of_findings.line_of(finding);
        if (finding.id == id) lines.push_back(line);
    }
    return lines;
}

struct Row {
    std::string_view id;
    std::string_view fields;
    std::vector<std::size_t> lines;
};

const Row rows[]{
    // What is not there: the status line, or the field that lacks it.
    {"csp-missing", "Date: x\n", {1}},
    {"framing-unprotected", "Date: x\nContent-Security-Policy: img-src *\n", {3}},
    // Of several cookies the one of that name, whose letters or case others may share.
    {"cookie-without-secure", "Set-Cookie: lang=en; Secure\nSet-Cookie: n=1\n", {3}},
    {"cookie-without-secure", "Set-Cookie: name=1; Secure\nSet-Cookie: n=1\n", {3}},
    {"cookie-without-secure", "Set-Cookie: N=1; Secure\nDate: x\nset-cookie: n=1\n", {4}},
    {"cookie-without-secure", "Set-Cookie: n=1\nSet-Cookie: lang=en\n", {2, 3}},
    {"cookie-attribute-unknown", "Set-Cookie: a=1; Food\nSet-Cookie: b=1; Foo\n", {2, 3}},
    // Of several of one name those that are so, in their order.
    {"cookie-without-secure", "Set-Cookie: n=1\nSet-Cookie: n=2\n", {2, 3}},
    {"cookie-without-secure", "Set-Cookie: n=1; Secure\nSet-Cookie: n=2\nSet-Cookie: n=3; Secure\n", {3}},
    {"cookie-without-secure", "Set-Cookie: n=1\nSet-Cookie: n=2; Secure\nSet-Cookie: n=3\n", {2, 4}},
    {"cookie-without-samesite", "Set-Cookie: n=1; SameSite=Lax\nSet-Cookie: n=2\nSet-Cookie: n=3\n", {3, 4}},
    {"cookie-attribute-unknown", "Set-Cookie: n=1\nSet-Cookie: n=2; Foo\nSet-Cookie: n=3; Foo\n", {3, 4}},
    // Of several fields that are read as one: the one where that byte is.
    {"csp-unknown-directive", "Content-Security-Policy: img-src zzz.example\nContent-Security-Policy: zzz a\n", {3}},
    {"csp-unknown-directive", "Content-Security-Policy: zzz a\nContent-Security-Policy: img-src zzz\n", {2}},
    {"referrer-policy-unsafe", "Referrer-Policy: no-referrer\nDate: x\nReferrer-Policy: Unsafe-URL\n", {4}},
    // Of the first of several.
    {"hsts-preload-refused",
     "Strict-Transport-Security: max-age=1; Preload\nStrict-Transport-Security: max-age=1; preload\n",
     {2}},
    // All of several: the first.
    {"x-frame-options-contradiction", "Date: x\nX-Frame-Options: DENY\nX-Frame-Options: SAMEORIGIN\n", {3}},
    {"hsts-repeated", "Date: x\nStrict-Transport-Security: max-age=1\nStrict-Transport-Security: max-age=2\n", {3}},
    {"nosniff-repeated", "Date: x\nX-Content-Type-Options: nosniff\nX-Content-Type-Options: nosniff\n", {3}},
    // Without a value, behind the end of the first.
    {"hsts-invalid", "Strict-Transport-Security: includeSubDomains; preload\nStrict-Transport-Security: a\n", {2}},
    {"clear-site-data-invalid", "Clear-Site-Data: \"cache\", \nClear-Site-Data: x\n", {2, 3}},
    // Values that the finding spells otherwise.
    {"referrer-policy-unsafe", "Date: x\nReferrer-Policy: Unsafe-URL\n", {3}},
    {"dns-prefetch", "Date: x\nX-DNS-Prefetch-Control: ON\n", {3}},
    // Fields that are looked at one by one.
    {"version-disclosed", "Server: a/1.2.3\nServer: b/1.2\n", {2, 3}},
    {"version-disclosed", "Server: nginx\nDate: x\nServer: b/1.2\n", {4}},
};

}  // namespace

TEST_CASE("A finding is about the line of its field") {
    for (const Row& row : rows) {
        INFO(row.id << '\n' << row.fields);
        CHECK(lines_of(row.id, row.fields) == row.lines);
    }
}
