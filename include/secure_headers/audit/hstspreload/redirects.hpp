// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/hstspreload/issues.hpp>
#include <secure_headers/csp/url.hpp>
#include <secure_headers/detail/list.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace secure_headers {

/// What somebody who follows redirects sees at one URL.
struct HstsPreloadHop {
    std::string_view url{};
    bool answered = true;         ///< False if no response came.
    bool has_header = false;      ///< The response has a Strict-Transport-Security field.
    bool is_preloadable = false;  ///< `hstspreload_preloadable_response` finds no error in it.
};

namespace detail {

/// Follows the redirects that begin at a host's root, by http or by https.
class HstsPreloadChain {
public:
    constexpr explicit HstsPreloadChain(const auto& hops) {
        for (const HstsPreloadHop& hop : hops) hops_.push_back(hop);
    }

    constexpr HstsPreloadIssues issues(bool with_first_redirect) const {
        HstsPreloadIssues found;
        if (hops_.empty()) return found;
        const csp::Url first{hops_[0].url};
        if (first.scheme() == "https")
            judge_https(found);
        else
            judge_http(found, first.host(), with_first_redirect);
        return found;
    }

private:
    static constexpr std::size_t most_redirects = 3;

    static constexpr bool is_secure(const HstsPreloadHop& hop) { return csp::Url{hop.url}.scheme() == "https"; }

    constexpr void follow(HstsPreloadIssues& found) const {
        if (hops_.size() - 1 > most_redirects)
            found.errors.push_back("redirects.too_many");
        else if (!hops_[hops_.size() - 1].answered)
            found.errors.push_back("redirects.follow_error");
    }

    /// The first one that leaves https, of those that are followed.
    constexpr void look_for_insecure(HstsPreloadIssues& found) const {
        for (std::size_t i = 1; i < hops_.size() && i <= most_redirects + 1; ++i) {
            if (is_secure(hops_[i])) continue;
            return found.errors.push_back(i == 1 ? "redirects.insecure.initial" : "redirects.insecure.subsequent");
        }
    }

    constexpr void judge_https(HstsPreloadIssues& found) const {
        follow(found);
        look_for_insecure(found);
    }

    constexpr void judge_http(HstsPreloadIssues& found, std::string_view domain, bool with_first_redirect) const {
        if (!hops_[0].answered) return found.warnings.push_back("redirects.http.does_not_exist");
        if (hops_[0].has_header) found.warnings.push_back("redirects.http.useless_header");
        follow(found);
        if (hops_.size() == 1) return found.errors.push_back("redirects.http.no_redirect");
        const csp::Url target{hops_[1].url};
        const std::string_view host = target.host();
        if (target.scheme() == "https" && host == domain) return judge_first(found, with_first_redirect);
        const bool www = host.starts_with("www.") && host.substr(4) == domain;
        found.errors.push_back(www ? "redirects.http.www_first" : "redirects.http.first_redirect.insecure");
    }

    constexpr void judge_first(HstsPreloadIssues& found, bool with_first_redirect) const {
        if (hops_[1].answered) look_for_insecure(found);
        if (!with_first_redirect) return;
        if (!hops_[1].answered)
            found.errors.push_back("redirects.http.first_redirect.invalid");
        else if (!hops_[1].is_preloadable)
            found.errors.push_back("redirects.http.first_redirect.no_hsts");
    }

    List<HstsPreloadHop> hops_{};
};

}  // namespace detail

/// Judges the redirects from a host's root, which begin with `http://` or `https://`; hstspreload.org asks for both
/// and does not tell what is wrong with the first redirect if the host's own response over HTTPS has errors already:
/// `with_first_redirect` is then false.
template <class Hops>
constexpr HstsPreloadIssues hstspreload_redirects(const Hops& hops, bool with_first_redirect = true) {
    return detail::HstsPreloadChain{hops}.issues(with_first_redirect);
}
constexpr HstsPreloadIssues hstspreload_redirects(std::initializer_list<HstsPreloadHop> hops,
                                                  bool with_first_redirect = true) {
    return detail::HstsPreloadChain{hops}.issues(with_first_redirect);
}

}  // namespace secure_headers
