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
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
    void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

struct Received {
    std::string head{};
    bool is_preliminary = false;  ///< The head that is coming is a 1xx, behind which another one comes.
    bool is_complete = false;     ///< The blank line behind the last head came.
    bool too_large = false;
};

/// libcurl gives each line. The head is all that there is need for: a body may be large, slow or without an end.
extern "C" std::size_t take_header(char* data, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const std::string_view line{data, size * count};
    received.too_large = received.head.size() + line.size() > most_head;
    if (received.too_large) return 0;
    received.head.append(line);
    if (line.starts_with("HTTP/")) received.is_preliminary = line.find(" 1") == line.find(' ');
    received.is_complete = !received.is_preliminary && (line == "\r\n" || line == "\n");
    return received.is_complete ? 0 : line.size();
}

extern "C" std::size_t take_body(char*, std::size_t, std::size_t, void*) { return 0; }

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
    if (outcome.received.is_complete) outcome.code = CURLE_OK;  // that nothing more was wanted is an error to libcurl
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
    if (outcome.code == CURLE_GOT_NOTHING && !outcome.received.head.empty())
        return "the server sent no final response, only a preliminary one";
    if (outcome.code == CURLE_SSL_CONNECT_ERROR) return "no TLS connection to the server: " + outcome.why;
    if (outcome.code != CURLE_OK) return outcome.why;
    return outcome.received.is_complete ? "" : "the connection ended before the head did";
}

/// The URL that a Location stands for in the response to the last request; nothing if it is none that can be fetched.
/// CURLINFO_REDIRECT_URL would say so only of a response that was read to its end.
std::string resolved(CURL* handle, const std::string& location) {
#if CURL_AT_LEAST_VERSION(7, 78, 0)
    constexpr unsigned flags = CURLU_URLENCODE | CURLU_ALLOW_SPACE;
#else
    constexpr unsigned flags = CURLU_URLENCODE;
#endif
    const std::unique_ptr<CURLU, FreeUrl> url{curl_url()};
    const char* base = nullptr;
    curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &base);
    if (url == nullptr || base == nullptr) return {};
    const std::string reference = as_browsers_read(location, is_https_url(base));
    if (reference.empty()) return {};
    for (const char* const each : {base, reference.c_str()})
        if (curl_url_set(url.get(), CURLUPART_URL, each, flags) != CURLUE_OK) return {};
    char* text = nullptr;
    if (curl_url_get(url.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, FreeText> owner{text};
    return is_url(text) ? std::string{text} : std::string{};
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
    if (!chain.error.empty()) return {};
    const std::string* const location = chain.hops.back().head.redirects_to();
    if (location == nullptr) return {};
    std::string next = resolved(handle, *location);
    if (next.empty())
        chain.error = chain.hops.back().url + ": redirects to what cannot be fetched, '" + without_user(*location) + "'";
    return next;
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
