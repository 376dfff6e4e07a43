// SPDX-License-Identifier: MIT
#include <secure_headers/bake.hpp>

#include <secure_headers/delivery.hpp>
#include <secure_headers/policy/content_security_policy.hpp>
#include <secure_headers/policy/content_security_policy_report_only.hpp>
#include <secure_headers/policy/custom_header.hpp>
#include <secure_headers/policy/nel.hpp>
#include <secure_headers/policy/report_to.hpp>
#include <secure_headers/policy/reporting_endpoints.hpp>
#include <secure_headers/policy/strict_transport_security.hpp>
#include <secure_headers/policy/x_frame_options.hpp>
#include <secure_headers/presets.hpp>

#include "catch.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sh = secure_headers;

namespace {

constexpr auto baked = sh::bake([] {
    return sh::SecureHeaders::empty()
        .set(sh::StrictTransportSecurity{})
        .set(sh::ContentSecurityPolicy{}
                 .default_src({sh::csp::self})
                 .script_src({sh::csp::nonce})
                 .upgrade_insecure_requests()
                 .report_to("csp"))
        .set(sh::ReportingEndpoints{{"csp", "/reports"}})
        .set_default(sh::XFrameOptions::deny)
        .remove("Server");
});
static_assert(baked.view().size() == 5);
static_assert(baked.view().needs_nonce());
static_assert(baked.view().find("x-frame-options")->mode == sh::Mode::set_default);
static_assert(baked.view().find("Strict-Transport-Security")->https_only);
static_assert(!baked.view().find("X-Powered-By"));

// Views of one set have the same begin and end.
static_assert(std::count_if(baked.view().begin(), baked.view().end(),
                            [](const sh::HeaderField& field) { return field.mode == sh::Mode::set; }) == 3);
static_assert(std::random_access_iterator<decltype(sh::HeaderView{}.begin())>);
static_assert(std::ranges::random_access_range<const sh::HeaderView> && std::ranges::sized_range<sh::HeaderView>);
static_assert(std::ranges::borrowed_range<sh::HeaderView> && std::ranges::view<sh::HeaderView>);

// Each frozen form shows what its view shows.
template <class Form>
constexpr bool shows_its_view(const Form& form) {
    const sh::HeaderView view = form.view();
    bool same = form.size() == view.size() && form.block() == view.block() &&
                form.needs_nonce() == view.needs_nonce() && form.has_https_only() == view.has_https_only() &&
                form.begin() == view.begin() && form.end() - form.begin() == static_cast<std::ptrdiff_t>(view.size());
    std::size_t i = 0;
    for (const sh::HeaderField field : form) same = same && field == view[i] && field == form[i++];
    return same && i == view.size() && form.find("Server") == view.find("server") && !form.find("X-None");
}
static_assert(shows_its_view(baked));
static_assert(shows_its_view(sh::presets::strict) && sh::presets::strict.size() == 15);
static_assert(shows_its_view(sh::FrozenHeaders{sh::presets::api}));

static_assert([] {
    sh::FrozenHeaders first{sh::SecureHeaders::empty().set(sh::ContentSecurityPolicy{}.script_src({sh::csp::nonce}))};
    sh::FrozenHeaders second{std::move(first)};
    const bool moved = first.view().size() == 0 && first.view().block().empty() && !first.view().needs_nonce() &&
                       second.view().size() == 1;
    first = std::move(second);
    return moved && first.view().size() == 1 && first.view().needs_nonce() && second.view().size() == 0;
}());
static_assert(std::is_nothrow_move_constructible_v<sh::FrozenHeaders> &&
              std::is_nothrow_move_assignable_v<sh::FrozenHeaders>);

/// A small generator that runs while compiling, too.
class Random {
public:
    constexpr explicit Random(unsigned seed) : state_{seed * 2654435761U + 1} {}
    constexpr unsigned below(unsigned bound) {
        state_ = state_ * 1664525U + 1013904223U;
        return (state_ >> 16U) % bound;
    }

private:
    unsigned state_;
};

struct RandomPolicy {
    std::string_view name;
    unsigned seed = 0;

