// SPDX-License-Identifier: MIT
// Writes cookies of all kinds that a seed makes, one a line, with what a cookie jar must keep of each: cookie_jar COUNT SEED.
#include <secure_headers/cookie.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

namespace sh = secure_headers;
using nlohmann::json;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds{1795478400}};  // 24 November 2026

class Generator {
public:
    explicit Generator(unsigned seed) : random_{seed} {}
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_()) % bound; }
    bool one_in(std::size_t bound) { return below(bound) == 0; }
    std::string text(std::size_t longest, std::string_view alphabet) {
        std::string drawn;
        for (std::size_t size = 1 + below(longest); size-- > 0;) drawn += alphabet[below(alphabet.size())];
        return drawn;
    }

private:
    std::mt19937 random_;
};

json draw(Generator& random) {
    constexpr std::array<std::string_view, 5> prefixes{"", "", "", "__Secure-", "__Host-"};
    constexpr std::array<std::string_view, 3> domains{"example.com", "shop.example.com", "EXAMPLE.com"};
    constexpr std::array same_sites{sh::SameSite::strict, sh::SameSite::lax, sh::SameSite::none};
    constexpr std::array<std::string_view, 3> names_of_same_site{"strict", "lax", "none"};
    const std::string name = std::string{prefixes[random.below(5)]} + random.text(12, "abcXYZ019_-.!#$%&'*+^`|~");
    const std::string value = random.text(60, "abcXYZ019_-.!#$%&'*+^`|~=<>()[]{}:/?@");
    const std::size_t same_site = random.below(3);
    json kept{{"name", name}, {"value", value}, {"domain", nullptr}, {"path", "/"}, {"expires", nullptr}};
    sh::SecureCookie::options chosen{.same_site = same_sites[same_site]};
    kept["same_site"] = names_of_same_site[same_site];
    if (random.one_in(3)) {
        const std::string_view domain = domains[random.below(3)];
        chosen.domain = sh::runtime{domain};
        kept["domain"] = domain;
    }
    if (random.one_in(3)) {
        const std::string path = "/" + random.text(10, "ab/,=?#%");
        chosen.path = sh::runtime{path};
        kept["path"] = path;
    }
    const std::chrono::seconds seconds{1 + random.below(34560000)};
    if (random.one_in(3)) chosen.max_age = seconds;
    if (!chosen.max_age && random.one_in(3)) chosen.expires = now + seconds;
    if (!chosen.max_age && !chosen.expires && random.one_in(3)) chosen.expires_in = seconds;
    if (chosen.max_age || chosen.expires || chosen.expires_in)
        kept["expires"] = (now + seconds).time_since_epoch().count();
    if (random.one_in(5)) chosen.secure = sh::Secure::also_over_plain_http;
    if (random.one_in(3)) chosen.http_only = sh::HttpOnly::readable_by_scripts;
    chosen.partitioned = random.one_in(5);
    kept["secure"] = chosen.secure == sh::Secure::over_https_only;
    kept["http_only"] = chosen.http_only == sh::HttpOnly::hidden_from_scripts;
    const sh::SecureCookie cookie{chosen};
    return {{"now", now.time_since_epoch().count()},
            {"set", cookie.header(sh::runtime{name}, value, now)},
            {"delete", cookie.deletion(sh::runtime{name})},
            {"kept", kept}};
}

}  // namespace

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::atoi(argv[1]) : 400;
    Generator random{argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1U};
    for (int written = 0; written < count;) {
        try {
            std::cout << draw(random).dump() << '\n';
            ++written;
        } catch (const sh::InvalidHeader&) {  // such as a prefix without what it promises
        }
    }
}
