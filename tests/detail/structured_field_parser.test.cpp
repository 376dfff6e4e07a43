// SPDX-License-Identifier: MIT
#include <secure_headers/detail/structured_field_parser.hpp>

#include "catch.hpp"
#include "detail/structured_field_vectors.hpp"
#include "vectors.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace sf = secure_headers::detail::sf;
using nlohmann::json;

namespace {

std::string to_base32(std::string_view bytes) {
    std::string text;
    unsigned buffer = 0, bits = 0;
    const auto put = [&](unsigned five) { text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[five & 31U]; };
    for (const char c : bytes) {
        buffer = (buffer << 8U | static_cast<unsigned char>(c)) & 0xffffU;
        for (bits += 8; bits >= 5; bits -= 5) put(buffer >> (bits - 5));
    }
    if (bits > 0) put(buffer << (5 - bits));
    while (text.size() % 8 != 0) text += '=';
    return text;
}

json of(const sf::BareItem& item) {
    std::string text;
    item.decode_to(text);
    switch (item.type) {
        case sf::Type::integer:
            return item.number;
        case sf::Type::decimal:
            return static_cast<double>(item.number) / 1000;
        case sf::Type::boolean:
            return item.number == 1;
        case sf::Type::string:
            return text;
        case sf::Type::token:
            return {{"__type", "token"}, {"value", text}};
        case sf::Type::date:
            return {{"__type", "date"}, {"value", item.number}};
        case sf::Type::display_string:
            return {{"__type", "displaystring"}, {"value", text}};
        case sf::Type::bytes:
            return {{"__type", "binary"}, {"value", to_base32(text)}};
    }
    return {};
}

json of(const secure_headers::detail::List<sf::Parameter>& parameters) {
    json all = json::array();
    for (const sf::Parameter& parameter : parameters) all.push_back({std::string{parameter.key}, of(parameter.value)});
    return all;
}

json of(const sf::Member& member) {
    json value = json::array();
    if (member.is_inner_list)
        for (const sf::Item& item : member.items) value.push_back(json::array({of(item.value), of(item.parameters)}));
    else
        value = of(member.item.value);
    return json::array({value, of(member.item.parameters)});
}

json of(const sf::Field& field, const std::string& type) {
    if (type == "item") return of(field.members[0]);
    json all = json::array();
    for (const sf::Member& member : field.members) {
        if (type == "list")
            all.push_back(of(member));
        else
            all.push_back(json::array({std::string{member.key}, of(member)}));
    }
    return all;
}

sf::Field parse(std::string_view text, const std::string& type) {
    if (type == "item") return sf::parse_item(text);
    return type == "list" ? sf::parse_list(text) : sf::parse_dictionary(text);
}

int run_file(const std::string& name) {
    const auto tests = load_vectors("sf/sf_" + name);
    if (!tests) return 0;
    int count = 0;
    for (const json& test : *tests) {
        INFO(name << ": " << test["name"]);
        std::string text;
        for (const json& line : test["raw"]) text += (text.empty() ? "" : ", ") + line.get<std::string>();
        const std::string type = test["header_type"];
        const sf::Field field = parse(text, type);
        ++count;
        CHECK(field.offset <= text.size());
        if (!test.value("must_fail", false) && !test.value("can_fail", false)) REQUIRE(field.error == "");
        if (test.value("must_fail", false))
            CHECK_FALSE(field.is_valid());
        else if (field.is_valid())
            CHECK(of(field, type) == test["expected"]);
    }
    return count;
}

}  // namespace

TEST_CASE("Structured fields are read as every vector says") {
    int count = 0;
    for (const char* file : parsing_vectors) count += run_file(file);
    CHECK((count == 1591 || count == 0));
}

