// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>

#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/content_security_policy_report_only.hpp>
#include <secure_headers/policy/custom_header.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include "catch.hpp"
#include "counting_allocator.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Multimap {
    std::multimap<std::string, std::string> headers;
};
struct UnorderedMultimap {
    std::unordered_multimap<std::string, std::string> headers;
};
struct Vector {
    Pairs headers;
};
struct List {
    std::list<std::pair<std::string, std::string>> headers;
};

// What must not be taken for a response: a second Set-Cookie would vanish, or set_header might append.
struct Map {
    std::map<std::string, std::string> headers;
};
struct SetHeader {
    void set_header(const std::string&, const std::string&);
};
static_assert(sh::detail::Deliverable<Multimap> && sh::detail::Deliverable<UnorderedMultimap>);
static_assert(sh::detail::Deliverable<Vector> && sh::detail::Deliverable<List>);
static_assert(sh::detail::Deliverable<Pairs> && sh::detail::Deliverable<std::multimap<std::string, std::string>>);
static_assert(!sh::detail::Deliverable<const Pairs> && !sh::detail::Deliverable<std::map<std::string, std::string>>);
static_assert(!sh::detail::Deliverable<std::vector<std::pair<std::string_view, std::string_view>>>);
static_assert(sh::detail::Deliverable<std::vector<std::byte>> && sh::detail::Deliverable<std::vector<std::uint8_t>>);
static_assert(sh::detail::Deliverable<std::string> && sh::detail::Deliverable<std::vector<char>>);
static_assert(sh::detail::Deliverable<fmt::memory_buffer> && !sh::detail::Deliverable<std::wstring>);
static_assert(!sh::detail::Deliverable<Map> && !sh::detail::Deliverable<SetHeader>);
static_assert(!sh::detail::Deliverable<std::string_view> && !sh::detail::Deliverable<std::vector<int>>);

/// A store with one value for each name, as some frameworks have it.
struct Keyed {
    std::map<std::string, std::string> values;
};

/// The same, with its cookies apart.
struct KeyedAndCookies {
    std::map<std::string, std::string> values;
    std::vector<std::string> cookies;
};

constexpr auto headers = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::XFrameOptions::deny)
        .set_default(sh::CustomHeader{"X-Default", "ours"})
        .set_default(sh::CustomHeader{"X-Absent", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours too"})
        .remove("Server")
        .set(sh::StrictTransportSecurity{});
});

template <class Fields>
Pairs sorted(const Fields& fields) {
    Pairs pairs;
    for (const auto& [name, value] : fields) pairs.emplace_back(name, value);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

const Pairs delivered{{"Content-Type", "text/html"},
                      {"Set-Cookie", "a=1"},
                      {"Set-Cookie", "b=2"},
                      {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
                      {"X-Absent", "ours"},
                      {"X-Added", "ours"},
                      {"X-Added", "ours too"},
                      {"X-Added", "theirs"},
                      {"X-Frame-Options", "DENY"},
                      {"x-default", "theirs"}};

const Pairs from_handler{{"Content-Type", "text/html"},
                         {"x-frame-options", "SAMEORIGIN"},
                         {"X-Frame-Options", "ALLOWALL"},
                         {"x-default", "theirs"},
                         {"X-Added", "theirs"},
                         {"server", "Bare/1.0"},
                         {"Server", "Proxy"},
                         {"Set-Cookie", "a=1"},
                         {"Set-Cookie", "b=2"}};

template <class Response>
Response handled() {
    Response response;
    for (const auto& [name, value] : from_handler) response.headers.insert(response.headers.end(), {name, value});
    return response;
}

}  // namespace

template <>
struct sh::ResponseAdapter<Keyed> {
    static std::string key(std::string_view name) {
        std::string lower;
        for (const char c : name) lower += sh::detail::to_lower(c);
        return lower;
    }
    static std::optional<std::string> find(Keyed& response, std::string_view name) {
        const auto found = response.values.find(key(name));
        return found == response.values.end() ? std::nullopt : std::optional{found->second};
    }
    static void replace(Keyed& response, std::string_view name, std::string_view value) {
        response.values[key(name)] = std::string{value};
    }
    static void remove(Keyed& response, std::string_view name) { response.values.erase(key(name)); }
};

template <>
struct sh::ResponseAdapter<KeyedAndCookies> {
    using Response = KeyedAndCookies;
    static std::optional<std::string> find(Response& response, std::string_view name) {
        const auto found = response.values.find(std::string{name});
        return found == response.values.end() ? std::nullopt : std::optional{found->second};
    }
    static void replace(Response& response, std::string_view name, std::string_view value) {
        response.values[std::string{name}] = std::string{value};
    }
    static void remove(Response& response, std::string_view name) { response.values.erase(std::string{name}); }
    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        for (const auto& [name, value] : response.values) visit(std::string_view{name});
    }
    static void append_cookie(Response& response, std::string_view, std::string_view set_cookie) {
        response.cookies.emplace_back(set_cookie);
    }
    template <class Predicate>
    static std::size_t erase_cookie_if(Response& response, Predicate&& predicate) {
        return std::erase_if(response.cookies,
                             [&](const std::string& each) { return predicate(std::string_view{each}); });
    }
};

