// SPDX-License-Identifier: MIT
// The README's adapter of one's own, in ten lines, and its snippet for a server that has none.
#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace my {

class Response {
public:
    using Line = std::pair<std::string, std::string>;
    void push(std::string name, std::string value) { lines_.emplace_back(std::move(name), std::move(value)); }
    std::vector<Line>& lines() { return lines_; }

private:
    std::vector<Line> lines_{};
};

}  // namespace my

template <>
struct secure_headers::ResponseAdapter<my::Response> {
    static void append(my::Response& response, std::string_view name, std::string_view value) {
        response.push(std::string{name}, std::string{value});
    }
    static std::size_t erase_if(my::Response& response, std::string_view name, auto&& predicate) {
        return std::erase_if(response.lines(), [&](const auto& line) {
            return sh::same_name(line.first, name) && predicate(std::string_view{line.second});
        });
    }
};

TEST_CASE("an adapter of one's own takes ten lines") {
    my::Response response;
    response.push("x-frame-options", "ALLOWALL");
    response.push("Server", "Bare/1.0");
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server"));
    sh::set_cookie(response, sh::SecureCookie{"a"}, "1");
    sh::set_cookie(response, sh::SecureCookie{"b"}, "2");
    sh::set_cookie(response, sh::SecureCookie{"a"}, "3");
    CHECK(response.lines() ==
          std::vector<my::Response::Line>{{"X-Frame-Options", "DENY"},
                                          {"Set-Cookie", "b=2; Path=/; Secure; HttpOnly; SameSite=Lax"},
                                          {"Set-Cookie", "a=3; Path=/; Secure; HttpOnly; SameSite=Lax"}});
}

namespace my {

/// A store with one value for each name, which it looks for at a price.
struct Keyed {
    std::map<std::string, std::string, std::less<>> fields{};
    int looked = 0;
};

}  // namespace my

template <>
struct secure_headers::ResponseAdapter<my::Keyed> {
    static std::optional<std::string> find(my::Keyed& response, std::string_view name) {
        for (const auto& [key, value] : response.fields)
            if (++response.looked; sh::same_name(key, name)) return value;
        return std::nullopt;
    }
    static void replace(my::Keyed& response, std::string_view name, std::string_view value) {
        remove(response, name);
        insert(response, name, value);
    }
    static void remove(my::Keyed& response, std::string_view name) {
        response.looked += static_cast<int>(response.fields.size());
        std::erase_if(response.fields, [&](const auto& field) { return sh::same_name(field.first, name); });
    }
    static void for_each_name(my::Keyed& response, auto&& visit) {
        for (const auto& [key, value] : response.fields) visit(std::string_view{key});
    }
    static void insert(my::Keyed& response, std::string_view name, std::string_view value) {
        response.fields.emplace(name, value);
    }
};

namespace {

constexpr auto none_added = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::XFrameOptions::deny)
        .set_default(sh::CustomHeader{"X-Absent", "ours"})
        .remove("Server");
});

constexpr auto each_mode = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::XFrameOptions::deny)
        .set_default(sh::CustomHeader{"X-Default", "ours"})
        .set_default(sh::CustomHeader{"X-Absent", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours"})
        .add(sh::CustomHeader{"X-Added", "ours too"})
        .remove("Server")
        .remove("X-Powered-By");
});

}  // namespace

namespace {

/// Sends each mode to a store with one value for each name, twice.
template <class Store>
void check_each_mode(Store response) {
    const decltype(response.fields) expected{{"X-Frame-Options", "DENY"},
                                             {"X-DEFAULT", "theirs"},
                                             {"X-Absent", "ours"},
                                             {"X-Added", "ours, ours too"}};
    for (int times = 0; times < 2; ++times) {
        sh::set_headers(response, each_mode);
        CHECK(response.fields == expected);
    }
}

}  // namespace

TEST_CASE("a store with one value for each name is only searched for what it has") {
    check_each_mode(my::Keyed{{{"x-frame-options", "ALLOWALL"}, {"X-DEFAULT", "theirs"}, {"Server", "Bare/1.0"}}});
    my::Keyed empty;
    sh::set_headers(empty, none_added);
    CHECK(empty.fields.size() == 2);
    CHECK(empty.looked == 0);
}

