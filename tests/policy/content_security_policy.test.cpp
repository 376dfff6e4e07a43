// SPDX-License-Identifier: MIT
#include <secure_headers/policy/content_security_policy.hpp>

#include <secure_headers/parse/content_security_policy.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"
#include "written.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace sh = secure_headers;
namespace csp = secure_headers::csp;
using sh::ContentSecurityPolicy;
using D = csp::Directive;

namespace {

constexpr D every_source_list[]{
    D::default_src,    D::script_src,       D::script_src_elem, D::script_src_attr, D::style_src,
    D::style_src_elem, D::style_src_attr,   D::img_src,         D::font_src,        D::connect_src,
    D::media_src,      D::object_src,       D::manifest_src,    D::worker_src,      D::frame_src,
    D::child_src,      D::fenced_frame_src, D::base_uri,        D::form_action,     D::frame_ancestors,
};

/// Whether a policy may have the directive with this source, and what it needs beside it.
bool takes(D directive, const csp::Source& source, std::string_view beside = {}) {
    std::vector<csp::Source> sources{source};
    if (!beside.empty()) sources.emplace_back(sh::runtime{beside});
    try {
        static_cast<void>(ContentSecurityPolicy{}.replace(directive, sources));
        return true;
    } catch (const sh::InvalidHeader&) {
        return false;
    }
}

std::string directives_that_take(const csp::Source& source, std::string_view beside = {}) {
    std::string names;
    for (const D directive : every_source_list)
        if (takes(directive, source, beside)) names.append(names.empty() ? "" : " ").append(csp::name_of(directive));
    return names;
}

constexpr const char* a_hash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

constexpr bool composes_while_compiling() {
    sh::FieldWriter out;
    ContentSecurityPolicy{}.img_src({csp::self, "https://images.example.com"}).default_src({csp::none}).write_to(out);
    return out.value() == "default-src 'none'; img-src 'self' https://images.example.com";
}
static_assert(composes_while_compiling());

constexpr csp::Source an_array[]{csp::self, "https://cdn.example"};

// The compiler tells if a list looks at what is gone already.
constexpr bool shares_a_list() {
    const csp::Sources list{csp::self, "https://cdn.example"};
    csp::Sources copy{list};
    copy = csp::Sources{an_array};
    sh::FieldWriter out;
    ContentSecurityPolicy{}.style_src(list).img_src(list).font_src(copy).media_src(an_array).write_to(out);
    return out.value() ==
           "style-src 'self' https://cdn.example; img-src 'self' https://cdn.example; "
           "font-src 'self' https://cdn.example; media-src 'self' https://cdn.example";
}
static_assert(shares_a_list());

}  // namespace

TEST_CASE("Content-Security-Policy writes directives in a fixed order and sources in the order given") {
    CHECK(written(ContentSecurityPolicy{}
                      .report_to("csp")
                      .report_uri({"/csp", "https://reports.example.com/csp?a=b"})
                      .block_all_mixed_content()
                      .upgrade_insecure_requests()
                      .trusted_types({"my-policy", "other#1", csp::TrustedTypesPolicy::allow_duplicates})
                      .require_trusted_types_for(csp::TrustedTypesSink::script)
                      .webrtc(csp::WebRtc::block)
                      .sandbox({csp::Sandbox::allow_scripts, csp::Sandbox::allow_forms})
                      .frame_ancestors({csp::self, "https://parent.example"})
                      .form_action({csp::self})
                      .base_uri({csp::none})
                      .fenced_frame_src({csp::https})
                      .child_src({csp::self})
                      .frame_src({csp::self})
                      .worker_src({csp::self, csp::blob})
                      .manifest_src({csp::self})
                      .object_src({csp::none})
                      .media_src({csp::mediastream})
                      .connect_src({csp::wss, csp::self})
                      .font_src({csp::data})
                      .img_src({csp::any})
                      .style_src_attr({csp::unsafe_inline})
                      .style_src_elem({csp::nonce})
                      .style_src({"https://b.example", "https://a.example", csp::report_sample})
                      .script_src_attr({csp::none})
                      .script_src_elem({csp::self})
                      .script_src({csp::nonce, csp::strict_dynamic, csp::sha256("")})
                      .default_src({csp::self})) ==
          "default-src 'self'; "
          "script-src 'nonce-{nonce-of-each-response}' 'strict-dynamic' "
          "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "
          "script-src-elem 'self'; script-src-attr 'none'; "
          "style-src https://b.example https://a.example 'report-sample'; "
          "style-src-elem 'nonce-{nonce-of-each-response}'; style-src-attr 'unsafe-inline'; "
          "img-src *; font-src data:; connect-src wss: 'self'; media-src mediastream:; object-src 'none'; "
          "manifest-src 'self'; worker-src 'self' blob:; frame-src 'self'; child-src 'self'; fenced-frame-src https:; "
          "base-uri 'none'; form-action 'self'; frame-ancestors 'self' https://parent.example; "
          "sandbox allow-scripts allow-forms; webrtc 'block'; require-trusted-types-for 'script'; "
          "trusted-types my-policy other#1 'allow-duplicates'; upgrade-insecure-requests; block-all-mixed-content; "
          "report-uri /csp https://reports.example.com/csp?a=b; report-to csp");
}

