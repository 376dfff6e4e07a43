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
    bool is_complete = false;  ///< The blank line behind the last head came.
    bool too_large = false;
    bool has_body = false;
};

/// libcurl gives each line, and behind the body those of trailers.
extern "C" std::size_t take_header(char* data, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const std::string_view line{data, size * count};
    received.too_large = received.head.size() + line.size() > most_head;
    if (received.too_large) return 0;
    received.head.append(line);
    if (line == "\r\n" || line == "\n") received.is_complete = true;
    if (line.starts_with("HTTP/")) received.is_complete = false;
    return line.size();
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
    if (!options.ca.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca.c_str());
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
}

void verify_certificates(CURL* handle, bool verify) {
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, verify ? 1L : 0L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, verify ? 2L : 0L);
}

/// How one request ended.
struct Outcome {
    CURLcode code = CURLE_OK;
    std::string why{};  ///< In libcurl's words.
    Received received{};
};

Outcome request(CURL* handle) {
    Outcome outcome;
    char why[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &outcome.received);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &outcome.received);
    outcome.code = curl_easy_perform(handle);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
    if (outcome.code == CURLE_WRITE_ERROR && outcome.received.has_body) outcome.code = CURLE_OK;
    outcome.why = why[0] != '\0' ? why : curl_easy_strerror(outcome.code);
    return outcome;
}

/// True if the certificate is not valid, or there is nothing to compare it with.
bool is_unverified(CURLcode code) { return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE; }

/// libcurl takes no more than 100 KiB for a line; CURLE_TOO_LARGE, which is 100, says so since 8.6.
bool is_long_line(CURLcode code) { return code == CURLE_OUT_OF_MEMORY || static_cast<int>(code) == 100; }

/// Why the outcome is no head, or nothing.
std::string failure_of(const Outcome& outcome) {
    if (outcome.received.too_large) return "the headers are larger than 256 KiB";
    if (is_long_line(outcome.code)) return "a header is larger than the 100 KiB that libcurl takes";
    if (outcome.why.starts_with("Received HTTP/0.9")) return "the server does not answer in HTTP";
    if (is_unverified(outcome.code))
        return outcome.why + "; --ca names what to trust, --insecure goes on in spite of it";
    if (outcome.code != CURLE_OK) return outcome.why;
    return outcome.received.is_complete ? "" : "the connection ended before the head did";
}

/// Adds one response to the chain; gives the URL that it redirects to, or nothing.
std::string fetch_hop(CURL* handle, const std::string& url, bool insecure, Chain& chain) {
    Hop hop{.url = without_user(url), .https = is_https_url(url)};
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    verify_certificates(handle, true);
    Outcome outcome = request(handle);
    if (insecure && is_unverified(outcome.code)) {
        hop.distrust = std::move(outcome.why);
        verify_certificates(handle, false);
        outcome = request(handle);
    }
    if (const std::string why = failure_of(outcome); !why.empty()) {
        chain.error = hop.url + ": " + why;
    } else if (Heads read = read_heads(outcome.received.head); !read.error.empty()) {
        chain.error = hop.url + ": the response " + read.error;
    } else {
        hop.head = std::move(read.heads.back());
        chain.hops.push_back(std::move(hop));
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
        next = fetch_hop(handle.get(), with_user_of(url, next), options.insecure, chain);
    }
    return chain;
}

}  // namespace audit_command
