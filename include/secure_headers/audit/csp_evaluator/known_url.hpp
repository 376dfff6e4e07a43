// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace secure_headers::detail::csp_evaluator {

/// A URL of a list, less its scheme.
struct KnownUrl {
    std::string_view host{};
    std::string_view path{};
};

/// Finds the URLs of a list that have a host, in the order of the list.
template <std::size_t Size>
class UrlTable {
public:
    consteval explicit UrlTable(const KnownUrl (&urls)[Size]) : urls_{urls} {
        for (std::size_t i = 0; i < Size; ++i) {
            std::size_t slot = slot_of(urls[i].host);
            while (places_[slot] != 0) slot = (slot + 1) % slot_count;
            places_[slot] = static_cast<unsigned char>(i + 1);
        }
    }

    constexpr const KnownUrl* begin() const { return urls_; }
    constexpr const KnownUrl* end() const { return urls_ + Size; }

    /// The first one of the host that `is(url)`, or one without a host.
    constexpr KnownUrl find(std::string_view host, auto is) const {
        if (host.empty()) return {};
        for (std::size_t slot = slot_of(host); places_[slot] != 0; slot = (slot + 1) % slot_count)
            if (const KnownUrl& url = urls_[places_[slot] - 1]; url.host == host && is(url)) return url;
        return {};
    }

private:
    static constexpr std::size_t slot_count = 512;
    static_assert(Size < 256);

    static constexpr std::size_t slot_of(std::string_view host) {
        const auto code = [](char c) { return std::size_t{static_cast<unsigned char>(c)}; };
        return (host.size() * 71 + code(host.front()) * 31 + code(host[host.size() / 2]) * 7) % slot_count;
    }

    const KnownUrl* urls_;
    unsigned char places_[slot_count]{};  ///< One more than each; zero in a free slot.
};

}  // namespace secure_headers::detail::csp_evaluator