TEST_CASE("Content-Security-Policy takes one list of sources for several directives") {
    const csp::Sources list{csp::self, sh::runtime{std::string{"https://a-host-that-is-gone-by-now.example"}}};
    auto policy = ContentSecurityPolicy{}.style_src(list).img_src(list);
    policy.add(D::img_src, csp::Sources{std::vector<csp::Source>{sh::runtime{"https://cdn.example"}}});
    CHECK(written(policy) ==
          "style-src 'self' https://a-host-that-is-gone-by-now.example; "
          "img-src 'self' https://a-host-that-is-gone-by-now.example https://cdn.example");
    CHECK(shares_a_list());
}

TEST_CASE("Content-Security-Policy writes directives that stand without a value") {
    CHECK(written(ContentSecurityPolicy{}.sandbox()) == "sandbox");
    CHECK(written(ContentSecurityPolicy{}.trusted_types({})) == "trusted-types");
    CHECK(written(ContentSecurityPolicy{}.trusted_types({csp::TrustedTypesPolicy::none})) == "trusted-types 'none'");
    CHECK(written(ContentSecurityPolicy{}.trusted_types({csp::TrustedTypesPolicy::any})) == "trusted-types *");
    CHECK(written(ContentSecurityPolicy{}.webrtc(csp::WebRtc::allow)) == "webrtc 'allow'");
    CHECK(written(ContentSecurityPolicy{}.upgrade_insecure_requests()) == "upgrade-insecure-requests");
}

TEST_CASE("Content-Security-Policy marks what travels over HTTPS only") {
    const auto https_only = [](const ContentSecurityPolicy& policy) {
        sh::FieldWriter out;
        policy.write_to(out);
        std::string parts;
        for (const auto& mark : out.marks())
            if (mark.kind == sh::FieldWriter::Mark::https_only)
                parts.append(out.value().substr(mark.begin, mark.end - mark.begin));
        return parts;
    };
    CHECK(https_only(ContentSecurityPolicy{}.default_src({csp::self}).upgrade_insecure_requests()) ==
          "; upgrade-insecure-requests");
    CHECK(https_only(ContentSecurityPolicy{}.default_src({csp::self}).upgrade_insecure_requests().report_to("a")) ==
          "; upgrade-insecure-requests");
    CHECK(https_only(ContentSecurityPolicy{}.upgrade_insecure_requests().report_to("a")) == "upgrade-insecure-requests; ");
    CHECK(https_only(ContentSecurityPolicy{}.upgrade_insecure_requests()) == "upgrade-insecure-requests");
    CHECK(https_only(ContentSecurityPolicy{}.report_uri({"/a"}).report_to("a")) == "; report-to a");
    CHECK(https_only(ContentSecurityPolicy{}.upgrade_insecure_requests().report_uri({"/a"}).report_to("a")) ==
          "upgrade-insecure-requests; ; report-to a");
    CHECK(https_only(*sh::parse::to_policy(sh::parse::content_security_policy(
              "report-to a; upgrade-insecure-requests; report-uri /a"))) == "report-to a; upgrade-insecure-requests; ");
    CHECK(https_only(ContentSecurityPolicy{}.report_uri({"/a"})).empty());
    CHECK(https_only(ContentSecurityPolicy{}.report_to("a")).empty());
    CHECK(https_only(ContentSecurityPolicy{}.default_src({csp::self})).empty());
}