    constexpr void write_to(sh::FieldWriter& out) const {
        Random random{seed};
        out.append("v");
        for (unsigned parts = random.below(6); parts > 0; --parts) {
            const unsigned kind = random.below(4);
            if (kind == 0) out.append_nonce();
            if (kind == 1) out.append_number(random.below(60000));
            if (kind == 2) out.append_https_only("; https");
            out.append("x");
        }
    }
};

constexpr sh::SecureHeaders random_set(unsigned seed) {
    constexpr std::string_view names[]{"Alpha", "BETA", "c", "X-Delta", "alpha", "X-dELTA"};
    Random random{seed};
    auto headers = sh::SecureHeaders::empty();
    for (unsigned count = random.below(9); count > 0; --count) {
        const std::string_view name = names[random.below(6)];
        const RandomPolicy policy{name, random.below(60000)};
        switch (random.below(6)) {
            case 0:
                headers.remove(sh::runtime{name});
                break;
            case 1:
                headers.set_default(policy);
                break;
            case 2:
                headers.add(policy);
                break;
            case 3:
                headers.set(policy).https_only(sh::runtime{name});
                break;
            default:
                headers.set(policy);
        }
    }
    return headers;
}

/// What the block must be, put together in the plainest way.
std::string expected_block(const sh::SecureHeaders& headers, bool https) {
    std::string block;
    for (const auto& field : headers.stored()) {
        if (field.mode == sh::Mode::remove || (field.content.is_https_only() && !https)) continue;
        std::string value{field.content.value()};
        const auto& marks = field.content.marks();
        for (std::size_t i = marks.size(); i-- > 0 && !https;)
            if (marks[i].kind == sh::FieldWriter::Mark::https_only)
                value.erase(marks[i].begin, marks[i].end - marks[i].begin);
        block.append(field.name.view()).append(": ").append(value).append("\r\n");
    }
    return block;
}

std::string with_nonce(std::string text, const sh::Nonce& nonce) {
    for (auto at = text.find(sh::nonce_placeholder); at != std::string::npos; at = text.find(sh::nonce_placeholder))
        text.replace(at, sh::nonce_placeholder.size(), nonce.value());
    return text;
}

std::string block_of(const sh::HeaderView& view, const sh::Delivery& delivery) {
    std::string block(sh::block_size(view, delivery), '?');
    CHECK(sh::write_block(block.data(), view, delivery) == block.data() + block.size());
    return block;
}

std::string fields_of(const sh::HeaderView& view, const sh::Delivery& delivery) {
    std::string block;
    sh::for_each_field(view, delivery, [&](const sh::HeaderField& field, std::string_view lower_name) {
        CHECK(sh::detail::iequals(lower_name, field.name));
        CHECK(std::string{lower_name}.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos);
        if (field.mode == sh::Mode::remove) return;
        block.append(field.name).append(": ").append(field.value).append("\r\n");
    });
    return block;
}

void check_both_ways(const sh::HeaderView& view, const sh::SecureHeaders& headers) {
    REQUIRE(view.block() == expected_block(headers, true));
    REQUIRE(view.size() == headers.size());
    for (std::size_t i = 0; i < view.size(); ++i) CHECK(view[i] == headers[i]);
    const sh::Nonce nonce = sh::Nonce::generate();
    for (const bool https : {true, false}) {
        const sh::Delivery delivery{.https = https, .nonce = nonce};
        const std::string expected = with_nonce(expected_block(headers, https), nonce);
        CHECK(block_of(view, delivery) == expected);
        CHECK(fields_of(view, delivery) == expected);
    }
}

template <unsigned seed>
struct RandomSet {
    constexpr sh::SecureHeaders operator()() const { return random_set(seed); }
};

template <unsigned seed>
constexpr auto baked_set = sh::bake(RandomSet<seed>{});

template <unsigned... seeds>
void check_baked_seeds() {
    (check_both_ways(baked_set<seeds>, random_set(seeds)), ...);
}

}  // namespace

TEST_CASE("bake finishes the block while compiling") {
    CHECK(baked.view().block() ==
          "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
          "Content-Security-Policy: default-src 'self'; script-src 'nonce-{nonce-of-each-response}'; "
          "upgrade-insecure-requests; report-to csp\r\n"
          "Reporting-Endpoints: csp=\"/reports\"\r\n"
          "X-Frame-Options: DENY\r\n");
}

TEST_CASE("bake and FrozenHeaders give the bytes that a plain reading of the set gives") {
    check_baked_seeds<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11>();
    for (unsigned seed = 0; seed < 3000; ++seed) check_both_ways(sh::FrozenHeaders{random_set(seed)}, random_set(seed));
}

