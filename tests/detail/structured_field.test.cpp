// SPDX-License-Identifier: MIT
#include <secure_headers/detail/structured_field.hpp>

#include <secure_headers/invalid_header.hpp>

#include "catch.hpp"
#include "detail/structured_field_vectors.hpp"
#include "vectors.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace sf = secure_headers::detail::sf;
using nlohmann::json;

namespace {

std::string from_base32(std::string_view text) {
    std::string bytes;
    unsigned buffer = 0, bits = 0;
    for (const char c : text) {
        if (c == '=') break;
        buffer = buffer << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
        bits += 5;
        if (bits >= 8) bytes += static_cast<char>(buffer >> (bits -= 8) & 0xffU);
    }
    return bytes;
}

void write_bare(std::string& out, const json& value) {
    if (value.is_boolean()) return sf::boolean(out, value.get<bool>());
    if (value.is_number_integer()) return sf::integer(out, "Test", value.get<std::int64_t>());
    if (value.is_number_float()) return sf::decimal(out, "Test", value.get<double>());
    if (value.is_string()) return sf::string(out, "Test", value.get<std::string>());
    const std::string type = value["__type"];
    if (type == "token") return sf::token(out, "Test", value["value"].get<std::string>());
    if (type == "date") return sf::date(out, "Test", value["value"].get<std::int64_t>());
    if (type == "displaystring") return sf::display_string(out, "Test", value["value"].get<std::string>());
    const std::string bytes = from_base32(value["value"].get<std::string>());
    sf::bytes(out, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

bool is_true(const json& value) { return value.is_boolean() && value.get<bool>(); }

void write_parameters(std::string& out, const json& parameters) {
    for (const json& parameter : parameters) {
        sf::parameter(out, "Test", parameter[0].get<std::string>());
        if (is_true(parameter[1])) continue;
        out.append("=");
        write_bare(out, parameter[1]);
    }
}

/// An item, or an inner list of items.
void write_member(std::string& out, const json& member) {
    if (member[0].is_array()) {
        out.append("(");
        for (std::size_t i = 0; i < member[0].size(); ++i) {
            out.append(i == 0 ? "" : " ");
            write_member(out, member[0][i]);
        }
        out.append(")");
    } else {
        write_bare(out, member[0]);
    }
    write_parameters(out, member[1]);
}

std::string serialised(const json& test) {
    std::string out;
    const json& value = test["expected"];
    if (test["header_type"] == "item") {
        write_member(out, value);
        return out;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        out.append(i == 0 ? "" : ", ");
        if (test["header_type"] == "list") {
            write_member(out, value[i]);
            continue;
        }
        sf::key(out, "Test", value[i][0].get<std::string>());
        if (is_true(value[i][1][0])) {
            write_parameters(out, value[i][1][1]);
            continue;
        }
        out.append("=");
        write_member(out, value[i][1]);
    }
    return out;
}

std::string joined(const json& lines) {
    std::string text;
    for (const json& line : lines) text.append(text.empty() ? "" : ", ").append(line.get<std::string>());
    return text;
}

/// How many cases of the file were run.
int run_file(const std::string& name) {
    const auto tests = load_vectors("sf/sf_" + name);
    if (!tests) return 0;
    int count = 0;
    for (const json& test : *tests) {
        if (!test.contains("expected")) continue;
        INFO(name << ": " << test["name"]);
        ++count;
        if (test.value("must_fail", false)) {
            CHECK_THROWS_AS(serialised(test), secure_headers::InvalidHeader);
            continue;
        }
        CHECK(serialised(test) == joined(test.contains("canonical") ? test["canonical"] : test["raw"]));
    }
    return count;
}

}  // namespace

TEST_CASE("Structured fields are written as every serialisation vector says") {
    int count = 0;
    for (const char* file : {"serialisation_key-generated", "serialisation_number", "serialisation_string-generated",
                             "serialisation_token-generated"})
        count += run_file(file);
    CHECK((count == 544 || count == 0));
}

TEST_CASE("Structured fields are written as every parsing vector says in its canonical form") {
    int count = 0;
    for (const char* file : parsing_vectors) count += run_file(file);
    CHECK((count == 727 || count == 0));
}

namespace {

struct Written {
    template <class Write>
    std::string operator()(Write write) const {
        std::string out;
        write(out);
        return out;
    }
} written;

}  // namespace

TEST_CASE("Structured fields refuse what cannot be written, in the name of the field") {
    CHECK_THROWS_WITH(written([](auto& out) { sf::key(out, "Test", "A"); }),
                      "Test: a key takes a-z 0-9 _ - . *, a letter or * first");
    CHECK_THROWS_WITH(written([](auto& out) { sf::string(out, "Test", "\n"); }),
                      "Test: a string takes printable ASCII only");
    CHECK_THROWS_WITH(written([](auto& out) { sf::integer(out, "Test", 1'000'000'000'000'000); }),
                      "Test: an integer has at most 15 digits");
    CHECK_THROWS_WITH(written([](auto& out) { sf::decimal(out, "Test", 999'999'999'999.9996); }),
                      "Test: a decimal has at most 12 digits before its point");
    CHECK_THROWS_AS(written([](auto& out) { sf::decimal(out, "Test", -1e300); }), secure_headers::InvalidHeader);
    CHECK_THROWS_AS(written([](auto& out) { sf::decimal(out, "Test", std::numeric_limits<double>::quiet_NaN()); }),
                    secure_headers::InvalidHeader);
    for (const std::string_view text :
         {"\xc0\xaf", "\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xff", "\xc3(", "\xe2(", "\xe2\x82(",
          "\xe0\x9f\xbf", "\xf0(", "\xf0\x90(", "\xf0\x90(\x80", "\xf0\x90\x80(", "\xf5\x80\x80\x80"})
        CHECK_THROWS_WITH(written([&](auto& out) { sf::display_string(out, "Test", text); }),
                          "Test: a display string takes UTF-8 only");
}

TEST_CASE("Structured decimals round to three digits, half to even") {
    const auto decimal = [](double number) { return written([&](auto& out) { sf::decimal(out, "Test", number); }); };
    CHECK(decimal(1) == "1.0");
    CHECK(decimal(-0.5) == "-0.5");
    CHECK(decimal(0.0625) == "0.062");
    CHECK(decimal(0.1875) == "0.188");
    CHECK(decimal(0.0006) == "0.001");
    CHECK(decimal(-0.0001) == "0.0");
    CHECK(decimal(0.05) == "0.05");
    CHECK(decimal(123456789012.125) == "123456789012.125");
}

static_assert(sf::utf8_length("\xc2") == 0 && sf::utf8_length("\xe2\x82") == 0 && sf::utf8_length("\xf0\x90\x80") == 0);
static_assert(sf::utf8_length("\xe2\x82\xac") == 3 && sf::utf8_length("\xf0\x90\x80\x80") == 4);

TEST_CASE("Structured fields take the first and the last of each length of UTF-8") {
    for (const std::string_view text : {"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                                        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        std::string expected = "%\"";
        for (const char c : text) {
            expected += '%';
            expected += "0123456789abcdef"[static_cast<unsigned char>(c) / 16];
            expected += "0123456789abcdef"[static_cast<unsigned char>(c) % 16];
        }
        CHECK(written([&](auto& out) { sf::display_string(out, "Test", text); }) == expected + "\"");
    }
}