TEST_CASE("Content-Security-Policy takes each keyword where it has an effect") {
    constexpr const char* everywhere =
        "default-src script-src script-src-elem script-src-attr style-src style-src-elem style-src-attr img-src font-src "
        "connect-src media-src object-src manifest-src worker-src frame-src child-src fenced-frame-src base-uri form-action "
        "frame-ancestors";
    constexpr const char* where_urls_are =
        "default-src script-src script-src-elem style-src style-src-elem img-src font-src connect-src media-src object-src "
        "manifest-src worker-src frame-src child-src fenced-frame-src base-uri form-action frame-ancestors";
    CHECK(directives_that_take(csp::none) == everywhere);
    CHECK(directives_that_take(csp::self) == where_urls_are);
    CHECK(directives_that_take(csp::https) == where_urls_are);
    CHECK(directives_that_take(csp::any) == where_urls_are);
    constexpr const char* scripts_and_styles =
        "default-src script-src script-src-elem script-src-attr style-src style-src-elem style-src-attr";
    CHECK(directives_that_take(csp::unsafe_inline) == scripts_and_styles);
    CHECK(directives_that_take(csp::report_sample) == scripts_and_styles);
    CHECK(directives_that_take(csp::unsafe_hashes, "'unsafe-inline'") == scripts_and_styles);
    CHECK(directives_that_take(csp::unsafe_hashes, a_hash) == scripts_and_styles);
    CHECK(directives_that_take(csp::unsafe_allow_redirects) == "default-src script-src script-src-elem form-action");
    CHECK(directives_that_take(csp::report_sample, a_hash) ==
          "default-src script-src script-src-elem style-src style-src-elem");
    CHECK(directives_that_take(csp::unsafe_eval) == "default-src script-src worker-src");
    CHECK(directives_that_take(csp::wasm_unsafe_eval) == "default-src script-src worker-src");
    CHECK(directives_that_take(csp::trusted_types_eval) == "default-src script-src worker-src");
    CHECK(directives_that_take(csp::strict_dynamic, a_hash) == "default-src script-src script-src-elem worker-src");
    CHECK(directives_that_take(csp::nonce) ==
          "default-src script-src script-src-elem style-src style-src-elem worker-src");
    CHECK(directives_that_take(csp::report_sha256) == "default-src script-src script-src-elem");
    CHECK(directives_that_take(csp::report_sha384) == "default-src script-src script-src-elem");
    CHECK(directives_that_take(csp::report_sha512) == "default-src script-src script-src-elem");
    CHECK(directives_that_take(csp::inline_speculation_rules) == "default-src script-src script-src-elem");
    CHECK(directives_that_take(csp::unsafe_webtransport_hashes) == "default-src connect-src");
}

