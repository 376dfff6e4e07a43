// SPDX-License-Identifier: MIT
#include <secure_headers/detail/name_table.hpp>

#include "catch.hpp"

#include <secure_headers/audit/header.hpp>
#include <secure_headers/csp/source_grammar.hpp>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace detail = secure_headers::detail;

namespace {

constexpr std::string_view few[]{"Date", "date-of", "ETag", "Dove", "DICE", "X"};
constexpr detail::NameTable few_table{few};
static_assert(few_table.find("date") == 0 && few_table.find("DIcE") == 4 && few_table.find("Due") == 6);

template <std::size_t Size>
void check(const std::string_view (&names)[Size], const detail::NameTable<Size>& table) {
    for (std::size_t place = 0; place < Size; ++place) {
        std::string name{names[place]};
        CHECK(table.find(name) == place);
        for (char& c : name) c = detail::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : detail::to_lower(c);
        CHECK(table.find(name) == place);
        CHECK_FALSE(table.has(name + "x"));
        CHECK_FALSE(table.has(name.substr(1) + "_"));
        name[name.size() / 2] = '_';
        CHECK_FALSE(table.has(name));
    }
    CHECK(table.find("") == Size);
    CHECK_FALSE(table.has("\xff"));
}

}  // namespace

TEST_CASE("Each name is found at its place whatever its case, and no other one is") {
    check(few, few_table);
    check(secure_headers::audit_rules::header_names, secure_headers::audit_rules::header_table);
    check(secure_headers::csp::detail::directive_names, secure_headers::csp::detail::directive_table);
    check(secure_headers::csp::detail::keywords, secure_headers::csp::detail::keyword_table);
}