namespace my {

/// Such a store whose fields cost the same to replace as to insert.
struct Indexed : Keyed {};

/// A store that may hold a name several times, and can replace them itself; what it was asked to do.
struct Replacing {
    std::vector<Response::Line> lines{};
    std::vector<std::string> calls{};
};
struct ListedReplacing : Replacing {};

}  // namespace my

template <>
struct secure_headers::ResponseAdapter<my::Indexed> {
    using Base = ResponseAdapter<my::Keyed>;
    static std::optional<std::string> find(my::Indexed& response, std::string_view name) {
        return Base::find(response, name);
    }
    static void replace(my::Indexed& response, std::string_view name, std::string_view value) {
        std::erase_if(response.fields, [&](const auto& field) { return sh::same_name(field.first, name); });
        response.fields.emplace(name, value);
    }
    static void remove(my::Indexed& response, std::string_view name) { Base::remove(response, name); }
    static void for_each_name(my::Indexed& response, auto&& visit) { Base::for_each_name(response, visit); }
};

template <std::derived_from<my::Replacing> Response>
struct secure_headers::ResponseAdapter<Response> {
    static void append(Response& response, std::string_view name, std::string_view value) {
        response.calls.push_back("append");
        response.lines.emplace_back(name, value);
    }
    static std::size_t erase_if(Response& response, std::string_view name, auto&& predicate) {
        response.calls.push_back("erase_if");
        return std::erase_if(response.lines, [&](const auto& line) {
            return sh::same_name(line.first, name) && predicate(std::string_view{line.second});
        });
    }
    static void set(Response& response, std::string_view name, std::string_view value) {
        response.calls.push_back("set");
        std::erase_if(response.lines, [&](const auto& line) { return sh::same_name(line.first, name); });
        response.lines.emplace_back(name, value);
    }
    static void for_each_name(Response& response, auto&& visit) requires std::same_as<Response, my::ListedReplacing> {
        for (const auto& line : response.lines) visit(std::string_view{line.first});
    }
};

TEST_CASE("a store that can list its names need not be searched for defaults, nor have an insert") {
    my::Indexed empty;
    sh::set_headers(empty, none_added);
    CHECK(empty.fields == decltype(empty.fields){{"X-Frame-Options", "DENY"}, {"X-Absent", "ours"}});
    CHECK(empty.looked == 0);

    check_each_mode(my::Indexed{{{{"x-frame-options", "ALLOWALL"}, {"X-DEFAULT", "theirs"}, {"Server", "Bare/1.0"}}}});
}

TEMPLATE_TEST_CASE("a store's own way to replace a field is used, whether it can list its names or not", "",
                   my::Replacing, my::ListedReplacing) {
    TestType response;
    response.lines = {{"x-frame-options", "ALLOWALL"}, {"X-Frame-Options", "ALLOWALL"}};
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny));
    CHECK(response.lines == std::vector<my::Response::Line>{{"X-Frame-Options", "DENY"}});
    CHECK(response.calls == std::vector<std::string>{"set"});
}

TEST_CASE("a default that is not there is set where that is a store's own way, and one that is there stays") {
    my::ListedReplacing response;
    const sh::SecureHeaders defaults = sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).as_defaults();
    sh::set_headers(response, defaults);
    CHECK(response.calls == std::vector<std::string>{"set"});
    response.lines = {{"x-frame-options", "SAMEORIGIN"}};
    sh::set_headers(response, defaults);
    CHECK(response.lines == std::vector<my::Response::Line>{{"x-frame-options", "SAMEORIGIN"}});
}

