// SPDX-License-Identifier: MIT
// Whatever SecureCookie accepts, a browser reads back identically.
#include <secure_headers/cookie.hpp>

#include <secure_headers/cookie/harden.hpp>

#include "catch.hpp"
#include "cookie/user_agent.hpp"
#include "vectors.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace sh = secure_headers;

namespace {

constexpr std::int64_t now = 1795478400;  // 24 November 2026
constexpr std::chrono::sys_seconds now_as_time{std::chrono::seconds{now}};

/// Draws texts and attributes, half of them such as must be refused.
class Generator {
public:
    explicit Generator(unsigned seed) : random_{seed} {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_()) % bound; }
    bool one_in(std::size_t bound) { return below(bound) == 0; }
    template <class T, std::size_t Size>
    const T& one_of(const std::array<T, Size>& items) {
        return items[below(Size)];
    }

    std::string text(std::size_t longest, std::string_view alphabet) {
        std::string drawn;
        for (std::size_t size = below(longest + 1); size-- > 0;)
            drawn += one_in(200) ? static_cast<char>(below(256)) : alphabet[below(alphabet.size())];
        return drawn;
    }
    std::string name() {
        static constexpr std::array<std::string_view, 12> prefixes{"",
                                                                   "",
                                                                   "",
                                                                   "__Host-",
                                                                   "__Secure-",
                                                                   "__Http-",
                                                                   "__Host-Http-",
                                                                   "__host-",
                                                                   "__SECURE-",
                                                                   "__Host-http-",
                                                                   "__",
                                                                   "$"};
        return std::string{one_of(prefixes)} + text(one_in(50) ? 4100 : 12, "abcXYZ019_-.!#$%&'*+^`|~");
    }
    std::string value() {
        const std::string drawn = text(one_in(50) ? 4100 : 40, "abcXYZ019_-.!#$%&'*+^`|~=<>()[]{}:/?@");
        return one_in(6)    ? '"' + drawn + '"'
               : one_in(12) ? drawn + one_of(std::array<std::string_view, 5>{" ", "\"", ";", ",", "\\"}).data()
                            : drawn;
    }
    std::string domain() {
        static constexpr std::array<std::string_view, 12> domains{"example.com",         "app.example.com",
                                                                  "Example.COM",         "com",
                                                                  ".example.com",        "example.com.",
                                                                  "127.0.0.1",           "-a.example.com",
                                                                  "a_b.example.com",     "example.com:443",
                                                                  "https://example.com", ""};
        return one_in(20) ? text(70, "ab.-") : std::string{one_of(domains)};
    }
    std::string path() { return one_in(10) ? text(8, "ab/") : "/" + text(one_in(50) ? 1030 : 10, "ab/ ,=\"?#%"); }
    std::string extension() {
        return one_in(8) ? text(12, "ab =") : one_in(8) ? "path=/" : "x" + text(one_in(50) ? 1030 : 10, "ab=-, \"");
    }
    std::int64_t seconds() {
        return one_in(8) ? static_cast<std::int64_t>(below(80000000)) - 1000000
                         : static_cast<std::int64_t>(below(34560001));
    }

private:
    std::mt19937 random_;
};

/// A cookie of drawn attributes, and what they must be read back as.
struct Drawn {
    sh::SecureCookie::options chosen{};
    std::string domain, path = "/";
    std::vector<std::pair<std::string, std::string>> unknown{};
    std::string set_cookie;
    std::string deletion;
};

std::pair<std::string, std::string> as_pair(const std::string& extension) {
    const std::size_t equals = extension.find('=');
    return {extension.substr(0, equals), equals == std::string::npos ? "" : extension.substr(equals + 1)};
}