TEMPLATE_TEST_CASE("set_headers honours the four modes on any store of pairs, once or twice", "", Multimap,
                   UnorderedMultimap, Vector, List) {
    auto response = handled<TestType>();
    sh::set_headers(response, headers, {.https = true});
    CHECK(sorted(response.headers) == delivered);
    sh::set_headers(response, headers, {.https = true});
    CHECK(sorted(response.headers) == delivered);
}

namespace {

constexpr auto with_parts_for_https = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::ContentSecurityPolicy{}.default_src(sh::csp::none).upgrade_insecure_requests())
        .set_default(sh::StrictTransportSecurity{})
        .add(sh::CustomHeader{"Vary", "Origin"})
        .remove("X-Powered-By");
});
constexpr auto only_removes = sh::bake([] { return sh::SecureHeaders::empty().remove("Server").remove("X-Default"); });

/// More than are sent one by one.
template <std::size_t count>
constexpr sh::SecureHeaders numbered() {
    sh::SecureHeaders many = sh::SecureHeaders::empty();
    for (std::size_t i = 0; i < count; ++i) {
        const char name[]{'X', '-', static_cast<char>('A' + i / 10), static_cast<char>('0' + i % 10)};
        many.set(sh::CustomHeader{sh::runtime{{name, sizeof name}}, "ours"});
    }
    return many;
}
constexpr auto as_many_as_unrolled = sh::bake([] { return numbered<32>(); });
constexpr auto more_than_unrolled = sh::bake([] { return numbered<33>(); });

}  // namespace

TEMPLATE_TEST_CASE("a baked set is delivered as its view is", "", Multimap, UnorderedMultimap, Vector, List) {
    const auto check = [](const auto& baked) {
        for (const bool https : {true, false}) {
            for (const TestType& before : {TestType{}, handled<TestType>()}) {
                TestType by_set = before, by_view = before;
                for (int times = 0; times < 2; ++times) {
                    sh::set_headers(by_set, baked, {.https = https});
                    sh::set_headers(by_view, baked.view(), {.https = https});
                    CHECK(by_set.headers == by_view.headers);
                }
            }
        }
    };
    check(headers);
    check(with_parts_for_https);
    check(only_removes);
    check(as_many_as_unrolled);
    check(more_than_unrolled);
}