TEST_CASE("a function is told what to do with each field, where there is no adapter") {
    std::vector<std::string> calls;
    const auto write = [&](sh::Mode mode, std::string_view name, std::string_view value) {
        if (mode != sh::Mode::remove) calls.push_back(std::string{name} + ": " + std::string{value});
    };
    sh::set_headers(write, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server"));
    CHECK(calls == std::vector<std::string>{"X-Frame-Options: DENY"});
}

namespace my {

/// A store that cannot be listed, and is asked for a set's names at once.
struct Asked : Response {
    int asked = 0;
};

}  // namespace my

template <>
struct secure_headers::ResponseAdapter<my::Asked> : ResponseAdapter<my::Response> {
    static bool has_name_of(my::Asked& response, const sh::HeaderView& set) {
        ++response.asked;
        return std::any_of(response.lines().begin(), response.lines().end(),
                           [&](const auto& line) { return set.find(line.first).has_value(); });
    }
};

TEST_CASE("a store that cannot be listed is asked once for the names of a set") {
    static constexpr auto baked = sh::bake([] {
        return sh::SecureHeaders::empty()
            .set(sh::XFrameOptions::deny)
            .remove("Server")
            .set_default(sh::ReferrerPolicy::no_referrer);
    });
    const sh::FrozenHeaders frozen{sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)};
    my::Asked response;
    sh::set_headers(response, baked);
    CHECK(response.lines() ==
          std::vector<my::Response::Line>{{"X-Frame-Options", "DENY"}, {"Referrer-Policy", "no-referrer"}});
    CHECK(response.asked == 1);
    response.push("server", "Bare/1.0");
    sh::set_headers(response, baked);
    CHECK(response.lines() ==
          std::vector<my::Response::Line>{{"Referrer-Policy", "no-referrer"}, {"X-Frame-Options", "DENY"}});
    CHECK(response.asked == 2);
    sh::set_headers(response, frozen);
    CHECK(response.lines().size() == 2);
    CHECK(response.asked == 3);
}

namespace their {

struct Response {
    std::vector<std::pair<std::string, std::string>> headers{};
};
struct Bytes : std::string {};

// Their own functions under our names, which ours must not call in place of our own.
void set_headers(Response&, const sh::HeaderView&, const sh::Delivery& = {}) = delete;
void set_headers(Bytes&, const sh::HeaderView&, const sh::Delivery& = {}) = delete;
void unwrap(Response&) = delete;
void fields_of(Response&) = delete;
void deliver_field(Response&, const sh::HeaderField&) = delete;
void bytes_of(Bytes&) = delete;
void check_line_ended(const Bytes&) = delete;
template <class Set>
void deliver(Response&, const Set&, const sh::Delivery&) = delete;
template <class... Any>
void set_headers(Any&&...) = delete;
template <class... Any>
void set_cookie(Any&&...) = delete;
template <class... Any>
void delete_cookie(Any&&...) = delete;
template <class... Any>
void harden_cookies(Any&&...) = delete;
template <class... Any>
void deliver(Any&&...) = delete;
template <class... Any>
void deliver_beside(Any&&...) = delete;
template <class... Any>
void deliver_field(Any&&...) = delete;
template <class... Any>
void deliver_present(Any&&...) = delete;
template <class... Any>
void deliver_cookie(Any&&...) = delete;
template <class... Any>
void append_block(Any&&...) = delete;
template <class... Any>
void append_cookie(Any&&...) = delete;
template <class... Any>
void append_cookie_line(Any&&...) = delete;
template <class... Any>
void erase_cookie_if(Any&&...) = delete;
template <class... Any>
void erase_cookie_lines(Any&&...) = delete;
template <class... Any>
void unwrap(Any&&...) = delete;
template <class... Any>
void target_of(Any&&...) = delete;
template <class... Any>
void bytes_of(Any&&...) = delete;
template <class... Any>
void holds(Any&&...) = delete;
template <class... Any>
void check_line_ended(Any&&...) = delete;
template <class... Any>
void fields_of(Any&&...) = delete;
template <class... Any>
void for_each_frozen(Any&&...) = delete;

}  // namespace their

TEST_CASE("a response's namespace may have functions of the same names") {
    static constexpr auto baked = sh::bake([] { return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny); });
    const sh::SecureHeaders composed = sh::SecureHeaders::empty().set(sh::XFrameOptions::deny);
    their::Response response;
    their::Bytes bytes;
    const auto deliver_to = [&](auto& to) {
        sh::set_headers(to, composed);
        sh::set_headers(to, sh::FrozenHeaders{composed});
        sh::set_headers(to, baked);
        sh::set_headers(to, baked.view());
        sh::set_cookie(to, sh::SecureCookie{"a"}, "1");
        sh::set_cookie(to, sh::SecureCookie{{.expires_in = std::chrono::hours{1}}}, "b", "1");
        sh::delete_cookie(to, sh::SecureCookie{"a"});
        sh::harden_cookies(to);
    };
    deliver_to(response);
    deliver_to(bytes);
    CHECK(response.headers.size() == 3);
    CHECK(std::count(bytes.begin(), bytes.end(), '\n') == 6);
}
