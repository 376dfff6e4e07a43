// SPDX-License-Identifier: MIT
// Reads texts of 1 KiB and of 64 KiB, of many shapes, with every reader; counts "size<TAB>reader<TAB>shape" apart.
// With an argument it prints nanoseconds of the processor instead.
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/csp/algebra.hpp>
#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/expect_ct.hpp>
#include <secure_headers/parse/expires.hpp>
#include <secure_headers/parse/feature_policy.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>

#include "../../examples/audit/chain_from_text.hpp"
#include "../../examples/audit/examined.hpp"
#include "count.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace sh = secure_headers;

struct Field {
    std::string name;
    std::string value;
};

/// `unit`, in which # is a number, as often as it fits into so many bytes behind `head`.
struct Shape {
    const char* head;
    const char* unit;

    std::string text(std::size_t size) const {
        std::string text{head}, number;
        text.reserve(size + 64);
        for (std::size_t i = 0; text.size() < size && *unit != '\0'; ++i)
            for (const char* c = unit; *c != '\0'; ++c) *c == '#' ? text.append(std::to_string(i)) : text.append(1, *c);
        return text;
    }
};

/// What any header may hold.
constexpr Shape shapes[]{
    {"", "a"},           {"", " a#"},    {"", " a"},     {"", ",a#"},    {"", ",a"},  {"", ";a#"},      {"", ";a"},
    {"", ","},           {"", ";"},      {"", ";,"},     {"", " "},      {"a", "\t"}, {"", "="},        {"\"", "\\\""},
    {"", "\"a\","},      {"", "'"},      {"", "%"},      {"", "%c3%a9"}, {"", "("},   {"a=(", "a# "},   {"", "["},
    {"", "{\"a\":"},     {"", "[{"},     {"", "\x80"},   {"", "a."},     {"", "*."},  {"", "/a"},       {"", "a:"},
    {"", "1."},          {"", "a#=b, "}, {"a", ";b#=1"}, {"", "a-"},     {"", "\\"},  {"", "a=\"b\","}, {"", "a#=(),"},
    {"", "{\"a#\":1},"}, {"a", "\r"},    {"a", "\nb"},
};

struct Own {
    const char* header;
    Shape shape;
};

