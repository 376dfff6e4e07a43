// SPDX-License-Identifier: MIT
// The README's adapter of one's own, in ten lines, and its snippet for a server that has none.
#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <algorithm>
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

TEST_CASE("a function is told what to do with each field, where there is no adapter") {
    std::vector<std::string> calls;
    const auto write = [&](sh::Mode mode, std::string_view name, std::string_view value) {
        if (mode != sh::Mode::remove) calls.push_back(std::string{name} + ": " + std::string{value});
    };
    sh::set_headers(write, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server"));
    CHECK(calls == std::vector<std::string>{"X-Frame-Options: DENY"});
}
