// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rules/cross_origin.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <string_view>

namespace audit_command {

/// Which responses ought to have a header.
enum class Wanted : unsigned char {
    no,
    with_body,
    on_pages,
    on_pages_over_https,
    from_names_over_https,
    unless_shared
};

/// What a header is for, and the weakness that it is about. The weaknesses are those of cwe.mitre.org.
struct GuideEntry {
    std::string_view name;
    std::string_view purpose;
    std::string_view cwe;
    Wanted wanted = Wanted::no;
};

inline constexpr GuideEntry header_guide[]{
    {"Strict-Transport-Security", "has browsers come back over HTTPS only", "CWE-319", Wanted::from_names_over_https},
    {"Content-Security-Policy", "names what the page may load, run and send to", "CWE-79", Wanted::on_pages},
    {"X-Content-Type-Options", "has browsers believe the Content-Type", "CWE-430", Wanted::with_body},
    {"X-Frame-Options", "keeps the page out of other sites' frames, for old browsers", "CWE-1021", Wanted::on_pages},
    {"Referrer-Policy", "says what other sites learn of where a visitor came from", "CWE-200", Wanted::on_pages},
    {"Permissions-Policy", "switches off camera, location and the like", "CWE-693", Wanted::on_pages},
    {"Cross-Origin-Opener-Policy", "cuts the tie to windows of other sites", "CWE-346", Wanted::on_pages_over_https},
    {"Cross-Origin-Resource-Policy", "keeps other sites from embedding the response", "CWE-346", Wanted::unless_shared},
    {"Cross-Origin-Embedder-Policy", "loads only what agrees to be loaded", "CWE-346"},
    {"Content-Security-Policy-Report-Only", "tries a policy out: reports what it would stop", "CWE-79"},
    {"Cross-Origin-Opener-Policy-Report-Only", "tries an opener policy out", "CWE-346"},
    {"Cross-Origin-Embedder-Policy-Report-Only", "tries an embedder policy out", "CWE-346"},
    {"Permissions-Policy-Report-Only", "tries a permissions policy out", "CWE-693"},
    {"Integrity-Policy", "stops scripts and styles without integrity metadata", "CWE-353"},
    {"Integrity-Policy-Report-Only", "tries an integrity policy out", "CWE-353"},
    {"Document-Policy", "configures what a document may do", "CWE-693"},
    {"Origin-Agent-Cluster", "asks for a process of the origin's own", "CWE-653"},
    {"Content-Type", "says what the response is", "CWE-430", Wanted::with_body},
    {"Cache-Control", "says who may keep the response, and how long", "CWE-524", Wanted::on_pages},
    {"Pragma", "said the same before HTTP/1.1, in requests", "CWE-524"},
    {"Expires", "says until when caches may keep the response", "CWE-524"},
    {"Vary", "says on which request headers the response depends", "CWE-524"},
    {"Clear-Site-Data", "has browsers forget what they stored for the site", "CWE-613"},
    {"Set-Cookie", "stores a cookie in the browser", "CWE-614"},
    {"Access-Control-Allow-Origin", "says which site's scripts may read the response", "CWE-942"},
    {"Access-Control-Allow-Credentials", "lets them do so with the user's cookies", "CWE-942"},
    {"Access-Control-Allow-Methods", "says which methods those scripts may use", "CWE-942"},
    {"Access-Control-Allow-Headers", "says which headers those scripts may send", "CWE-942"},
    {"Access-Control-Expose-Headers", "says which headers those scripts may read", "CWE-942"},
    {"Access-Control-Max-Age", "says how long browsers remember the answer", "CWE-942"},
    {"Timing-Allow-Origin", "says which site may see how long loading took", "CWE-208"},
    {"Reporting-Endpoints", "says where browsers send their reports", "CWE-778"},
    {"Report-To", "said the same before Reporting-Endpoints; NEL still needs it", "CWE-778"},
    {"NEL", "asks for reports of requests that failed", "CWE-778"},
    {"X-DNS-Prefetch-Control", "says whether browsers look up the hosts of links", "CWE-200"},
    {"X-Download-Options", "kept Internet Explorer from opening downloads in place", "CWE-430"},
    {"X-Permitted-Cross-Domain-Policies", "says which policy files plug-ins may obey", "CWE-942"},
    {"X-Robots-Tag", "says what search engines may do", "CWE-200"},
    {"Content-Disposition", "has browsers save the response instead of showing it", "CWE-430"},
    {"Location", "says where a redirect leads", "CWE-601"},
    {"Refresh", "sends browsers to another page after a time", "CWE-601"},
    {"WWW-Authenticate", "asks for a password", "CWE-522"},
    {"Server", "names the server's software", "CWE-200"},
    {"X-Powered-By", "names what the site is made of", "CWE-200"},
    {"X-AspNet-Version", "names the version of ASP.NET", "CWE-200"},
    {"X-AspNetMvc-Version", "names the version of ASP.NET MVC", "CWE-200"},
    {"X-Generator", "names what the page was made with", "CWE-200"},
    {"Via", "names the proxies on the way", "CWE-200"},
    {"Server-Timing", "tells how long parts of the server took", "CWE-208"},
    {"SourceMap", "says where the scripts' source code is", "CWE-540"},
    {"Allow", "lists the methods that the resource takes", "CWE-200"},
    {"X-XSS-Protection", "switched a filter that browsers took out, since it had holes of its own", "CWE-79"},
    {"Public-Key-Pins", "pinned keys; browsers took it out, since sites locked themselves out", "CWE-295"},
    {"Public-Key-Pins-Report-Only", "tried key pins out; browsers took it out", "CWE-295"},
    {"Expect-CT", "asked for Certificate Transparency, which browsers ask for by themselves now", "CWE-295"},
    {"Feature-Policy", "was Permissions-Policy before it had that name", "CWE-693"},
    {"X-Content-Security-Policy", "was Content-Security-Policy in old Firefox", "CWE-79"},
    {"X-WebKit-CSP", "was Content-Security-Policy in old Chrome and Safari", "CWE-79"},
    {"Frame-Options", "was to be X-Frame-Options without the X", "CWE-1021"},
};

constexpr const GuideEntry* find_guide(std::string_view name) {
    for (const GuideEntry& entry : header_guide)
        if (secure_headers::detail::iequals(entry.name, name)) return &entry;
    return nullptr;
}

constexpr bool is_wanted(Wanted wanted, const secure_headers::audit_rules::Response& response) {
    const bool https = response.context().https;
    switch (wanted) {
        case Wanted::no:
            return false;
        case Wanted::with_body:
            return response.has_body();
        case Wanted::on_pages:
            return response.is_page();
        case Wanted::on_pages_over_https:
            return response.is_page() && https;
        case Wanted::from_names_over_https:
            return https && !response.context().ip_address;
        case Wanted::unless_shared:
            return secure_headers::audit_rules::cross_origin::wants_resource_policy(response);
    }
    return false;
}

}  // namespace audit_command