/// What one header holds.
constexpr Own own[]{
    {"Strict-Transport-Security", {"max-age=1", ";x#"}},
    {"Strict-Transport-Security", {"max-age=1", ";max-age=1"}},
    {"Strict-Transport-Security", {"max-age=", "1"}},
    {"Strict-Transport-Security", {"max-age=1;a=\"", "\\a"}},
    {"Content-Security-Policy", {"img-src 'self'", " a#.example"}},
    {"Content-Security-Policy", {"img-src 'self'", " 'self'"}},
    {"Content-Security-Policy", {"script-src", " https://a#.example:*/a/b#"}},
    {"Content-Security-Policy", {"script-src", " *.example"}},
    {"Content-Security-Policy", {"script-src", " http://1.2.3.4"}},
    {"Content-Security-Policy", {"script-src", " www.google.com"}},
    {"Content-Security-Policy", {"script-src", " *.googleapis.com/a#"}},
    {"Content-Security-Policy", {"script-src https://www.google.com/", "a/"}},
    {"Content-Security-Policy", {"script-src https://", "a."}},
    {"Content-Security-Policy", {"script-src", " 'nonce-#YWJjZGVmZ2hpamtsbW5vcA=='"}},
    {"Content-Security-Policy", {"script-src 'nonce-", "a"}},
    {"Content-Security-Policy", {"script-src", " 'sha256-#47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"}},
    {"Content-Security-Policy", {"script-src", " 'unsafe-inline'"}},
    {"Content-Security-Policy", {"script-src", " data: https:"}},
    {"Content-Security-Policy", {"default-src 'self'", ";d# a"}},
    {"Content-Security-Policy", {"", ";scrpt-src a"}},
    {"Content-Security-Policy", {"", ";script-src a#"}},
    {"Content-Security-Policy", {"default-src 'self'", ";report-uri /a#"}},
    {"Content-Security-Policy", {"report-uri", " /a#"}},
    {"Content-Security-Policy", {"sandbox", " allow-scripts"}},
    {"Content-Security-Policy", {"trusted-types", " a#"}},
    {"Content-Security-Policy", {"default-src 'self'", ",default-src 'self'"}},
    {"Content-Security-Policy", {"default-src 'self'", ",script-src a#.example 'unsafe-inline'"}},
    {"Content-Security-Policy", {"default-src 'self'", ",img-src a b c;script-src 'nonce-#';frame-ancestors *"}},
    {"Content-Security-Policy", {"script-src 'self'", " img-src"}},
    {"Content-Security-Policy", {"script-src", " *.g#.com"}},
    {"Content-Security-Policy", {"script-src a.b", "/.."}},
    {"Content-Security-Policy", {"img-src a%41", "/%41"}},
    {"Content-Security-Policy", {"script-src", " #.1.1.1"}},
    {"Content-Security-Policy", {"x y", ",img-src a a a a a a a a"}},
    {"Content-Security-Policy", {"", "\xC2\xA0"}},
    {"Feature-Policy", {"camera 'none'", ";a# 'self'"}},
    {"Permissions-Policy", {"camera=()", ",a#=()"}},
    {"Permissions-Policy", {"camera=(", "self "}},
    {"Permissions-Policy", {"camera=(", "\"https://a#.example\" "}},
    {"Permissions-Policy", {"camera=()", ",camera=()"}},
    {"Permissions-Policy", {"camera 'none'", ";camera 'none'"}},
    {"Reporting-Endpoints", {"a=\"/\"", ",b#=\"/\""}},
    {"Reporting-Endpoints", {"a=\"/", "%41"}},
    {"Referrer-Policy", {"origin", ",origin"}},
    {"Referrer-Policy", {"", "no-referrer a#,"}},
    {"Cache-Control", {"no-store", ",a#=\"b\""}},
    {"Cache-Control", {"private=\"a", ",a#"}},
    {"Cache-Control", {"max-age=1", ",max-age=#"}},
    {"X-Frame-Options", {"DENY", ",DENY"}},
    {"X-Frame-Options", {"DENY", ",SAMEORIGIN,a#"}},
    {"Set-Cookie", {"a=b", ";c#=d"}},
    {"Set-Cookie", {"a=b", ";Secure"}},
    {"Set-Cookie", {"a=b", ";Domain=example.com"}},
    {"Set-Cookie", {"a=b;Path=/", "a"}},
    {"Set-Cookie", {"a=b;Domain=", "a."}},
    {"Set-Cookie", {"a=b;expires=", " 1:1"}},
    {"Set-Cookie", {"a=b;expires=", "1"}},
    {"Set-Cookie", {"sess", "a"}},
    {"Clear-Site-Data", {"\"cache\"", ",\"cache\""}},
    {"Report-To", {"{\"group\"", ",\"group\": \"a\""}},
    {"Report-To", {"{\"group\":\"a\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://a\"}", ",{\"url\":\"https://a#\"}"}},
    {"Report-To", {"{\"group\":\"a\"}", ",{\"group\":\"a#\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://a\"}]}"}},
    {"Report-To", {"{\"a\":", "{\"a\":"}},
    {"Report-To", {"{\"group\":\"", "\\u0041"}},
    {"Report-To", {"{\"endpoints\":[{\"url\":\"https:", "\\/"}},
    {"NEL", {"{\"report_to\":\"a\",\"max_age\":1", ",\"a#\":1"}},
    {"NEL", {"{\"a\":\"", "\\u0041"}},
    {"NEL", {"{\"a\":", "["}},
    {"Integrity-Policy", {"endpoints=(", "a# "}},
    {"Integrity-Policy", {"blocked-destinations=(script)", ",a#=(script)"}},
    {"Document-Policy", {"a", ",b#=1.5"}},
    {"Access-Control-Allow-Headers", {"*", ",a#"}},
    {"Access-Control-Allow-Origin", {"https://a.example", "/a"}},
    {"Timing-Allow-Origin", {"*", ",https://a#.example"}},
    {"Server", {"a", "1."}},
    {"Server", {"a", " a/1.#"}},
    {"Server", {"", "(a"}},
    {"X-Robots-Tag", {"noindex", ",a#: noindex"}},
    {"X-Robots-Tag", {"", "unavailable_after: 1,"}},
    {"Vary", {"Origin", ",a#"}},
    {"Content-Type", {"text/html", ";a#=b"}},
    {"Content-Type", {"text/html", ";charset=\"\\a\""}},
    {"Server-Timing", {"a", ",b#;dur=1"}},
    {"WWW-Authenticate", {"Basic", " a#=\"b\","}},
    {"Origin-Agent-Cluster", {"?1", ";a#=1"}},
    {"Cross-Origin-Opener-Policy", {"same-origin", ";report-to=\"a#\""}},
    {"X-XSS-Protection", {"1", ";a#"}},
};