std::optional<Drawn> draw(Generator& random, const std::string& name, const std::string& value) {
    try {
        Drawn drawn;
        sh::SecureCookie::options& chosen = drawn.chosen;
        if (random.one_in(3)) chosen.max_age = std::chrono::seconds{random.seconds()};
        if (random.one_in(6)) chosen.expires = now_as_time + std::chrono::seconds{random.seconds() * 2 - 34560000};
        if (random.one_in(6))
            chosen.expires_in =
                chosen.max_age && !random.one_in(4) ? *chosen.max_age : std::chrono::seconds{random.seconds()};
        if (random.one_in(3)) chosen.domain = sh::runtime{drawn.domain = random.domain()};
        if (random.one_in(3)) chosen.path = sh::runtime{drawn.path = random.path()};
        if (random.one_in(20)) chosen.path = sh::CookiePath::default_path, drawn.path = user_agent::default_path;
        chosen.same_site = random.one_of(std::array{sh::SameSite::strict, sh::SameSite::lax, sh::SameSite::none});
        if (random.one_in(5)) chosen.secure = sh::Secure::also_over_plain_http;
        if (random.one_in(3)) chosen.http_only = sh::HttpOnly::readable_by_scripts;
        chosen.partitioned = random.one_in(5);
        sh::SecureCookie cookie{chosen};
        for (std::size_t count = random.below(3); count-- > 0;) {
            const std::string extension = random.extension();
            cookie = cookie.with_extension(sh::runtime{extension});
            drawn.unknown.push_back(as_pair(extension));
        }
        drawn.set_cookie = cookie.header(sh::runtime{name}, value, now_as_time);
        drawn.deletion = cookie.deletion(sh::runtime{name});
        return drawn;
    } catch (const sh::InvalidHeader&) {
        return {};
    }
}

std::string lifetime(const sh::SecureCookie::options& chosen, const user_agent::Cookie& cookie) {
    std::optional<std::int64_t> expected;
    if (chosen.expires) expected = (*chosen.expires).time_since_epoch().count();
    if (chosen.expires_in) expected = now + chosen.expires_in->count();
    if (chosen.max_age) expected = chosen.max_age->count() == 0 ? INT64_MIN : now + chosen.max_age->count();
    if (cookie.persistent != expected.has_value()) return "persistent by mistake";
    return cookie.persistent && cookie.expiry != *expected ? "another time" : "as meant";
}

void check_read_back(const Drawn& drawn, const std::string& name, const std::string& value) {
    const auto kept = user_agent::receive(drawn.set_cookie, now);
    INFO(drawn.set_cookie);
    REQUIRE(kept);
    CHECK(kept->name == name);
    CHECK(kept->value == value);
    CHECK(kept->path == drawn.path);
    CHECK(kept->host_only == drawn.domain.empty());
    CHECK(kept->domain == (drawn.domain.empty() ? user_agent::host : user_agent::lower(drawn.domain)));
    CHECK(kept->secure == (drawn.chosen.secure == sh::Secure::over_https_only));
    CHECK(kept->http_only == (drawn.chosen.http_only == sh::HttpOnly::hidden_from_scripts));
    CHECK(kept->same_site == std::array{"strict", "lax", "none"}[static_cast<std::size_t>(drawn.chosen.same_site)]);
    CHECK(kept->partitioned == drawn.chosen.partitioned);
    CHECK(kept->unknown == drawn.unknown);
    CHECK(lifetime(drawn.chosen, *kept) == "as meant");
    const auto deleted = user_agent::receive(drawn.deletion, now);
    REQUIRE(deleted);
    CHECK(user_agent::has_expired(*deleted, now));
    const auto identity = [](const user_agent::Cookie& cookie) {
        return std::tuple{cookie.name, cookie.domain, cookie.host_only, cookie.path, cookie.partitioned, cookie.secure};
    };
    CHECK(identity(*deleted) == identity(*kept));
}

}  // namespace

TEST_CASE("whatever SecureCookie accepts, a browser reads back identically") {
    Generator random{6265};
    int accepted = 0, refused = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string name = random.name(), value = random.value();
        const auto drawn = draw(random, name, value);
        // Random labels are no domain of the host's: then only the text can be compared.
        if (drawn && (drawn->domain.empty() || user_agent::lower(drawn->domain).ends_with("example.com")))
            check_read_back(*drawn, name, value);
        drawn ? ++accepted : ++refused;
    }
    CHECK(accepted > 3000);
    CHECK(refused > 3000);
}

