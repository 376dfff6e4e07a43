// SPDX-License-Identifier: MIT
#include <secure_headers/headers.hpp>

#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/custom_header.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>
#include <secure_headers/policy/x_frame_options.hpp>
#include <secure_headers/presets.hpp>

#include "catch.hpp"
#include "hostile_text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace elsewhere {

using secure_headers::operator==;
struct Policy {
    static constexpr std::string_view name = "X-Elsewhere";
    std::string_view value;
    constexpr void write_to(sh::FieldWriter& out) const { out.append(value); }
};

}  // namespace elsewhere
static_assert(elsewhere::Policy{"a"} == elsewhere::Policy{"a"} && elsewhere::Policy{"a"} != elsewhere::Policy{"b"});

namespace {

/// The set on one line each, to be compared at a glance.
std::string listed(const sh::SecureHeaders& headers) {
    constexpr std::string_view signs = "=?+-";
    std::string text;
    for (const sh::HeaderField field : headers) {
        text += signs[static_cast<std::size_t>(field.mode)];
        text.append(field.name).append(field.mode == sh::Mode::remove ? "" : ": ").append(field.value);
        text += field.https_only ? " (https)\n" : "\n";
    }
    return text;
}

constexpr bool keeps_place() {
    const auto headers = sh::SecureHeaders::empty()
                             .set(sh::CustomHeader{"A", "1"})
                             .set(sh::CustomHeader{"B", "2"})
                             .set(sh::CustomHeader{"a", "3"});
    return headers.size() == 2 && headers.find("A")->value == "3" && headers[1].value == "2";
}
static_assert(keeps_place());

/// A policy of somebody else's, with a name that only an object has.
struct Theirs {
    std::string_view name;
    std::string_view value;
    constexpr void write_to(sh::FieldWriter& out) const { out.append(value); }
};
static_assert(sh::HeaderPolicy<Theirs>);
static_assert(!sh::HeaderPolicy<int>);

}  // namespace

TEST_CASE("SecureHeaders sends each name once, in the order of insertion") {
    auto headers = sh::SecureHeaders::empty();
    headers.set(sh::CustomHeader{"A", "1"}).set(sh::CustomHeader{"B", "2"}).set(sh::CustomHeader{"C", "3"});
    CHECK(listed(headers) == "=A: 1\n=B: 2\n=C: 3\n");
    headers.set(sh::CustomHeader{"b", "4"});
    CHECK(listed(headers) == "=A: 1\n=b: 4\n=C: 3\n");
    headers.set_default(sh::CustomHeader{"a", "5"});
    CHECK(listed(headers) == "?a: 5\n=b: 4\n=C: 3\n");
    headers.add(sh::CustomHeader{"B", "6"}).add(sh::CustomHeader{"B", "7"});
    CHECK(listed(headers) == "?a: 5\n=b: 4\n=C: 3\n+B: 6\n+B: 7\n");
    headers.set(sh::CustomHeader{"B", "8"});
    CHECK(listed(headers) == "?a: 5\n=B: 8\n=C: 3\n");
    headers.remove("c");
    CHECK(listed(headers) == "?a: 5\n=B: 8\n-c\n");
    headers.remove("D").omit("A");
    CHECK(listed(headers) == "=B: 8\n-c\n-D\n");
    headers.set(sh::CustomHeader{"D", "9"});
    CHECK(listed(headers) == "=B: 8\n-c\n=D: 9\n");
}

TEST_CASE("SecureHeaders refuses to omit what it does not have") {
    auto headers = sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server");
    CHECK_THROWS_WITH(headers.omit("X-Frame-Option"),
                      "X-Frame-Option: omit needs a header that the set sends or removes");
    CHECK(listed(headers) == "=X-Frame-Options: DENY\n-Server\n");
    headers.omit("server").omit("x-frame-options");
    CHECK(headers.size() == 0);
    CHECK_THROWS_AS(headers.omit("Server"), sh::InvalidHeader);
}

TEST_CASE("SecureHeaders is looked up by name in any case") {
    const auto headers = sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server");
    CHECK(headers.find("x-FRAME-options") == sh::HeaderField{"X-Frame-Options", "DENY", sh::Mode::set, false});
    CHECK(headers.find("server") == sh::HeaderField{"Server", "", sh::Mode::remove, false});
    CHECK_FALSE(headers.find("X-Frame-Option").has_value());
    CHECK_FALSE(headers.find("").has_value());
}

TEST_CASE("SecureHeaders knows what travels over HTTPS only") {
    auto headers = sh::SecureHeaders::empty().set(sh::StrictTransportSecurity{}).set(sh::CustomHeader{"A", "1"});
    CHECK(headers.find("Strict-Transport-Security")->https_only);
    CHECK_FALSE(headers.find("A")->https_only);
    headers.https_only("a");
    CHECK(listed(headers) == "=Strict-Transport-Security: max-age=63072000; includeSubDomains (https)\n=A: 1 (https)\n");
    CHECK_THROWS_WITH(headers.https_only("B"), "B: https_only needs a header that the set sends");
    headers.remove("A");
    CHECK_THROWS_WITH(headers.https_only("A"), "A: https_only needs a header that the set sends");
}