/// Fields of which there are many.
constexpr Own many[]{
    {"Set-Cookie", {"a=b", "a"}},
    {"Set-Cookie", {"sess#=b", "; Path=/; Secure"}},
    {"Content-Security-Policy", {"default-src 'self'", "; img-src *"}},
    {"Content-Security-Policy-Report-Only", {"default-src 'self'", "; script-src 'nonce-abc'"}},
    {"Strict-Transport-Security", {"max-age=1", ";"}},
    {"X-Frame-Options", {"DENY", ""}},
    {"Permissions-Policy", {"camera=()", ""}},
    {"Reporting-Endpoints", {"a=\"/\"", ""}},
    {"Referrer-Policy", {"origin", ""}},
    {"X-Powered-By", {"PHP/7", ".1"}},
    {"Cache-Control", {"no-store", ""}},
};

constexpr const char* headers[]{
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "Content-Security-Policy-Report-Only",
    "Permissions-Policy",
    "Reporting-Endpoints",
    "Referrer-Policy",
    "Cache-Control",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Set-Cookie",
    "Clear-Site-Data",
    "Report-To",
    "NEL",
    "Integrity-Policy",
    "Document-Policy",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Headers",
    "Timing-Allow-Origin",
    "Server",
    "X-Robots-Tag",
    "Vary",
    "Content-Type",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Resource-Policy",
    "Expires",
    "Origin-Agent-Cluster",
    "X-XSS-Protection",
    "Location",
    "WWW-Authenticate",
};

struct Reader {
    const char* name;
    void (*read)(std::string_view);
};

void drop(const auto& result) { hide(result); }

constexpr Reader readers_of_any[]{
    {"hsts", [](std::string_view t) { drop(sh::parse::strict_transport_security(t)); }},
    {"permissions_policy", [](std::string_view t) { drop(sh::parse::permissions_policy(t)); }},
    {"reporting_endpoints", [](std::string_view t) { drop(sh::parse::reporting_endpoints(t)); }},
    {"referrer_policy", [](std::string_view t) { drop(sh::parse::referrer_policy(t)); }},
    {"cache_control", [](std::string_view t) { drop(sh::parse::cache_control(t)); }},
    {"clear_site_data", [](std::string_view t) { drop(sh::parse::clear_site_data(t)); }},
    {"coop", [](std::string_view t) { drop(sh::parse::cross_origin_opener_policy(t)); }},
    {"document_policy", [](std::string_view t) { drop(sh::parse::document_policy(t)); }},
    {"expect_ct", [](std::string_view t) { drop(sh::parse::expect_ct(t)); }},
    {"feature_policy", [](std::string_view t) { drop(sh::parse::feature_policy(t)); }},
    {"public_key_pins", [](std::string_view t) { drop(sh::parse::public_key_pins(t)); }},
    {"expires", [](std::string_view t) { drop(sh::parse::expires(t)); }},
    {"integrity_policy", [](std::string_view t) { drop(sh::parse::integrity_policy(t)); }},
    {"nel", [](std::string_view t) { drop(sh::parse::nel(t)); }},
    {"report_to", [](std::string_view t) { drop(sh::parse::report_to(t)); }},
    {"server", [](std::string_view t) { drop(sh::parse::server(t)); }},
    {"set_cookie", [](std::string_view t) { drop(sh::parse::set_cookie(t)); }},
    {"timing_allow_origin", [](std::string_view t) { drop(sh::parse::timing_allow_origin(t)); }},
    {"access_control_list", [](std::string_view t) { drop(sh::parse::access_control_list(t)); }},
    {"x_frame_options", [](std::string_view t) { drop(sh::parse::x_frame_options(t)); }},
    {"x_robots_tag", [](std::string_view t) { drop(sh::parse::x_robots_tag(t)); }},
    {"hstspreload", [](std::string_view t) { drop(sh::hstspreload_preloadable(t)); }},
};