TEST_CASE("Content-Security-Policy says why a source is out of place") {
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.img_src({csp::nonce}),
                      "Content-Security-Policy: img-src: takes no nonce; nonces are for script-src, style-src, their -elem "
                      "and default-src");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.img_src({csp::sha256("")}),
                      "Content-Security-Policy: img-src: takes no hash; hashes are for script-src, style-src and default-src");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.frame_ancestors({csp::unsafe_inline}),
                      "Content-Security-Policy: frame-ancestors: does not take this keyword, which has no effect there");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.frame_ancestors({"https://parent.example/x/"}),
                      "Content-Security-Policy: frame-ancestors: takes no path: of the page that frames this one, "
                      "most browsers compare the origin alone");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.frame_ancestors({csp::self}).add(D::frame_ancestors, {"parent.example/x"}),
                      "Content-Security-Policy: frame-ancestors: takes no path: of the page that frames this one, "
                      "most browsers compare the origin alone");
    CHECK_NOTHROW(ContentSecurityPolicy{}.frame_ancestors({"https://parent.example/", "parent.example:8443"}));
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.default_src({}),
                      "Content-Security-Policy: default-src: needs a source; write csp::none to allow nothing");
    for (const D directive : every_source_list) {
        INFO(csp::name_of(directive));
        const bool of_attributes = directive == D::script_src_attr || directive == D::style_src_attr;
        const std::vector<csp::Source> sources{csp::none, of_attributes ? csp::unsafe_inline : csp::self};
        CHECK_THROWS_WITH(ContentSecurityPolicy{}.replace(directive, sources),
                          "Content-Security-Policy: " + std::string{csp::name_of(directive)} +
                              ": 'none' stands alone; browsers ignore it beside other sources");
    }
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.script_src({csp::strict_dynamic, csp::self}),
                      "Content-Security-Policy: script-src: 'strict-dynamic' needs a nonce or a hash beside it");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.script_src({csp::unsafe_hashes}),
                      "Content-Security-Policy: script-src: 'unsafe-hashes' needs a hash beside it");
    for (const csp::Source& source : {csp::Source{csp::self}, csp::Source{csp::https}, csp::Source{csp::any},
                                      csp::Source{sh::runtime{"'SELF'"}}, csp::Source{sh::runtime{"https://a.example"}}}) {
        const std::vector<csp::Source> sources{source};
        CHECK_THROWS_WITH(ContentSecurityPolicy{}.script_src_attr(sources),
                          "Content-Security-Policy: script-src-attr: is for code, which has no host; write csp::none, or csp::unsafe_hashes and a hash");
        CHECK_THROWS_WITH(ContentSecurityPolicy{}.style_src_attr({csp::unsafe_inline}).add(D::style_src_attr, sources),
                          "Content-Security-Policy: style-src-attr: is for code, which has no host; write csp::none, or csp::unsafe_hashes and a hash");
    }
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.script_src_attr({csp::sha256("start()")}),
                      "Content-Security-Policy: script-src-attr: a hash does nothing here without csp::unsafe_hashes beside it");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.style_src_attr({csp::unsafe_inline, csp::sha256("")}),
                      "Content-Security-Policy: style-src-attr: a hash does nothing here without csp::unsafe_hashes beside it");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.script_src_attr({csp::report_sha256}),
                      "Content-Security-Policy: script-src-attr: does not take this keyword, which has no effect there");
    CHECK(written(ContentSecurityPolicy{}.script_src_attr(
              {csp::unsafe_hashes, csp::sha256("start()"), csp::report_sample})) ==
          "script-src-attr 'unsafe-hashes' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=' 'report-sample'");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.img_src({csp::self, "a.example", csp::self}),
                      "Content-Security-Policy: img-src: says the same twice; leave one out, or use add, which skips what is there");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.sandbox({csp::Sandbox::allow_forms, csp::Sandbox::allow_forms}),
                      "Content-Security-Policy: sandbox: says the same twice");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.trusted_types({csp::TrustedTypesPolicy::none, "a"}),
                      "Content-Security-Policy: trusted-types: 'none' stands alone");
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.report_uri({}), "Content-Security-Policy: report-uri: needs a URI");
    for (const unsigned number : {static_cast<unsigned>(D::report_to) + 1, 255U})
        CHECK_THROWS_WITH(ContentSecurityPolicy{}.replace(static_cast<D>(number), {csp::self}),
                          "Content-Security-Policy: no directive has this number; write Directive::img_src, say");
    for (const std::string_view text :
         {"http://a.example/csp", "mailto:a@a.example", "javascript:alert(1)", "ftp://a.example/", "csp", "?a",
          "//a.example/csp", "https:///csp", "https://@a.example", "http://localhost.a.example/",
          "http://localhost:1@a.example/"})
        CHECK_THROWS_WITH(csp::ReportUri{sh::runtime{text}},
                          "Content-Security-Policy: browsers report to https://, or to a /path of the site, only");
    for (const std::string_view text : {"/csp", "https://a.example:8443/csp?a=b", "HTTPS://a.example",
                                        "http://localhost/csp", "http://127.0.0.1:8080", "http://[::1]:8080/csp"})
        CHECK(csp::ReportUri{sh::runtime{text}}.text() == text);
    for (const std::string_view text : {"/%", "https://a.example:b", "/a[b]"})
        CHECK_THROWS_WITH(csp::ReportUri{sh::runtime{text}},
                          "Content-Security-Policy: report-uri is https://host:port/path?query, and % begins an escape");
}