TEST_CASE("a field that is for HTTPS alone has no parts that are") {
    sh::FieldWriter out;
    out.append("a").append_https_only("b").make_https_only();
    CHECK(out.marks().size() == 1);
    CHECK(out.is_https_only());
}

TEST_CASE("SecureHeaders composes two sets: the other one's word counts") {
    const auto site = sh::SecureHeaders::empty()
                          .set(sh::CustomHeader{"A", "1"})
                          .set(sh::CustomHeader{"B", "2"})
                          .add(sh::CustomHeader{"C", "3"});
    const auto route = sh::SecureHeaders::empty()
                           .set_default(sh::CustomHeader{"b", "4"})
                           .add(sh::CustomHeader{"C", "5"})
                           .remove("A")
                           .set(sh::CustomHeader{"D", "6"});
    CHECK(listed(sh::SecureHeaders{site}.merge(route)) == "-A\n?b: 4\n+C: 3\n+C: 5\n=D: 6\n");
    CHECK(sh::SecureHeaders{site}.merge(sh::SecureHeaders::empty()) == site);
    CHECK(sh::SecureHeaders::empty().merge(site) == site);
}

TEST_CASE("SecureHeaders turns a set into defaults that a response may overrule") {
    const auto headers =
        sh::SecureHeaders::empty().set(sh::CustomHeader{"A", "1"}).add(sh::CustomHeader{"B", "2"}).remove("C").as_defaults();
    CHECK(listed(headers) == "?A: 1\n+B: 2\n-C\n");
}

TEST_CASE("SecureHeaders compares what is sent, and how") {
    const auto headers = [] { return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny); };
    CHECK(headers() == headers());
    CHECK_FALSE(headers() == sh::SecureHeaders::empty().set(sh::XFrameOptions::same_origin));
    CHECK_FALSE(headers() == sh::SecureHeaders::empty().set_default(sh::XFrameOptions::deny));
    CHECK_FALSE(headers() == sh::SecureHeaders::empty());
    CHECK(sh::SecureHeaders{} == sh::presets::recommended());
}

namespace {

/// What a set is: its fields are looked through for each name.
struct Model {
    struct Field {
        char sign;
        std::string name, value;
    };
    std::vector<Field> fields{};

    void put(char sign, const std::string& name, const std::string& value) {
        const auto is_named = [&](const Field& field) { return sh::detail::iequals(field.name, name); };
        const auto first = std::find_if(fields.begin(), fields.end(), is_named);
        if (sign == '+' || first == fields.end()) return fields.push_back({sign, name, value});
        *first = {sign, name, value};
        fields.erase(std::remove_if(first + 1, fields.end(), is_named), fields.end());
    }
    void omit(const std::string& name) {
        std::erase_if(fields, [&](const Field& field) { return sh::detail::iequals(field.name, name); });
    }
    std::string listed() const {
        std::string text;
        for (const Field& field : fields)
            text.append(1, field.sign).append(field.name).append(field.sign == '-' ? "" : ": " + field.value).append("\n");
        return text;
    }
};

}  // namespace

TEST_CASE("SecureHeaders of many names is what looking through them all makes it") {
    std::mt19937 random{7};
    const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
    for (const unsigned names : {3U, 33U, 200U}) {
        auto headers = sh::SecureHeaders::empty();
        Model model;
        for (int step = 0; step < 1500; ++step) {
            const std::string name = (below(2) == 0 ? "X-Name-" : "x-name-") + std::to_string(below(names));
            const std::string value = std::to_string(step);
            const Theirs policy{name, value};
            const unsigned what = below(names == 200 ? 100 : 10);
            if (what == 0) {
                headers.add(policy);
                model.put('+', name, value);
            } else if (what == 1) {
                headers.remove(sh::runtime{name});
                model.put('-', name, "");
            } else if (what == 2) {
                if (headers.find(name)) headers.omit(sh::runtime{name});
                model.omit(name);
            } else if (what == 3) {
                auto moved = std::move(headers);
                headers.set(policy);  // NOLINT(bugprone-use-after-move): it is empty
                headers = std::move(moved.merge(std::move(headers)));
                model.put('=', name, value);
            } else if (what == 4) {
                headers.set_default(policy);
                model.put('?', name, value);
            } else {
                headers.set(policy);
                model.put('=', name, value);
            }
        }
        CHECK(listed(headers) == model.listed());
    }
}

TEST_CASE("SecureHeaders merges a set into itself") {
    auto headers = sh::SecureHeaders::empty().set(sh::CustomHeader{"A", "1"}).add(sh::CustomHeader{"B", "2"});
    headers.merge(headers);
    CHECK(listed(headers) == "=A: 1\n+B: 2\n+B: 2\n");
}