constexpr Reader readers_of_policies[]{
    {"csp", [](std::string_view t) { drop(sh::parse::content_security_policies(t)); }},
    {"csp_evaluator", [](std::string_view t) { drop(sh::csp_evaluator(t)); }},
    {"subsumes",
     [](std::string_view t) {
         const auto policy = sh::parse::content_security_policy(t);
         drop(sh::csp::subsumes(policy, policy));
     }},
    {"difference",
     [](std::string_view t) {
         const auto policy = sh::parse::content_security_policy(t);
         drop(sh::csp::difference(policy, sh::parse::content_security_policy("script-src b; img-src b")));
         drop(sh::csp::difference(sh::parse::content_security_policy("script-src b; img-src b"), policy));
     }},
    {"merge",
     [](std::string_view t) {
         const auto policy = sh::parse::content_security_policy(t);
         drop(sh::csp::merge(policy, policy));
     }},
    {"intersect",
     [](std::string_view t) {
         const auto policy = sh::parse::content_security_policy(t);
         drop(sh::csp::intersect(policy, sh::parse::content_security_policy("script-src b *.example; img-src b")));
     }},
    {"allows",
     [](std::string_view t) {
         const auto policy = sh::parse::content_security_policy(t);
         drop(sh::csp::allows(policy, sh::csp::Directive::script_src, "https://b.example/a.js", "https://c.example/"));
     }},
};

double nanoseconds(auto&& work) {
    double best = 1e300;
    for (int run = 0; run < 3; ++run) {
        const std::clock_t begin = std::clock();
        int rounds = 0;
        while (std::clock() - begin < 300 || rounds == 0) work(), ++rounds;
        best = std::min(best, static_cast<double>(std::clock() - begin) * (1e9 / CLOCKS_PER_SEC) / rounds);
    }
    return best;
}

}  // namespace

int main(int argc, char**) {
    const char* const every_text = std::getenv("GROWTH_EVERY");  // 3: every third way to read a text
    const std::size_t every = every_text != nullptr ? std::stoul(every_text) : 1;
    std::size_t number = 0;
    const auto run = [&](std::size_t size, const std::string& reader, const Shape& shape, auto&& work) {
        if (number++ % every != 0) return;
        const std::string name = std::to_string(size) + "\t" + reader + "\t" +
                                 audit_command::visible(std::string{shape.head} + " " + shape.unit);
        if (argc > 1)
            std::printf("%s\t%.0f\n", name.c_str(), nanoseconds(work));
        else if (size > 1024)
            count_once(name, work);
        else
            count(name, work);
        std::fflush(stdout);
    };
    for (const std::size_t size : {std::size_t{1024}, std::size_t{65536}}) {
        number = 0;
        const auto read = [&](const Shape& shape, const auto& readers) {
            const std::string text = shape.text(size);
            for (const Reader& reader : readers) run(size, reader.name, shape, [&] { reader.read(text); });
        };
        const auto judge = [&](const std::string& header, const Shape& shape, const std::vector<Field>& fields) {
            std::string head = "HTTP/1.1 200 OK\n";
            for (const Field& field : fields) head += field.name + ": " + field.value + "\n";
            run(size, "audit of " + header, shape, [&] { drop(sh::audit(fields)); });
            run(size, "observatory of " + header, shape, [&] { drop(sh::observatory(fields)); });
            run(size, "command on " + header, shape,
                [&] { drop(audit_command::examine(audit_command::chain_from_text("head", head, true))); });
        };
        for (const Shape& shape : shapes) {
            read(shape, readers_of_any);
            read(shape, readers_of_policies);
            std::vector<Field> fields;
            for (const char* const header : headers) fields.push_back({header, shape.text(size)});
            run(size, "audit of all headers", shape, [&] { drop(sh::audit(fields)); });
        }
        for (const Own& each : own) {
            if (std::string_view{each.header} == "Content-Security-Policy") read(each.shape, readers_of_policies);
            judge(each.header, each.shape, {{each.header, each.shape.text(size)}});
        }
        for (const Own& each : many)
            for (const bool different : {false, true}) {
                std::vector<Field> fields;
                for (std::size_t i = 0; i * 64 < size; ++i)
                    fields.push_back({each.header, (different ? std::to_string(10000 + i) : "") + each.shape.text(44)});
                judge(std::string{different ? "different " : "many "} + each.header, each.shape, fields);
            }
    }
}