TEST_CASE("Content-Security-Policy has each directive once") {
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.default_src({csp::self}).default_src({csp::none}),
                      "Content-Security-Policy: default-src: is there already; browsers ignore a second one, so use add or replace");
    const auto twice = [](std::string_view directive) {
        return "Content-Security-Policy: " + std::string{directive} +
               ": is there already; browsers ignore a second one, so remove it first";
    };
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.upgrade_insecure_requests().upgrade_insecure_requests(),
                      twice("upgrade-insecure-requests"));
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.sandbox().sandbox(), twice("sandbox"));
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.report_uri({"/a"}).report_uri({"/b"}), twice("report-uri"));
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.trusted_types({"a"}).trusted_types({"b"}), twice("trusted-types"));
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.report_to("a").report_to("a"), twice("report-to"));
    CHECK(written(ContentSecurityPolicy{}.sandbox().remove(D::sandbox).sandbox({csp::Sandbox::allow_forms})) ==
          "sandbox allow-forms");
}

TEST_CASE("Content-Security-Policy of a route is a variant of the site's") {
    const auto site = ContentSecurityPolicy{}.default_src({csp::self}).img_src({csp::none}).script_src({csp::nonce});
    CHECK(written(ContentSecurityPolicy{site}.add(D::script_src, {"https://a.example", csp::nonce, csp::strict_dynamic})) ==
          "default-src 'self'; script-src 'nonce-{nonce-of-each-response}' https://a.example 'strict-dynamic'; "
          "img-src 'none'");
    CHECK(written(ContentSecurityPolicy{site}.replace(D::img_src, {csp::data}).replace(D::font_src, {csp::self})) ==
          "default-src 'self'; script-src 'nonce-{nonce-of-each-response}'; img-src data:; font-src 'self'");
    CHECK(written(ContentSecurityPolicy{site}.remove(D::script_src).remove(D::sandbox)) ==
          "default-src 'self'; img-src 'none'");
    CHECK_THROWS_WITH(ContentSecurityPolicy{site}.add(D::img_src, {csp::self}),
                      "Content-Security-Policy: img-src: is 'none', which stands alone; replace it");
    for (const D directive : {D::sandbox, D::webrtc, D::require_trusted_types_for, D::trusted_types, D::report_uri,
                              D::report_to, D::upgrade_insecure_requests, D::block_all_mixed_content})
        CHECK_THROWS_WITH(ContentSecurityPolicy{site}.add(directive, {csp::self}),
                          std::string{"Content-Security-Policy: "}.append(csp::name_of(directive)) +
                              ": takes no sources; it has a function of its own, once remove(directive) took it out");
    CHECK_THROWS_AS(ContentSecurityPolicy{site}.report_to("csp").add(D::report_to, {"other"}), sh::InvalidHeader);
    CHECK_THROWS_WITH(ContentSecurityPolicy{site}.add(D::font_src, {csp::self}),
                      "Content-Security-Policy: font-src: is not in the policy; replace(directive, sources) puts it in");
    CHECK_THROWS_WITH(ContentSecurityPolicy{site}.add(D::default_src, {csp::none}),
                      "Content-Security-Policy: default-src: 'none' stands alone; browsers ignore it beside other sources");
    CHECK_THROWS_WITH(ContentSecurityPolicy{site}.replace(D::sandbox, {csp::self}),
                      "Content-Security-Policy: sandbox: takes no sources; it has a function of its own, once remove(directive) took it out");
    CHECK_THROWS_AS(ContentSecurityPolicy{site}.add(D::default_src,
                                                    {csp::unsafe_webtransport_hashes, csp::strict_dynamic}),
                    sh::InvalidHeader);
}

TEST_CASE("Content-Security-Policy stays as it was when it refuses") {
    auto policy = ContentSecurityPolicy{}.default_src({csp::self}).img_src({csp::self});
    const auto before = policy;
    CHECK_THROWS(policy.replace(D::img_src, {csp::nonce}));
    CHECK_THROWS(policy.replace(D::img_src, {csp::none, csp::self}));
    CHECK_THROWS(policy.replace(D::sandbox, {csp::self}));
    CHECK_THROWS(policy.add(D::img_src, {csp::self, csp::nonce}));
    CHECK_THROWS(policy.default_src({csp::none}));
    CHECK(policy == before);
}