TEST_CASE("a baked set leaves out what is for HTTPS only") {
    Vector over_https, plain;
    sh::set_headers(over_https, with_parts_for_https, {.https = true});
    sh::set_headers(plain, with_parts_for_https, {.https = false});
    CHECK(over_https.headers == Pairs{{"Content-Security-Policy", "default-src 'none'; upgrade-insecure-requests"},
                                      {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
                                      {"Vary", "Origin"}});
    CHECK(plain.headers == Pairs{{"Content-Security-Policy", "default-src 'none'"}, {"Vary", "Origin"}});
}

TEST_CASE("set_headers keeps the order of what it sends") {
    Vector response;
    sh::set_headers(response, headers);
    CHECK(response.headers == Pairs{{"X-Frame-Options", "DENY"},
                                    {"X-Default", "ours"},
                                    {"X-Absent", "ours"},
                                    {"X-Added", "ours"},
                                    {"X-Added", "ours too"}});
}

TEST_CASE("set_headers replaces what stands there of each of very many fields") {
    sh::SecureHeaders many = sh::SecureHeaders::empty();
    Vector response;
    Pairs expected;
    for (int i = 0; i < 150; ++i) {
        const std::string name = "X-" + std::to_string(i);
        many.set(sh::CustomHeader{sh::runtime{name}, sh::runtime{"ours"}});
        if (i % 7 == 0) response.headers.emplace_back("x-" + std::to_string(i), "theirs");
        expected.emplace_back(name, "ours");
    }
    sh::set_headers(response, many);
    CHECK(response.headers == expected);
    for (const int theirs : {0, 1, 62, 63, 64, 65, 127, 128, 149}) {
        INFO(theirs);
        Vector one;
        one.headers.emplace_back("x-" + std::to_string(theirs), "theirs");
        sh::set_headers(one, many);
        CHECK(one.headers == expected);
    }
}

TEST_CASE("An adapter's erase_if erases the values of a name that it is asked for, and tells how many") {
    using Adapter = sh::ResponseAdapter<Vector>;
    Vector response;
    response.headers = {{"A", "1"}, {"B", "1"}, {"a", "2"}, {"A", "1"}, {"A", "3"}};
    CHECK(Adapter::erase_if(response, "a", [](std::string_view value) { return value == "9"; }) == 0);
    CHECK(Adapter::erase_if(response, "a", [](std::string_view value) { return value == "1"; }) == 2);
    CHECK(response.headers == Pairs{{"B", "1"}, {"a", "2"}, {"A", "3"}});
    CHECK(Adapter::erase_if(response, "A", [](std::string_view) { return true; }) == 2);
    CHECK(response.headers == Pairs{{"B", "1"}});
}

TEST_CASE("set_headers follows one pointer, smart pointer or reference") {
    auto response = handled<Vector>();
    auto shared = std::make_shared<Vector>(response);
    auto unique = std::make_unique<Vector>(response);
    auto pointed = response;
    auto referred = response;
    const sh::Delivery https{.https = true};
    sh::set_headers(shared, headers, https);
    sh::set_headers(unique, headers, https);
    sh::set_headers(&pointed, headers, https);
    sh::set_headers(std::ref(referred), headers, https);
    sh::set_headers(*std::make_shared<Vector>(response), headers, https);
    for (const Vector* const each : {shared.get(), unique.get(), &pointed, &referred})
        CHECK(sorted(each->headers) == delivered);
}

TEST_CASE("set_headers honours the four modes on a store with one value for each name") {
    Keyed response;
    for (const auto& [name, value] : from_handler) sh::ResponseAdapter<Keyed>::replace(response, name, value);
    const std::map<std::string, std::string> expected{
        {"content-type", "text/html"},
        {"set-cookie", "b=2"},
        {"strict-transport-security", "max-age=63072000; includeSubDomains"},
        {"x-absent", "ours"},
        {"x-added", "theirs, ours, ours too"},
        {"x-default", "theirs"},
        {"x-frame-options", "DENY"},
    };
    sh::set_headers(response, headers, {.https = true});
    CHECK(response.values == expected);
    sh::set_headers(response, headers, {.https = true});
    CHECK(response.values == expected);
}

TEST_CASE("a set that removes Set-Cookie takes out the cookies that a store has apart, too") {
    constexpr auto no_cookies =
        sh::bake([] { return sh::SecureHeaders::empty().remove("Set-Cookie").set(sh::XFrameOptions::deny); });
    KeyedAndCookies response{{{"Set-Cookie", "c=3"}, {"Server", "theirs"}}, {}};
    for (const char* const name : {"a", "b"}) sh::set_cookie(response, sh::SecureCookie{}, sh::runtime{name}, "1");
    KeyedAndCookies kept = response;
    sh::set_headers(kept, headers);
    CHECK(kept.cookies == response.cookies);
    sh::set_headers(response, no_cookies);
    CHECK(response.cookies.empty());
    sh::set_headers(response, no_cookies);
    CHECK(response.values == std::map<std::string, std::string>{{"Server", "theirs"}, {"X-Frame-Options", "DENY"}});
}

TEST_CASE("set_headers tells a function what to do with each field") {
    std::vector<std::pair<sh::Mode, std::string>> calls;
    sh::set_headers([&](sh::Mode mode, std::string_view name,
                        std::string_view
                            value) { calls.emplace_back(mode, std::string{name} + "=" + std::string{value}); },
                    headers);
    CHECK(calls == std::vector<std::pair<sh::Mode, std::string>>{{sh::Mode::set, "X-Frame-Options=DENY"},
                                                                 {sh::Mode::set_default, "X-Default=ours"},
                                                                 {sh::Mode::set_default, "X-Absent=ours"},
                                                                 {sh::Mode::add, "X-Added=ours"},
                                                                 {sh::Mode::add, "X-Added=ours too"},
                                                                 {sh::Mode::remove, "Server="}});
}

TEST_CASE("set_headers freezes a set that is not frozen yet") {
    Vector response;
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny));
    CHECK(response.headers == Pairs{{"X-Frame-Options", "DENY"}});
}