TEST_CASE("SecureHeaders takes anybody's policy, and checks what it writes") {
    CHECK(listed(sh::SecureHeaders::empty().set(Theirs{"X-Theirs", "yes"})) == "=X-Theirs: yes\n");
    for (const std::string_view text : never_in_a_field) {
        CHECK_THROWS_WITH(sh::SecureHeaders::empty().set(Theirs{"X-Theirs", text}),
                          "X-Theirs: takes visible ASCII and inner spaces only, no CR, LF or NUL");
        CHECK_THROWS_WITH(sh::SecureHeaders::empty().add(Theirs{text, "yes"}),
                          "header name: takes letters, digits and !#$%&'*+-.^_`|~ only");
        CHECK_THROWS_AS(sh::SecureHeaders::empty().remove(sh::runtime{text}), sh::InvalidHeader);
        CHECK_THROWS_AS(sh::SecureHeaders::empty().omit(sh::runtime{text}), sh::InvalidHeader);
    }
    CHECK_THROWS_WITH(sh::SecureHeaders::empty().set(Theirs{"X-Theirs", ""}),
                      "X-Theirs: must not be empty; remove(name) takes a header out");
    CHECK_THROWS_WITH(sh::SecureHeaders::empty().set(Theirs{"", "yes"}), "header name: must not be empty");
    CHECK_THROWS_WITH(sh::SecureHeaders::empty().set(Theirs{"set-cookie", "a=b"}),
                      "Set-Cookie: needs set_cookie, since a response may have many");
}

namespace {

/// A policy that writes what it is told to.
struct Writing {
    static constexpr std::string_view name = "X-Own";
    void (*write)(sh::FieldWriter&);
    void write_to(sh::FieldWriter& out) const { write(out); }
};

}  // namespace

TEST_CASE("SecureHeaders refuses a policy of which plain HTTP would send no value") {
    const auto sent = [](void (*write)(sh::FieldWriter&)) {
        std::string lines;
        sh::set_headers(lines, sh::SecureHeaders::empty().set(Writing{write}), {.nonce = sh::Nonce::generate()});
        return lines;
    };
    CHECK(sent([](auto& out) { out.append("a").append_https_only("; b").append_https_only("; c"); }) == "X-Own: a\r\n");
    CHECK(sent([](auto& out) { out.append_https_only("a").append_https_only("; b"); }).empty());
    CHECK(sent([](auto& out) { out.append_https_only("a; ").append("b").append_https_only("; c"); }) == "X-Own: b\r\n");
    CHECK(sent([](auto& out) { out.append_nonce().append_https_only("; c"); }).size() == 33);
    const auto* const nothing = "X-Own: leaves no value for plain HTTP; make_https_only() keeps all away";
    CHECK_THROWS_WITH(sent([](auto& out) { out.append("a ").append_https_only("b"); }), nothing);
    CHECK_THROWS_WITH(sent([](auto& out) { out.append_https_only("b").append(" a"); }), nothing);
    const auto* const overlap = "X-Own: mixes a part for HTTPS only with a nonce or another part";
    CHECK_THROWS_WITH(sent([](auto& out) { out.append("v=").append_nonce().make_https_only().append("; tail"); }),
                      overlap);
}

TEST_CASE("SecureHeaders stays as it was when it refuses") {
    auto headers = sh::SecureHeaders::empty().set(sh::CustomHeader{"A", "1"});
    const auto before = headers;
    CHECK_THROWS(headers.set(Theirs{"A", "a\nb"}));
    CHECK_THROWS(headers.add(Theirs{"A", ""}));
    CHECK_THROWS(headers.https_only("B"));
    CHECK(headers == before);
}

TEST_CASE("A NUL in a literal is seen, too") {
    // A literal with a NUL inside does not compile (compile_fail/literal_with_nul.cpp); at run time it throws.
    CHECK_THROWS_AS(sh::HeaderName(sh::runtime{std::string_view{"X-A\0B", 5}}), sh::InvalidHeader);
}

TEST_CASE("A writer takes over what another has collected, with all that was noted of it") {
    sh::FieldWriter part, whole;
    part.append("b").append_nonce().append_https_only("c").uses_endpoint("two");
    whole.append("aa").uses_endpoint("one").append(part);
    using Mark = sh::FieldWriter::Mark;
    constexpr std::size_t nonce = 3, end = nonce + sh::nonce_placeholder.size();
    const Mark expected[]{{Mark::uses_endpoint, 0, 3},
                          {Mark::nonce, nonce, end},
                          {Mark::https_only, end, end + 1},
                          {Mark::uses_endpoint, 3, 6}};
    CHECK(whole.value() == "aab" + std::string{sh::nonce_placeholder} + "c");
    CHECK(whole.names() == "onetwo");
    REQUIRE(whole.marks().size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) CHECK(whole.marks()[i] == expected[i]);
}

TEST_CASE("A writer writes what it has itself collected once more") {
    sh::FieldWriter writer;
    writer.append("x").append_nonce().append_nonce().append_nonce().append_nonce().uses_endpoint("csp");
    sh::FieldWriter twice = writer;
    twice.append(writer);
    writer.append(writer);
    CHECK(writer == twice);
    CHECK(writer.marks().size() == 10);
    CHECK(writer.names() == "cspcsp");
}