TEST_CASE("Content-Security-Policy takes names and addresses from outside only when they are well-formed") {
    const std::string hostile[]{"a;b", "a,b", "a b", "a\"b", "", "'none'"};
    for (const std::string& text : hostile) {
        INFO(text);
        CHECK_THROWS_AS(csp::TrustedTypesPolicy{sh::runtime{text}}, sh::InvalidHeader);
        CHECK_THROWS_AS(ContentSecurityPolicy{}.report_to(sh::runtime{text}), sh::InvalidHeader);
        if (text != "'none'") CHECK_THROWS_AS(csp::ReportUri{sh::runtime{text}}, sh::InvalidHeader);
    }
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_AS(csp::TrustedTypesPolicy{sh::runtime{text}}, sh::InvalidHeader);
        CHECK_THROWS_AS(csp::ReportUri{sh::runtime{text}}, sh::InvalidHeader);
        CHECK_THROWS_AS(ContentSecurityPolicy{}.report_to(sh::runtime{text}), sh::InvalidHeader);
    }
    for (const std::string_view text : {"none", "'none'", "*", "allow-duplicates", "'allow-duplicates'"})
        CHECK_THROWS_WITH(csp::TrustedTypesPolicy{sh::runtime{text}},
                          "Content-Security-Policy: no name; write TrustedTypesPolicy::any, none or allow_duplicates");
    CHECK(csp::TrustedTypesPolicy{sh::runtime{"a-b#c=d_e/f@g.h%i"}}.text() == "a-b#c=d_e/f@g.h%i");
}

TEST_CASE("Content-Security-Policy takes any contiguous range of sources") {
    std::vector<csp::Source> sources;
    for (int i = 0; i < 1000; ++i) sources.emplace_back(sh::runtime{"h" + std::to_string(i) + ".example"});
    const auto policy = ContentSecurityPolicy{}.img_src(sources);
    CHECK(written(policy).substr(0, 38) == "img-src h0.example h1.example h2.examp");
    sources.push_back(sources[500]);
    CHECK_THROWS_WITH(ContentSecurityPolicy{}.img_src(sources),
                      "Content-Security-Policy: img-src: says the same twice; leave one out, or use add, which skips what is there");
}

TEST_CASE("Content-Security-Policy compares by what it says") {
    const auto a = ContentSecurityPolicy{}.default_src({csp::self}).img_src({csp::none});
    CHECK(a == ContentSecurityPolicy{}.img_src({csp::none}).default_src({csp::self}));
    CHECK_FALSE(a == ContentSecurityPolicy{}.default_src({csp::self}));
}

TEST_CASE("Content-Security-Policy refuses the same in other letters, where case does not count") {
    const auto twice = [](csp::Sources sources) { return ContentSecurityPolicy{}.img_src(sources); };
    constexpr const char* message =
        "Content-Security-Policy: img-src: says the same twice; leave one out, or use add, which skips what is there";
    CHECK_THROWS_WITH(twice({"a.com", "A.com"}), message);
    CHECK_THROWS_WITH(twice({csp::self, "'SELF'"}), message);
    CHECK_THROWS_WITH(twice({csp::https, "HTTPS:"}), message);
    CHECK(written(twice({"a.com/b", "a.com/B"})) == "img-src a.com/b a.com/B");
    CHECK(written(twice({"a.com"}).add(D::img_src, {"A.COM", "b.com"})) == "img-src a.com b.com");
    CHECK(written(ContentSecurityPolicy{}.trusted_types({"a", "A"})) == "trusted-types a A");
    CHECK(written(ContentSecurityPolicy{}.report_uri({"/a", "/A"})) == "report-uri /a /A");
}

TEST_CASE("Content-Security-Policy takes one source without braces") {
    CHECK(written(ContentSecurityPolicy{}.img_src(csp::self).frame_ancestors(csp::none).add(D::img_src, csp::blob)) ==
          "img-src 'self' blob:; frame-ancestors 'none'");
}