TEST_CASE("A baked set and a preset are views of bytes that stay as long as the program") {
    static_assert(std::is_empty_v<decltype(baked)> && std::is_empty_v<decltype(sh::presets::strict)>);
    const sh::HeaderView* view = nullptr;
    {
        const auto in_a_function = sh::bake([] { return sh::SecureHeaders::empty().set(sh::XFrameOptions::deny); });
        view = &in_a_function.view();
    }
    CHECK(view->block() == "X-Frame-Options: DENY\r\n");
}

TEST_CASE("An empty set is an empty block") {
    constexpr auto nothing = sh::bake([] { return sh::SecureHeaders::empty(); });
    static_assert(nothing.view().block().empty() && nothing.view().size() == 0);
    CHECK(block_of(nothing, {}).empty());
    CHECK(sh::HeaderView{sh::FrozenHeaders{sh::SecureHeaders::empty()}}.block().empty());
    CHECK(sh::HeaderView{}.size() == 0);
}

TEST_CASE("Freezing refuses reports to an endpoint that the set does not declare") {
    const auto csp = sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).report_to("csp");
    CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(csp)},
                      "Content-Security-Policy: report_to names an endpoint that no Reporting-Endpoints of the set declares");
    CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(csp).set(
                          sh::ReportingEndpoints{{"other", "/reports"}})},
                      "Content-Security-Policy: report_to names an endpoint that no Reporting-Endpoints of the set declares");
    CHECK_NOTHROW(sh::FrozenHeaders{sh::SecureHeaders::empty().set(sh::ReportingEndpoints{{"csp", "/reports"}}).set(csp)});
}

TEST_CASE("Freezing refuses reports to a group that the set does not declare") {
    const sh::NEL nel{"network"};
    const auto group = [](const char* name) {
        return sh::ReportTo{{.group = sh::runtime{name}, .endpoints = {{.url = "https://r.example"}}}};
    };
    const char* const refusal = "NEL: report_to names a group that no Report-To of the set declares";
    CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(nel)}, refusal);
    CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(nel).set(group("other"))}, refusal);
    CHECK_THROWS_WITH(sh::FrozenHeaders{sh::SecureHeaders::empty().set(nel).set(
                          sh::ReportingEndpoints{{"network", "/reports"}})},
                      refusal);
    CHECK_NOTHROW(sh::FrozenHeaders{sh::SecureHeaders::empty().set(group("network")).set(nel)});
    CHECK_THROWS_AS(sh::FrozenHeaders{sh::SecureHeaders::empty()
                                          .set(group("csp"))
                                          .set(sh::ContentSecurityPolicy{}.default_src({sh::csp::self}).report_to("csp"))},
                    sh::InvalidHeader);
}

TEST_CASE("A value gets its nonce whatever its size") {
    for (const std::size_t size : {100U, 8000U, 8192U, 8193U, 20000U}) {
        const std::string host = "https://a.example/" + std::string(size, 'a');
        const auto headers =
            sh::SecureHeaders::empty()
                .set(sh::ContentSecurityPolicy{}
                         .script_src({sh::csp::nonce, sh::runtime{host}})
                         .style_src({sh::runtime{host}, sh::csp::nonce})
                         .upgrade_insecure_requests())
                .set(sh::XFrameOptions::deny)
                .set(sh::ContentSecurityPolicyReportOnly{}.script_src({sh::runtime{host}, sh::csp::nonce}));
        check_both_ways(sh::FrozenHeaders{headers}, headers);
    }
}

TEST_CASE("A set that was moved from is empty") {
    sh::FrozenHeaders first{sh::SecureHeaders::empty().set(sh::StrictTransportSecurity{}).set(sh::XFrameOptions::deny)};
    const sh::FrozenHeaders copy{first};
    const sh::FrozenHeaders second{std::move(first)};
    CHECK(second.view().block() == copy.view().block());
    for (const bool https : {true, false}) {
        CHECK(sh::block_size(first, {.https = https}) == 0);
        sh::for_each_field(first, {.https = https}, [](const sh::HeaderField&, std::string_view) { FAIL(); });
    }
    CHECK_FALSE(first.view().find("X-Frame-Options"));
}