TEST_CASE("Structured fields say what they did not understand, and where") {
    struct Row {
        std::string_view text;
        std::string_view type;
        std::string_view error;
        std::size_t offset;
    };
    for (const Row& row : {
             Row{"a=1, B=2", "dictionary", "a key begins with a small letter or *", 5},
             Row{"a=1,", "dictionary", "a comma at the end", 3},
             Row{"a=1 b", "dictionary", "members are parted by commas", 4},
             Row{"geolocation=('self')", "dictionary", "no value begins with this character", 13},
             Row{"a=(b", "dictionary", "a list without its )", 4},
             Row{"a=(b\"c\")", "dictionary", "spaces part the items", 4},
             Row{"a=", "dictionary", "a value is missing", 2},
             Row{"\"ab", "item", "a string without its closing quote", 0},
             Row{"\"a\\b\"", "item", "only a quote or a backslash follows a backslash", 2},
             Row{"\"a\tb\"", "item", "a string takes printable ASCII only", 2},
             Row{"same-origin, same-origin", "item", "something follows the end of the value", 11},
             Row{"?2", "item", "a boolean is ?0 or ?1", 0},
             Row{"1234567890123456", "item", "a number with too many digits", 0},
             Row{"1.2345", "item", "a decimal has one to three digits after its point", 6},
             Row{"-", "item", "a number without a digit", 0},
             Row{"@1.5", "item", "a date is @ and a whole number", 0},
             Row{"@a", "item", "a date is @ and a number", 1},
             Row{":a:", "item", "no base64 has this length", 0},
             Row{":ab", "item", "bytes are base64 between colons", 3},
             Row{"%\"%e2%82\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 8},
             Row{"a=%\"%c3x\"", "dictionary", "a display string is UTF-8 with %xx for what is not ASCII", 7},
             Row{"%\"%c3%zz\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 5},
             Row{"%\"a%80\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 3},
             Row{"%\"%f5%80%80%80\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 2},
             Row{"%\"%e2%82x\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 8},
             Row{"%\"%ed%a0%80\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 5},
             Row{"%\"\x7f\"", "item", "a display string is UTF-8 with %xx for what is not ASCII", 2},
             Row{"%\"a", "item", "a display string without its closing quote", 0},
             Row{"%a", "item", "a display string begins with %\"", 0},
         }) {
        const sf::Field field = parse(row.text, std::string{row.type});
        INFO(row.text);
        CHECK(field.error == row.error);
        CHECK(field.offset == row.offset);
    }
}

TEST_CASE("The text of a structured field's value stands where it says") {
    constexpr std::string_view text =
        "a=1, b=-1.50;x=?0, c=tok, d=\"s\\\"\", e=:YQ==:, f=?1, g=@-5, h=%\"%c3%a9\", i=(1  b;y);z, j";
    constexpr std::string_view values[]{"1", "-1.50", "tok", "s\\\"", "YQ==", "?1", "@-5", "%c3%a9", "(1  b;y)", ""};
    const sf::Field field = sf::parse_dictionary(text);
    REQUIRE(field.members.size() == std::size(values));
    for (std::size_t i = 0; i < std::size(values); ++i) {
        INFO(field.members[i].key);
        const sf::BareItem& value = field.members[i].item.value;
        CHECK(value.text == values[i]);
        if (!value.text.empty()) CHECK(value.text.data() == text.data() + value.text_offset());
    }
    CHECK(field.members[1].item.parameters[0].value.text == "?0");
    CHECK(field.members[8].items[1].parameters[0].value.text.empty());
}

TEST_CASE("Structured fields are read while compiling") {
    static_assert(sf::parse_dictionary("a=(self \"https://a.example\");report-to=\"x\", b=*, a=2").members.size() == 2);
    static_assert(sf::parse_dictionary("a=1, b, a=2").find("a")->item.value.number == 2);
    static_assert(sf::parse_item("\"a\\\"b\"").members[0].item.value.is_string("a\"b"));
    static_assert(!sf::parse_item("\"a\\\"b\"").members[0].item.value.is_string("a\"bc"));
    static_assert(!sf::parse_item("\"a\\\"b\"").members[0].item.value.is_string("a\""));
}

TEST_CASE(
    "Display strings take the first and last code points of each length in UTF-8, and none beyond. RFC 3629, section 4") {
    for (const std::string_view text : {"%00", "%7f", "%c2%80", "%df%bf", "%e0%a0%80", "%ed%9f%bf", "%ee%80%80",
                                        "%ef%bf%bf", "%f0%90%80%80", "%f4%8f%bf%bf", "~ %25%22"}) {
        INFO(text);
        CHECK(sf::parse_item("%\"" + std::string{text} + "\"").is_valid());
        CHECK(sf::parse_item("%\"a" + std::string{text} + "z\"").is_valid());
    }
    for (const std::string_view text :
         {"%80",       "%bf",          "%c1%bf",    "%c2",          "%c2%7f",       "%c2%c0", "%e0%9f%bf", "%e0%a0",
          "%ed%a0%80", "%f0%8f%bf%bf", "%f0%90%80", "%f4%90%80%80", "%f5%80%80%80", "%ff",    "%C2%80",    "%c",
          "%",         "%0g",          "%g0",       "\x7f",         "\x1f"}) {
        INFO(text);
        CHECK_FALSE(sf::parse_item("%\"" + std::string{text} + "\"").is_valid());
        CHECK_FALSE(sf::parse_item("%\"a" + std::string{text} + "z\"").is_valid());
    }
}
