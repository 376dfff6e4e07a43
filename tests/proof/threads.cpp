// SPDX-License-Identifier: MIT
// One baked and one run-time set, delivered by 16 threads with nonces; a million nonces, all different; a fork between.
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/secure_headers.hpp>

#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace sh = secure_headers;

constexpr auto baked = sh::bake(sh::presets::strict);
constexpr std::size_t thread_count = 16;

using NonceText = std::array<char, 24>;

int passed = 0, failed = 0;

void report(const char* what, bool good) {
    std::printf("%s  %s\n", good ? "ok  " : "FAIL", what);
    ++(good ? passed : failed);
}

std::string with_nonce(std::string text, std::string_view nonce) {
    for (auto at = text.find(sh::nonce_placeholder); at != std::string::npos; at = text.find(sh::nonce_placeholder))
        text.replace(at, sh::nonce_placeholder.size(), nonce);
    return text;
}

struct Response {
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Whether each delivery carries its own nonce and no other.
bool deliver(const sh::HeaderView& view, const std::string& expected, int times) {
    for (int i = 0; i < times; ++i) {
        const sh::Nonce nonce = sh::Nonce::generate();
        const sh::Delivery delivery{.https = true, .nonce = nonce};
        std::string buffer;
        sh::set_headers(buffer, view, delivery);
        Response response;
        sh::set_headers(response, view, delivery);
        std::string lines;
        for (const auto& [name, value] : response.headers) lines.append(name).append(": ").append(value).append("\r\n");
        if (buffer != with_nonce(expected, nonce.value()) || lines != buffer) return false;
    }
    return true;
}

template <class Work>
void on_all_threads(const Work& work) {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < thread_count; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

void shared_sets() {
    const sh::FrozenHeaders frozen{sh::presets::strict().set(sh::CustomHeader{"X-A", sh::runtime{"from a file"}})};
    const sh::SecureCookie cookie{"__Host-a", {.max_age = std::chrono::hours{1}}};
    const std::string of_baked{baked.view().block()}, of_frozen{frozen.view().block()}, line = cookie.header("v");
    std::atomic<int> wrong = 0;
    on_all_threads([&](std::size_t) {
        if (!deliver(baked, of_baked, 500) || !deliver(frozen, of_frozen, 500)) ++wrong;
        for (int i = 0; i < 500; ++i)
            if (cookie.header("v") != line) ++wrong;
    });
    report("16 threads deliver one baked and one run-time set, and make one cookie", wrong == 0);
}

void make_nonces(NonceText* out, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const sh::Nonce nonce = sh::Nonce::generate();
        std::memcpy(out[i].data(), nonce.value().data(), out[i].size());
    }
}

void nonces(std::size_t count) {
    const std::size_t share = count / thread_count;
    std::vector<NonceText> all(share * thread_count);
    on_all_threads([&](std::size_t i) { make_nonces(all.data() + i * share, share); });
    std::sort(all.begin(), all.end());
    report("a million nonces from 16 threads are all different", std::adjacent_find(all.begin(), all.end()) == all.end());
}

/// What a generator with state in the program gets wrong: parent and child go on with the same.
void across_a_fork() {
    constexpr std::size_t count = 1000;
    std::vector<NonceText> all(3 * count);
    make_nonces(all.data(), count);
    int ends[2];
    if (pipe(ends) != 0) return report("a fork", false);
    const pid_t child = fork();
    if (child == 0) {
        std::vector<NonceText> own(count);
        make_nonces(own.data(), count);
        const std::size_t size = count * sizeof(NonceText);
        std::size_t sent = 0;
        while (sent < size) {
            const ssize_t step = write(ends[1], own[0].data() + sent, size - sent);
            if (step <= 0) _exit(1);
            sent += static_cast<std::size_t>(step);
        }
        _exit(0);
    }
    make_nonces(all.data() + count, count);
    close(ends[1]);
    char* const rest = all[2 * count].data();
    std::size_t got = 0;
    for (ssize_t step = 1; step > 0; got += static_cast<std::size_t>(step))
        step = std::max<ssize_t>(read(ends[0], rest + got, count * sizeof(NonceText) - got), 0);
    int status = 1;
    waitpid(child, &status, 0);
    std::sort(all.begin(), all.end());
    report("parent and child of a fork make different nonces",
           status == 0 && got == count * sizeof(NonceText) && std::adjacent_find(all.begin(), all.end()) == all.end());
}

}  // namespace

int main() {
    std::setvbuf(stdout, nullptr, _IONBF, 0);  // else the child prints what the parent had not yet
    across_a_fork();
    shared_sets();
    nonces(1'000'000);
    across_a_fork();
    std::printf("%d passed, %d failed, 0 skipped\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