TEST_CASE("Content-Security-Policy has room for a directive that is newer than the list of them") {
    auto policy = ContentSecurityPolicy{}.unlisted("new-src", "'self' https://a.example").img_src({csp::self});
    CHECK(written(policy) == "img-src 'self'; new-src 'self' https://a.example");
    CHECK(written(policy.unlisted(sh::runtime{"new-flag"})) ==
          "img-src 'self'; new-src 'self' https://a.example; new-flag");
    CHECK(written(policy.remove("NEW-SRC").remove("newer-src")) == "img-src 'self'; new-flag");
    CHECK(written(ContentSecurityPolicy{}.unlisted("new-flag")) == "new-flag");
    CHECK(policy != ContentSecurityPolicy{}.img_src({csp::self}));
    CHECK_THROWS_WITH(policy.unlisted("New-Flag"),
                      "Content-Security-Policy: New-Flag: is there already; browsers ignore a second one, so remove it first");
    sh::FieldWriter out;
    ContentSecurityPolicy{}.upgrade_insecure_requests().unlisted("new-flag").write_to(out);
    CHECK(out.value() == "upgrade-insecure-requests; new-flag");
    REQUIRE(out.marks().size() == 1);
    CHECK(out.value().substr(out.marks()[0].begin, out.marks()[0].end) == "upgrade-insecure-requests; ");
    CHECK(written(sh::BasicContentSecurityPolicy<csp::Disposition::report>{ContentSecurityPolicy{}.unlisted("new-flag")}) ==
          "new-flag");
}

TEST_CASE("Content-Security-Policy finds each of many newer directives") {
    ContentSecurityPolicy policy;
    for (int i = 0; i < 100; ++i) policy.unlisted(sh::runtime{"new-" + std::to_string(i)}, "a b");
    CHECK_THROWS_AS(policy.unlisted("NEW-70"), sh::InvalidHeader);
    policy.remove("new-70").remove("new-0");
    CHECK_THROWS_AS(policy.unlisted("new-99"), sh::InvalidHeader);
    policy.unlisted("new-70");
    const std::string text = written(policy);
    CHECK(text.starts_with("new-1 a b; new-2 a b; "));
    CHECK(text.ends_with("; new-99 a b; new-70"));
    CHECK(std::count(text.begin(), text.end(), ';') == 98);
    CHECK_THROWS_AS(sh::ContentSecurityPolicy{policy}.unlisted("new-70"), sh::InvalidHeader);
}

TEST_CASE("Content-Security-Policy takes no text for a newer directive that could be read as another") {
    constexpr const char* no_name = "Content-Security-Policy: a directive's name takes letters, digits and - only";
    for (const std::string_view text : {"", "a b", "a;b", "a,b", "a_b", "a\"b", "a'b", "new-src:"})
        CHECK_THROWS_WITH(csp::UnlistedDirective{sh::runtime{text}}, no_name);
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_WITH(csp::UnlistedDirective{sh::runtime{text}}, no_name);
        CHECK_THROWS_AS(csp::UnlistedValue{sh::runtime{text}}, sh::InvalidHeader);
    }
    for (const std::string_view text : {"img-src", "SANDBOX", "report-to"})
        CHECK_THROWS_WITH(csp::UnlistedDirective{sh::runtime{text}},
                          "Content-Security-Policy: this directive has a function of its own");
    CHECK_THROWS_WITH(csp::UnlistedDirective{sh::runtime{"plugin-types"}},
                      "Content-Security-Policy: browsers no longer know this directive");
    for (const std::string_view text : {"a;b", "a,b", ";", ","})
        CHECK_THROWS_WITH(csp::UnlistedValue{sh::runtime{text}},
                          "Content-Security-Policy: a directive's value takes no ; and no , which end it");
    for (const std::string_view text : {" a", "a ", " ", "a\r\nb", "a\tb", "\xc3\xa9"})
        CHECK_THROWS_WITH(csp::UnlistedValue{sh::runtime{text}},
                          "Content-Security-Policy: a directive's value is visible ASCII, with spaces inside only");
    for (const std::string_view text : {"'nonce-abc'", "'self' 'NONCE-{nonce-of-each-response}'"})
        CHECK_THROWS_WITH(csp::UnlistedValue{sh::runtime{text}},
                          "Content-Security-Policy: a nonce in text is the same for all responses; leave it out");
}