namespace {

constexpr auto with_nonce = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::StrictTransportSecurity{})
        .set(sh::ContentSecurityPolicy{}
                 .script_src({sh::csp::nonce})
                 .style_src({sh::csp::nonce})
                 .upgrade_insecure_requests()
                 .report_uri({"/csp"}))
        .set(sh::XFrameOptions::deny);
});

}  // namespace

TEST_CASE("set_headers puts the nonce in, and leaves out what must not travel over plain HTTP") {
    const sh::Nonce nonce = sh::Nonce::generate();
    const std::string source = "'nonce-" + std::string{nonce.value()} + "'";
    Vector over_https;
    sh::set_headers(over_https, with_nonce, {.https = true, .nonce = nonce});
    CHECK(over_https.headers == Pairs{{"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
                                      {"Content-Security-Policy", "script-src " + source + "; style-src " + source +
                                                                      "; upgrade-insecure-requests; report-uri /csp"},
                                      {"X-Frame-Options", "DENY"}});
    Vector over_http;
    sh::set_headers(over_http, with_nonce, {.nonce = nonce});
    CHECK(over_http.headers ==
          Pairs{{"Content-Security-Policy", "script-src " + source + "; style-src " + source + "; report-uri /csp"},
                {"X-Frame-Options", "DENY"}});
}

TEST_CASE("set_headers leaves report-to out over plain HTTP, where browsers would then not send to report-uri either") {
    constexpr auto reporting = sh::bake([] {
        return sh::SecureHeaders::empty()
            .set(sh::ContentSecurityPolicy{}
                     .default_src({sh::csp::self})
                     .upgrade_insecure_requests()
                     .report_uri({"/csp"})
                     .report_to("csp"))
            .set(sh::ReportingEndpoints{{"csp", "/csp"}});
    });
    const auto policy = [&](bool https) {
        Vector response;
        sh::set_headers(response, reporting, {.https = https});
        return response.headers.front().second;
    };
    CHECK(policy(true) == "default-src 'self'; upgrade-insecure-requests; report-uri /csp; report-to csp");
    CHECK(policy(false) == "default-src 'self'; report-uri /csp");
}

TEST_CASE("set_headers refuses to go without a nonce, before it touches the response") {
    constexpr const char* message = "response: the set needs a nonce: write Delivery{.nonce = Nonce::generate()}";
    auto response = handled<Vector>();
    CHECK_THROWS_WITH(sh::set_headers(response, with_nonce, {.https = true}), message);
    CHECK(response.headers == from_handler);
    std::string buffer = "HTTP/1.1 200 OK\r\n";
    CHECK_THROWS_WITH(sh::set_headers(buffer, with_nonce), message);
    CHECK(buffer == "HTTP/1.1 200 OK\r\n");
    const sh::FrozenHeaders reported{sh::SecureHeaders::empty()
                                         .set(sh::XFrameOptions::deny)
                                         .set(sh::ContentSecurityPolicyReportOnly{}.script_src({sh::csp::nonce}))};
    CHECK_THROWS_WITH(sh::set_headers(buffer, reported), message);
}

TEST_CASE("set_headers and set_cookie refuse a buffer whose head has ended, before they touch it") {
    constexpr const char* message =
        "response: the head in the buffer has ended in its empty line; set fields before that";
    constexpr sh::SecureCookie session{"session"};
    for (const std::string_view head : {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\n\n", "a: b\n\r\n", "\r\n", "\n"}) {
        std::string buffer{head};
        CHECK_THROWS_WITH(sh::set_headers(buffer, headers), message);
        CHECK_THROWS_WITH(sh::set_cookie(buffer, session, "1"), message);
        CHECK_THROWS_WITH(sh::delete_cookie(buffer, session), message);
        CHECK(buffer == head);
    }
    for (const std::string_view head :
         {"", "a\n", "HTTP/1.1 200 OK\n", "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n"}) {
        std::string buffer{head};
        sh::set_headers(buffer, headers);
        sh::set_cookie(buffer, session, "1");
        CHECK(buffer.size() > head.size());
    }
}

TEST_CASE("set_headers appends the finished lines to a buffer of bytes") {
    std::string text = "HTTP/1.1 200 OK\r\n";
    sh::set_headers(text, headers, {.https = true});
    CHECK(text ==
          "HTTP/1.1 200 OK\r\n"
          "X-Frame-Options: DENY\r\n"
          "X-Default: ours\r\n"
          "X-Absent: ours\r\n"
          "X-Added: ours\r\n"
          "X-Added: ours too\r\n"
          "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n");
    std::vector<char> bytes;
    sh::set_headers(bytes, headers);
    CHECK(std::string(bytes.begin(), bytes.end()) ==
          "X-Frame-Options: DENY\r\nX-Default: ours\r\nX-Absent: ours\r\n"
          "X-Added: ours\r\nX-Added: ours too\r\n");
}

TEMPLATE_TEST_CASE("set_headers and set_cookie take a buffer of any kind of bytes", "", std::vector<char>,
                   std::vector<unsigned char>, std::vector<std::byte>, fmt::memory_buffer) {
    TestType buffer;
    std::string text;
    const auto answer = [](auto& response) {
        sh::set_headers(response, headers, {.https = true});
        sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
        sh::set_cookie(response, sh::SecureCookie{"b"}, "2");
        sh::set_cookie(response, sh::SecureCookie{"a"}, "3");
        sh::delete_cookie(response, sh::SecureCookie{"b"});
        static_cast<void>(sh::harden_cookies(response, sh::SecureCookie{{.max_age = std::chrono::hours{1}}}));
    };
    answer(buffer);
    answer(text);
    CHECK(text == std::string{static_cast<const char*>(static_cast<const void*>(buffer.data())), buffer.size()});
    buffer.push_back(typename TestType::value_type{'x'});
    CHECK_THROWS_WITH(sh::set_headers(buffer, headers),
                      "response: the last line of the buffer has no end; append CRLF first");
}

TEST_CASE("set_headers takes a list of pairs or a multimap as it is") {
    Vector inside;
    Pairs pairs;
    std::multimap<std::string, std::string> multimap;
    const auto answer = [](auto& response) {
        for (int times = 0; times < 2; ++times) {
            sh::set_headers(response, headers, {.https = true});
            sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
            sh::set_cookie(response, sh::SecureCookie{"b"}, "2");
        }
        static_cast<void>(sh::harden_cookies(response, sh::SecureCookie{{.max_age = std::chrono::hours{1}}}));
    };
    answer(inside);
    answer(pairs);
    answer(multimap);
    CHECK(pairs == inside.headers);
    CHECK(multimap.size() == pairs.size());
    CHECK(multimap.count("Set-Cookie") == 2);
}

TEST_CASE("set_headers to a reserved buffer allocates nothing") {
    const sh::Nonce nonce = sh::Nonce::generate();
    std::basic_string<char, std::char_traits<char>, CountingAllocator<char>> text;
    std::vector<char, CountingAllocator<char>> bytes;
    text.reserve(4096);
    bytes.reserve(4096);
    allocations = 0;
    for (const bool https : {true, false}) {
        const sh::Delivery delivery{.https = https, .nonce = nonce};
        sh::set_headers(text, with_nonce, delivery);
        sh::set_headers(text, headers, delivery);
        sh::set_headers(bytes, with_nonce, delivery);
        sh::set_headers(bytes, headers, delivery);
    }
    const int allocated = allocations;
    CHECK(allocated == 0);
    CHECK(std::string_view{text} == std::string_view{bytes.data(), bytes.size()});
}

TEST_CASE("set_headers visits the fields of a server of one's own without allocating") {
    const sh::Nonce nonce = sh::Nonce::generate();
    std::size_t bytes = 0;
    const auto count = [&](const sh::HeaderField& field, std::string_view name) {
        bytes += field.value.size() + name.size();
    };
    allocations = 0;
    sh::for_each_field(with_nonce, {.https = true, .nonce = nonce}, count);
    sh::for_each_field(with_nonce, {.nonce = nonce}, count);
    const int allocated = allocations;
    CHECK(allocated == 0);
    CHECK(bytes > 300);
}
