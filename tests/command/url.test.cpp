// SPDX-License-Identifier: MIT
#include "../../examples/audit/url.hpp"

#include "catch.hpp"

#include <string_view>

using audit_command::as_browsers_read;
using audit_command::host_of;
using audit_command::is_same_origin;
using audit_command::with_user_of;
using audit_command::without_user;

namespace {

struct Row {
    std::string_view text;
    std::string_view shown;
};

constexpr Row rows[]{
    {"", ""},
    {"stdin", "stdin"},
    {"http://", "http://"},
    {"http://a.example/b@c?d@e#f@g", "http://a.example/b@c?d@e#f@g"},
    {"http://[::1]:80/@", "http://[::1]:80/@"},
    {"http://[::1]/@", "http://[::1]/@"},
    {"http://a.example:/@", "http://a.example:/@"},
    {"http://u@a.example", "http://a.example"},
    {"HTTPS://u:p@a.example:1/", "HTTPS://a.example:1/"},
    {"http://u:p@q@a.example/", "http://a.example/"},
    {"http://@a.example/", "http://a.example/"},
    {"http:///u:p@a.example/", "http:///a.example/"},
    {"http:u:p@a.example/", "http:a.example/"},
    {"http:\\\\u:p@a.example/", "http:\\\\a.example/"},
    {"ftp://u:p@a.example/", "ftp://a.example/"},
    // A password in which a delimiter stands as it is.
    {"http://u:p/q@a.example/", "http://a.example/"},
    {"http://u:p?q#r@a.example/", "http://a.example/"},
    // References.
    {"//u:p@a.example/", "//a.example/"},
    {"/\\u:p@a.example/", "/\\a.example/"},
    {"/u:p@a", "/u:p@a"},
    {"b?c=http://d@e", "b?c=http://d@e"},
    {"mailto:a@b.example", "mailto:a@b.example"},
};

struct OriginRow {
    std::string_view one;
    std::string_view other;
    bool same;
};

constexpr OriginRow origins[]{
    {"http://a.example/b", "http://u:p@A.example:80?c", true},
    {"https://a.example:443", "HTTPS://a.example/", true},
    {"https://a.example:80", "https://a.example/", false},
    {"http://a.example", "https://a.example", false},
    {"http://a.example:80", "https://a.example:80", false},
    {"http://a.example", "http://b.a.example", false},
    {"http://a.example", "http://a.example.b", false},
    {"http://a.example", "http://a.example:8080", false},
    {"http://a.example", "http://a.example@b.example", false},
    {"http://[::1]:80", "http://[::1]", true},
    {"http://[::1:80]", "http://[::1]", false},
};

}  // namespace

TEST_CASE("URLs are shown without a user's name and password") {
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(without_user(row.text) == row.shown);
    }
}

TEST_CASE("A user's name and password stay with their origin") {
    for (const OriginRow& row : origins) {
        INFO(row.one << ' ' << row.other);
        CHECK(is_same_origin(row.one, row.other) == row.same);
        CHECK(is_same_origin(row.other, row.one) == row.same);
    }
    CHECK(with_user_of("http://u:p@a.example/b", "http://a.example:80/c@d") == "http://u:p@a.example:80/c@d");
    CHECK(with_user_of("http://u:p@a.example/b", "https://a.example/c") == "https://a.example/c");
    CHECK(with_user_of("http://u:p@a.example/b", "http://b.example/c") == "http://b.example/c");
    CHECK(with_user_of("http://u:p@a.example/b", "http://v@a.example/c") == "http://v@a.example/c");
    CHECK(with_user_of("http://a.example/b", "http://a.example/c") == "http://a.example/c");
    CHECK(with_user_of("http://u:p@", "http://") == "http://");
}

TEST_CASE("The host of a URL has neither a user nor a port") {
    CHECK(host_of("http://u:p@a.example:1/b:c@d") == "a.example");
    CHECK(host_of("https://[::1]:1?a") == "[::1]");
    CHECK(host_of("a:b") == "");
}

TEST_CASE("A reference is written such that all read it as browsers do") {
    struct Row {
        std::string_view reference, from_http, from_https;
    };
    for (const Row& row : {
             Row{"", "", ""},
             Row{"/a\\b?c\\d#e\\f", "/a/b?c\\d#e\\f", "/a/b?c\\d#e\\f"},
             Row{"a:b\\c", "a:b\\c", "a:b\\c"},
             Row{"?http:a", "?http:a", "?http:a"},
             Row{"\\\\ok", "//ok", "//ok"},
             Row{"\\ok", "/ok", "/ok"},
             Row{"/\\/ok/a", "//ok/a", "//ok/a"},
             Row{"http:ok", "./ok", "http://ok"},
             Row{"http:ok:80/a", "./ok:80/a", "http://ok:80/a"},
             Row{"http:/ok", "/ok", "http://ok"},
             Row{"HTTPS:/ok", "HTTPS://ok", "/ok"},
             Row{"https:\\ok\\a?\\", "https://ok/a?\\", "/ok/a?\\"},
             Row{"http:\\\\\\ok", "http://ok", "http://ok"},
             Row{"https://u@ok/a", "https://u@ok/a", "https://u@ok/a"},
             Row{"http:?a", "?a", "http://?a"},
             Row{"http:#a", "#a", "http://#a"},
             Row{"http:", "", "http://"},
             Row{"//", "//", "//"},
         }) {
        INFO(row.reference);
        CHECK(as_browsers_read(row.reference, false) == row.from_http);
        CHECK(as_browsers_read(row.reference, true) == row.from_https);
    }
}
