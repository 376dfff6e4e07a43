// SPDX-License-Identifier: MIT
#include "fetch.hpp"

#include "examined.hpp"
#include "response_head.hpp"
#include "url.hpp"

#include <curl/curl.h>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace audit_command {

namespace {

constexpr std::size_t most_redirects = 10;
constexpr const char* unknown_origin = "https://origin-of-the-audit.example";

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

struct Received {
    std::string head{};
    bool too_large = false;
    bool has_body = false;
};

extern "C" std::size_t take_header(char* data, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    received.too_large = received.head.size() + size * count > most_head;
    if (received.too_large) return 0;
    received.head.append(data, size * count);
    return size * count;
}

/// The head is complete once the body begins; there is no need for the rest.
extern "C" std::size_t take_body(char*, std::size_t, std::size_t, void* to) {
    static_cast<Received*>(to)->has_body = true;
    return 0;
}

void set_options(CURL* handle, const FetchOptions& options) {
#if CURL_AT_LEAST_VERSION(7, 85, 0)
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "secure-headers-audit/" SECURE_HEADERS_VERSION);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(handle, CURLOPT_COOKIEFILE, "");  // keeps cookies for as long as the handle lives
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, options.insecure ? 0L : 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, options.insecure ? 0L : 2L);
    if (!options.ca.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca.c_str());
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
}

/// Adds one response to the chain; gives the URL that it redirects to, or nothing.
std::string fetch_hop(CURL* handle, const std::string& url, Chain& chain) {
    Received received;
    const std::string shown = without_user(url);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &received);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
    const CURLcode code = curl_easy_perform(handle);
    const bool stopped_at_body = code == CURLE_WRITE_ERROR && received.has_body;
    if (received.too_large) {
        chain.error = shown + ": the headers are larger than 256 KiB";
    } else if (code != CURLE_OK && !stopped_at_body) {
        chain.error = shown + ": " + curl_easy_strerror(code);
    } else if (Heads read = read_heads(received.head); !read.error.empty()) {
        chain.error = shown + ": the response " + read.error;
    } else {
        chain.hops.push_back({shown, is_https_url(url), std::move(read.heads.back())});
    }
    if (!chain.error.empty() || chain.hops.back().head.redirects_to() == nullptr) return {};
    char* next = nullptr;
    curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &next);
    return next == nullptr || !is_url(next) ? std::string{} : std::string{next};
}

}  // namespace

Chain fetch(const std::string& url, const FetchOptions& options) {
    Chain chain{.target = without_user(url), .request_origin = unknown_origin};
    const Handle handle{curl_easy_init()};
    const std::unique_ptr<curl_slist, FreeList> headers{
        curl_slist_append(nullptr, (std::string{"Origin: "} + unknown_origin).c_str())};
    if (handle == nullptr || headers == nullptr) {
        chain.error = chain.target + ": out of memory";
        return chain;
    }
    set_options(handle.get(), options);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    for (std::string next = url; !next.empty();) {
        if (chain.hops.size() > most_redirects) {
            chain.error = chain.target + ": more than 10 redirects";
            break;
        }
        next = fetch_hop(handle.get(), with_user_of(url, next), chain);
    }
    return chain;
}

}  // namespace audit_command
