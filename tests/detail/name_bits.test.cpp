// SPDX-License-Identifier: MIT
#include <secure_headers/detail/name_bits.hpp>

#include <secure_headers/secure_headers.hpp>

#include "catch.hpp"

#include <string>
#include <string_view>

namespace sh = secure_headers;
using sh::detail::NameBits;

TEST_CASE("the names that were added are found, whatever their case") {
    const auto holds_for = [](const sh::SecureHeaders& headers) {
        const sh::FrozenHeaders frozen{headers};
        for (const sh::HeaderField& field : frozen.view()) {
            INFO(field.name);
            std::string lower{field.name}, upper{field.name};
            for (char& c : lower) c = sh::detail::to_lower(c);
            for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            for (const std::string_view name :
                 {std::string_view{field.name}, std::string_view{lower}, std::string_view{upper}})
                CHECK(frozen.view().parts().names.may_have(name));
        }
    };
    holds_for(sh::SecureHeaders{});
    holds_for(sh::presets::strict());
    holds_for(sh::SecureHeaders::empty().set(sh::CustomHeader{"~", "a"}).set(sh::CustomHeader{"_x^", "b"}).remove("Z"));
}

TEST_CASE("what responses usually have beside the recommended set is told apart") {
    constexpr auto recommended = sh::bake([] { return sh::SecureHeaders{}; });
    for (const char* const name : {"Content-Type", "content-length", "Date", "Connection", "ETag", "Last-Modified",
                                   "Location", "Set-Cookie", "Vary", "Keep-Alive", "Transfer-Encoding",
                                   "Content-Encoding", "Accept-Ranges", "Content-Disposition", "Expires", ""}) {
        INFO(name);
        CHECK_FALSE(recommended.view().parts().names.may_have(name));
    }
    CHECK_FALSE(NameBits{}.may_have("Server"));
}