TEST_CASE("SecureCookie accepts the sizes that web-platform-tests have stored") {
    const auto vectors = load_vectors("wpt_cookie_size");
    if (!vectors) return;
    for (const auto& vector : *vectors) {
        const std::string name(vector.at("name_len").get<std::size_t>(), 'n'),
            value(vector.at("value_len").get<std::size_t>(), 'v');
        bool accepted = true;
        try {
            static_cast<void>(sh::SecureCookie{}.header(sh::runtime{name}, value));
        } catch (const sh::InvalidHeader&) {
            accepted = false;
        }
        const bool stored = vector.at("stored").get<bool>();
        CHECK(accepted == (stored && !name.empty()));
        CHECK(user_agent::receive(name + "=" + value, now).has_value() == stored);
    }
}

namespace {

/// A Set-Cookie as other parts of an application may make it.
std::string foreign_cookie(Generator& random) {
    static constexpr std::array<std::string_view, 24> attributes{"Path=/",
                                                                 "path=/folder",
                                                                 "Path=",
                                                                 "Path=x",
                                                                 "Domain=example.com",
                                                                 "domain=.Example.com",
                                                                 "Max-Age=0",
                                                                 "max-age=60",
                                                                 "Max-Age=-1",
                                                                 "Max-Age=x",
                                                                 "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                                                                 "expires=Wed, 25 Nov 2026 00:00:00 GMT",
                                                                 "Secure",
                                                                 "secure=1",
                                                                 "HttpOnly",
                                                                 "httponly",
                                                                 "SameSite=Strict",
                                                                 "samesite=lax",
                                                                 "SameSite=None",
                                                                 "SameSite=Foo",
                                                                 "Partitioned",
                                                                 "Priority=Low",
                                                                 "",
                                                                 "x=y"};
    std::string text = random.name() + (random.one_in(20) ? "" : "=") + random.value();
    for (std::size_t count = random.below(6); count-- > 0;)
        text += (random.one_in(2) ? ";" : " ; ") + std::string{random.one_of(attributes)};
    return text;
}

/// How many requests carry the cookie, from few to many.
int looseness(const std::string& same_site) { return same_site == "strict" ? 0 : same_site == "none" ? 2 : 1; }

void check_not_loosened(const user_agent::Cookie& before, const user_agent::Cookie& after) {
    CHECK(after.name == before.name);
    CHECK(after.value == before.value);
    CHECK(after.domain == before.domain);
    CHECK(after.host_only == before.host_only);
    CHECK(after.secure >= before.secure);
    CHECK(after.http_only >= before.http_only);
    CHECK(after.partitioned >= before.partitioned);
    CHECK(looseness(after.same_site) <= looseness(before.same_site));
    CHECK(user_agent::has_expired(after, now) == user_agent::has_expired(before, now));
}

}  // namespace

TEST_CASE("whatever harden accepts, a browser keeps, no looser than before and with what it lacked") {
    const sh::SecureCookie rule{{.max_age = std::chrono::hours{1}, .same_site = sh::SameSite::strict}};
    Generator random{22};
    int accepted = 0, refused = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string given = foreign_cookie(random);
        std::string hardened;
        try {
            hardened = sh::harden(given, rule, now_as_time);
        } catch (const sh::InvalidHeader&) {
            ++refused;
            continue;
        }
        ++accepted;
        INFO(given << " -> " << hardened);
        const auto after = user_agent::receive(hardened, now);
        REQUIRE(after);
        CHECK((after->secure && after->http_only && after->same_site != "Default"));
        CHECK(sh::harden(hardened, rule, now_as_time) == hardened);
        if (const auto before = user_agent::receive(given, now)) check_not_loosened(*before, *after);
    }
    CHECK(accepted > 3000);
    CHECK(refused > 3000);
}
