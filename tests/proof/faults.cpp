// SPDX-License-Identifier: MIT
// Lets each allocation fail in turn while a set is composed, frozen and delivered: everything is then as it was before,
// and nothing is lost. Lets the random generator fail, and the clock stand outside of the years that HTTP can write.
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/response.hpp>

#include "../injection/doors.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <list>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace {

long allowed = -1;  ///< How many allocations may succeed; all if negative.
long live = 0;

void* allocate(std::size_t size) {
    if (allowed == 0) throw std::bad_alloc{};
    if (allowed > 0) --allowed;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc{};
    ++live;
    return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept {
    if (memory != nullptr) --live;
    std::free(memory);
}
void operator delete[](void* memory) noexcept { operator delete(memory); }
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete[](void* memory, std::size_t) noexcept { operator delete(memory); }

namespace {

namespace sh = secure_headers;
using Csp = sh::ContentSecurityPolicy;
using D = sh::csp::Directive;
using F = sh::Feature;

int passed = 0, failed = 0;
long points = 0;

void report(const char* what, bool good, const char* why = "") {
    if (!good) std::printf("FAIL  %s %s\n", what, why);
    ++(good ? passed : failed);
}

/// Does `act` to copies of `before`, with one allocation more each time, until it is done.
template <class State, class Act>
void fail_everywhere(const char* what, const State& before, const Act& act) {
    bool unchanged = true, tight = true, done = false;
    for (long point = 0; !done && point < 10000; ++point) {
        const long at_first = live;
        {
            State state = before;
            allowed = point;
            try {
                act(state);
                done = true;
            } catch (const std::bad_alloc&) {
                ++points;
            }
            allowed = -1;
            if (!done && !(state == before)) {
                if (unchanged) std::printf("      at point %ld\n", point);
                unchanged = false;
            }
        }
        tight = tight && live == at_first;
    }
    report(what, unchanged, "changed something before it failed");
    report(what, tight && done, "leaked");
}

/// The same for a framework's own fields, which can neither be copied nor put back for nothing: delivering once more,
/// when there is memory again, must come to what delivering once would have.
template <class State, class Act>
void repeat_everywhere(const char* what, const State& before, const Act& act) {
    State wanted = before;
    act(wanted);
    bool mended = true, tight = true, done = false;
    for (long point = 0; !done && point < 10000; ++point) {
        const long at_first = live;
        {
            State state = before;
            allowed = point;
            try {
                act(state);
                done = true;
            } catch (const std::bad_alloc&) {
                ++points;
            }
            allowed = -1;
            if (!done) act(state);
            if (!(state == wanted)) mended = false;
        }
        tight = tight && live == at_first;
    }
    report(what, mended, "is not mended by delivering once more");
    report(what, tight && done, "leaked");
}

struct Nothing {
    bool operator==(const Nothing&) const = default;
};

void composing() {
    for (const doors::Door& door : doors::all())
        if (door.compose)
            fail_everywhere(door.function.c_str(), Nothing{},
                            [&](Nothing) { static_cast<void>(door.compose(door.sample)); });
    const auto csp = Csp{}.default_src({sh::csp::self}).img_src({"a.example"}).report_uri({"/csp"});
    fail_everywhere("Csp::script_src", csp, [](Csp& p) {
        p.script_src({sh::csp::nonce, "'self'", sh::runtime{"https://example.com"}});
    });
    fail_everywhere("Csp::add", csp, [](Csp& p) { p.add(D::img_src, {sh::runtime{"https://b.example"}}); });
    fail_everywhere("Csp::replace", csp, [](Csp& p) { p.replace(D::img_src, {sh::runtime{"https://b.example"}}); });
    fail_everywhere("Csp::remove", csp, [](Csp& p) { p.remove(D::img_src); });
    fail_everywhere("Csp::report_to", csp, [](Csp& p) { p.report_to(sh::runtime{"endpoint"}); });
    fail_everywhere("Csp::trusted_types", csp, [](Csp& p) { p.trusted_types({"a", "b"}); });
    fail_everywhere("Csp::operator=", csp, [&](Csp& p) { p = Csp{csp}.upgrade_insecure_requests(); });
    const auto newer = Csp{csp}.unlisted("newer", "value").unlisted("newest");
    fail_everywhere("Csp::operator= of a copy", csp, [&](Csp& p) { p = newer; });
    const auto permissions = sh::PermissionsPolicy{}.deny(F::usb).allow(F::camera, {sh::Allow::self});
    using P = sh::PermissionsPolicy;
    fail_everywhere("PermissionsPolicy::allow", permissions,
                    [](P& p) { p.allow(F::hid, {sh::runtime{"https://a.example"}}); });
    fail_everywhere("PermissionsPolicy::report_to", permissions,
                    [](P& p) { p.report_to(F::usb, sh::runtime{"endpoint"}); });
    const auto document = sh::DocumentPolicy{}.set("a", 1.5).set("b", true);
    fail_everywhere("DocumentPolicy::set", document, [](sh::DocumentPolicy& p) { p.set("c", -5); });
    fail_everywhere("DocumentPolicy::report_to", document, [](sh::DocumentPolicy& p) { p.report_to("a", "b"); });
    const auto old = sh::FeaturePolicy{F::usb};
    fail_everywhere("FeaturePolicy::allow", old,
                    [](sh::FeaturePolicy& p) { p.allow(F::hid, {sh::FeaturePolicy::self}); });
}

/// Compares all that a view shows, which has no bytes of its own.
struct FrozenState {
    sh::FrozenHeaders frozen;
    bool operator==(const FrozenState& other) const {
        const sh::HeaderView a = frozen.view(), b = other.frozen.view();
        bool same = a.size() == b.size() && a.block() == b.block();
        for (std::size_t i = 0; same && i < a.size(); ++i) same = a[i] == b[i];
        return same;
    }
};
struct CookieState {
    sh::SecureCookie cookie;
    bool operator==(const CookieState& other) const {
        return cookie.name() == other.cookie.name() && cookie.deletion() == other.cookie.deletion() &&
               cookie.header("v") == other.cookie.header("v");
    }
};

void the_set() {
    using S = sh::SecureHeaders;
    const S set = S::empty()
                      .set(sh::CustomHeader{"A", sh::runtime{"1"}})
                      .add(sh::CustomHeader{"B", sh::runtime{"2"}})
                      .add(sh::CustomHeader{"B", sh::runtime{"3"}})
                      .set(Csp{}.script_src({sh::csp::nonce}));
    const S other = S::empty()
                        .set(sh::CustomHeader{"A", "9"})
                        .add(sh::CustomHeader{"B", "8"})
                        .set(sh::Server{"s"})
                        .set(sh::XFrameOptions::deny)
                        .remove("C")
                        .remove("D");
    fail_everywhere("SecureHeaders{}", Nothing{}, [](Nothing) { S recommended; });
    fail_everywhere("SecureHeaders::set", set, [](S& s) {
        s.set(sh::CustomHeader{sh::runtime{"New"}, sh::runtime{"v"}});
    });
    fail_everywhere("SecureHeaders::set in place", set, [](S& s) {
        s.set(sh::CustomHeader{sh::runtime{"b"}, sh::runtime{"v"}});
    });
    fail_everywhere("SecureHeaders::set_default", set, [](S& s) {
        s.set_default(sh::CustomHeader{"A", sh::runtime{"v"}});
    });
    fail_everywhere("SecureHeaders::add", set, [](S& s) { s.add(sh::CustomHeader{"A", sh::runtime{"v"}}); });
    fail_everywhere("SecureHeaders::remove", set, [](S& s) { s.remove(sh::runtime{"X-Powered-By"}); });
    fail_everywhere("SecureHeaders::remove in place", set, [](S& s) { s.remove(sh::runtime{"B"}); });
    fail_everywhere("SecureHeaders::omit", set, [](S& s) { s.omit(sh::runtime{"B"}); });
    fail_everywhere("SecureHeaders::https_only", set, [](S& s) { s.https_only(sh::runtime{"B"}); });
    fail_everywhere("SecureHeaders::merge", set, [&](S& s) { s.merge(other); });
    fail_everywhere("SecureHeaders::merge to itself", set, [](S& s) { s.merge(s); });
    fail_everywhere("SecureHeaders::as_defaults", set, [](S& s) { s.as_defaults(); });
    fail_everywhere("SecureHeaders::operator=", set, [&](S& s) { s = other; });
    fail_everywhere("FrozenHeaders", set, [](S& s) { sh::FrozenHeaders frozen{s}; });
    const sh::FrozenHeaders frozen_set{set}, frozen_other{sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)};
    fail_everywhere("FrozenHeaders::operator=", FrozenState{frozen_set},
                    [&](FrozenState& s) { s.frozen = frozen_other; });
    sh::FieldWriter writer, other_writer;
    writer.append(std::string(40, 'a')).append_nonce().uses_endpoint("a");
    other_writer.append(std::string(50, 'b')).append_nonce().uses_endpoint("b").uses_group("c");
    fail_everywhere("FieldWriter::operator=", writer, [&](sh::FieldWriter& w) { w = other_writer; });
    const sh::CustomHeader header{sh::runtime{"X-A"}, sh::runtime{"1"}},
        other_header{sh::runtime{"X-B"}, sh::runtime{"2"}};
    fail_everywhere("CustomHeader::operator=", header, [&](sh::CustomHeader& h) { h = other_header; });
    const std::string long_name(30, 'n'), long_path(500, 'p');
    const sh::SecureCookie cookie{sh::runtime{"name"}},
        other_cookie{sh::runtime{long_name}, {.path = sh::runtime{"/" + long_path}}};
    fail_everywhere("SecureCookie::operator=", CookieState{cookie}, [&](CookieState& s) { s.cookie = other_cookie; });
    fail_everywhere("SecureCookie::operator= of a short one", CookieState{other_cookie},
                    [&](CookieState& s) { s.cookie = cookie; });
    fail_everywhere("presets::strict", Nothing{}, [](Nothing) { sh::FrozenHeaders frozen{sh::presets::strict()}; });
}

struct ByList {
    std::list<std::pair<std::string, std::string>> headers;
    bool operator==(const ByList&) const = default;
};
struct ByVector {
    std::vector<std::pair<std::string, std::string>> headers;
    bool operator==(const ByVector&) const = default;
};
struct ByMultimap {
    std::multimap<std::string, std::string> headers;
    bool operator==(const ByMultimap&) const = default;
};

template <class Response>
Response answered() {
    Response response;
    for (const char* const name : {"Content-Security-Policy", "X-Powered-By", "X-Existing", "X-Frame-Options"}) {
        if constexpr (requires { response.headers.emplace_back(); })
            response.headers.emplace_back(name, "a value of the handler's that does not fit into the string itself");
        else
            response.headers.emplace(name, "a value of the handler's that does not fit into the string itself");
    }
    if constexpr (requires { response.headers.emplace_back(); })
        response.headers.emplace_back("Set-Cookie", "a=the old value of the cookie that is replaced");
    else
        response.headers.emplace("Set-Cookie", "a=the old value of the cookie that is replaced");
    return response;
}

template <class Response>
void delivering_to(const std::string& what, const Response& response) {
    const sh::FrozenHeaders strict{sh::presets::strict()};
    const sh::SecureHeaders more =
        sh::SecureHeaders::empty()
            .set_default(sh::CustomHeader{"x-existing", "not sent"})
            .set_default(sh::CustomHeader{"X-New", "a value that does not fit into the string itself"})
            .add(Csp{}.img_src({"https://a-host-with-a-long-name.example"}).upgrade_insecure_requests())
            .remove("X-Powered-By");
    const sh::FrozenHeaders added{more};
    const std::string large(5000, 'a');
    const sh::FrozenHeaders long_value{
        sh::SecureHeaders::empty().set(Csp{}.script_src({sh::csp::nonce, sh::runtime{large}}))};
    const sh::Delivery secure{.https = true, .nonce = sh::Nonce::generate()},
        plain{.https = false, .nonce = sh::Nonce::generate()};
    const sh::SecureCookie cookie{"a", {.max_age = std::chrono::hours{1}}};
    const auto try_it = [&](const char* how, const auto& act) {
        const std::string name = what + ": " + how;
        if constexpr (requires { response.headers; })
            repeat_everywhere(name.c_str(), response, act);
        else
            fail_everywhere(name.c_str(), response, act);
    };
    try_it("strict over HTTPS", [&](Response& r) { sh::set_headers(r, strict, secure); });
    try_it("strict over HTTP", [&](Response& r) { sh::set_headers(r, strict, plain); });
    try_it("all modes", [&](Response& r) { sh::set_headers(r, added, secure); });
    try_it("all modes over HTTP", [&](Response& r) { sh::set_headers(r, added, plain); });
    try_it("a long value with a nonce", [&](Response& r) { sh::set_headers(r, long_value, secure); });
    try_it("a set that is not frozen", [&](Response& r) { sh::set_headers(r, more, secure); });
    try_it("set_cookie", [&](Response& r) { sh::set_cookie(r, cookie, std::string(3000, 'v')); });
    try_it("delete_cookie", [&](Response& r) { sh::delete_cookie(r, cookie); });
}

/// Hardening puts back what it cannot finish: the response has the cookies that it had.
template <class Response>
void hardening(const std::string& what, Response response) {
    sh::set_cookie(response, sh::SecureCookie{"b"}, std::string(60, 'b'));
    sh::set_cookie(response, sh::SecureCookie{"twice", {.same_site = sh::SameSite::strict}}, std::string(100, 'v'));
    const sh::SecureCookie hour{{.max_age = std::chrono::hours{1}}};
    const auto mended = sh::CookieRules{}.with("a", hour).with_prefix("twi", hour);
    fail_everywhere((what + ": harden_cookies").c_str(), response,
                    [&](Response& r) { sh::harden_cookies(r, mended, sh::Unmendable::refuse); });
    fail_everywhere((what + ": harden_cookies by default rules").c_str(), response,
                    [](Response& r) { sh::harden_cookies(r); });
    const sh::CookieTime too_late{std::chrono::system_clock::now() + std::chrono::hours{401 * 24}};
    const sh::CookieRules unmendable{sh::SecureCookie{{.expires = too_late}}};
    fail_everywhere((what + ": harden_cookies that drops").c_str(), response,
                    [&](Response& r) { static_cast<void>(sh::harden_cookies(r, unmendable, sh::Unmendable::drop)); });
}

/// Neither a refusal nor the generator's failure leaves a trace.
void random_generator() {
    const auto fails = [](unsigned char*, std::size_t) { return false; };
    for (int i = 0; i < 3; ++i) {
        bool refused = false;
        try {
            static_cast<void>(sh::Nonce::generate(fails));
        } catch (const sh::InvalidHeader&) {
            refused = true;
        }
        report("a random generator that fails", refused, "made a nonce all the same");
    }
    const auto delivered_without = [](auto response) {
        const auto before = response;
        try {
            sh::set_headers(response, sh::presets::strict, {.https = true});
        } catch (const sh::InvalidHeader&) {
            return response == before;
        }
        return false;
    };
    report("a delivery without a nonce", delivered_without(answered<ByVector>()), "changed the response");
    report("a delivery without a nonce", delivered_without(std::string{"HTTP/1.1 200 OK\r\n"}), "changed the buffer");
}

void the_clock() {
    using std::chrono::sys_seconds;
    using Seconds = std::chrono::seconds;
    const std::int64_t year_1601 = -11644473600, year_10000 = 253402300800;
    const auto first = std::numeric_limits<std::int64_t>::min(), last = std::numeric_limits<std::int64_t>::max();
    const sh::SecureCookie counted{"a", {.expires_in = std::chrono::days{400}}};
    const sh::SecureCookie fixed{"a", {.expires = sys_seconds{Seconds{1700000000}}}};
    const sh::SecureCookie plain{"a", {.max_age = Seconds{60}}};
    for (const std::int64_t time :
         {first, first + 1, year_1601 - 34560001, year_1601 - 1, year_10000 - 34560000, year_10000, last - 1, last}) {
        const sys_seconds now{Seconds{time}};
        const auto refuses = [](const auto& act) {
            try {
                act();
            } catch (const sh::InvalidHeader&) {
                return true;
            }
            return false;
        };
        const auto untouched = [&](const sh::SecureCookie& cookie) {
            ByVector response = answered<ByVector>();
            std::string buffer = "HTTP/1.1 200 OK\r\n";
            const bool both = refuses([&] { sh::set_cookie(response, cookie, "v", now); }) &&
                              refuses([&] { sh::set_cookie(buffer, cookie, "v", now); });
            return both && response == answered<ByVector>() && buffer == "HTTP/1.1 200 OK\r\n";
        };
        report("a date outside of the years 1601 to 9999", untouched(counted), "was written, or the response changed");
        if (time < year_1601 || time >= year_10000) {
            report("Expires", refuses([&] { sh::Expires{now}; }), "took a date that HTTP cannot write");
            report("X-Robots-Tag", refuses([&] { sh::XRobotsTag{{.unavailable_after = now}}; }),
                   "took a date that HTTP cannot write");
            report("SecureCookie", refuses([&] {
                       static_cast<void>(sh::SecureCookie{"a", {.expires = now}});
                   }),
                   "took a date that HTTP cannot write");
        }
        report("a cookie without a date",
               plain.header("v", now) == "a=v; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax",
               "depends on the clock");
        report("a fixed date",
               time >= 1700000000 - 34560000 ? !refuses([&] { static_cast<void>(fixed.header("v", now)); })
                                             : refuses([&] { static_cast<void>(fixed.header("v", now)); }),
               "is at most 400 days ahead");
    }
    report("the last second of 9999",
           sh::SecureHeaders::empty().set(sh::Expires{sys_seconds{Seconds{year_10000 - 1}}})[0].value ==
               "Fri, 31 Dec 9999 23:59:59 GMT",
           "is another");
    report("the first second of 1601",
           sh::SecureHeaders::empty().set(sh::Expires{sys_seconds{Seconds{year_1601}}})[0].value ==
               "Mon, 01 Jan 1601 00:00:00 GMT",
           "is another");
}

}  // namespace

int main() {
    composing();
    the_set();
    delivering_to("std::string",
                  std::string{"HTTP/1.1 200 OK\r\nSet-Cookie: a=the old value of the cookie that is replaced\r\n"});
    delivering_to("std::vector<char>", std::vector<char>{'x', '\r', '\n'});
    delivering_to("a list", answered<ByList>());
    delivering_to("a vector", answered<ByVector>());
    delivering_to("a multimap", answered<ByMultimap>());
    hardening("std::string", std::string{"HTTP/1.1 200 OK\r\nSet-Cookie: a=the old value; Path=/\r\n"});
    hardening("a list", answered<ByList>());
    hardening("a vector", answered<ByVector>());
    hardening("a multimap", answered<ByMultimap>());
    random_generator();
    the_clock();
    std::printf("%ld allocations failed in turn\n%d passed, %d failed, 0 skipped\n", points, passed, failed);
    return failed == 0 ? 0 : 1;
}
