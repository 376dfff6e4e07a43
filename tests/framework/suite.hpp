// SPDX-License-Identifier: MIT
// What the questions of the suite share: how a response is described in a few words.
#pragma once

#include "framework/client.hpp"
#include "framework/server.hpp"
#include "framework/site.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace suite {

namespace sh = secure_headers;

/// A folder with the file that /files/style.css shows.
inline std::string files() {
    const auto folder = std::filesystem::temp_directory_path() / "secure_headers_files";
    std::filesystem::create_directories(folder);
    if (!exists(folder / "style.css")) std::ofstream{folder / "style.css"} << "body { color: black }\n";
    return folder.string();
}

inline Server start(const std::string& https = "from_connection") { return Server{{https, files()}}; }

inline Server start_without_nonce(const std::string& https) { return Server{{https, files(), "without_nonce"}}; }

/// All of a name's lines as one list, in the order of the alphabet: frameworks keep them in an order of their own, and
/// those with one line for each name write a list.
inline std::string list(const client::Response& response, std::string_view name) {
    std::vector<std::string> members;
    for (std::string line : response.values(name)) {
        for (auto comma = line.find(", "); comma != std::string::npos; comma = line.find(", ")) {
            members.push_back(line.substr(0, comma));
            line.erase(0, comma + 2);
        }
        members.push_back(line);
    }
    std::sort(members.begin(), members.end());
    std::string joined;
    for (const std::string& member : members) joined += (joined.empty() ? "" : ", ") + member;
    return joined;
}

/// The nonce in a text, after `before`; empty if there is none.
inline std::string nonce_after(std::string_view before, const std::string& text) {
    const auto at = text.find(before);
    return at == std::string::npos ? "" : text.substr(at + before.size(), sh::nonce_placeholder.size());
}
inline std::string header_nonce(const client::Response& response) {
    return nonce_after("'nonce-", response.first("Content-Security-Policy"));
}
inline std::string page_nonce(const client::Response& response) { return nonce_after("nonce=\"", response.body); }

constexpr sh::detail::CharSet nonce_characters = sh::detail::alphanumeric + sh::detail::CharSet{"+/"};

/// The names of site::headers that the response does not carry as they should be, and whether it carries any.
struct Comparison {
    std::string wrong{};
    bool any = false;
};
inline Comparison compare(const client::Response& response, bool https) {
    Comparison result;
    const auto wrong = [&](std::string_view name) { result.wrong += " " + std::string{name}; };
    const sh::Delivery delivery{.https = https, .nonce = sh::Nonce::generate()};
    const std::string nonce = header_nonce(response);
    if (!nonce_characters.holds(nonce)) wrong("nonce");
    sh::for_each_field(site::headers, delivery, [&](const sh::HeaderField& field, std::string_view) {
        const auto found = response.values(field.name);
        if (field.mode == sh::Mode::remove) {
            if (!found.empty()) wrong(field.name);
            return;
        }
        std::string expected{field.value};
        if (const auto at = expected.find(delivery.nonce->value()); at != std::string::npos)
            expected.replace(at, nonce.size(), nonce);
        result.any |= !found.empty();
        if (field.mode == sh::Mode::add ? list(response, field.name) != "ours, ours too" : found != std::vector{expected})
            wrong(field.name);
    });
    if (!https && !response.values("Strict-Transport-Security").empty()) wrong("Strict-Transport-Security");
    return result;
}

/// "200, ours", "404, bare" if none of ours is there, "closed" if there was no answer, or what is wrong.
inline std::string describe(const client::Response& response, bool https = false) {
    if (response.status == 0) return "closed";
    const Comparison found = compare(response, https);
    const std::string status = std::to_string(response.status) + ", ";
    if (found.wrong.empty()) return status + "ours";
    return status + (found.any ? "wrong:" + found.wrong : "bare");
}

}  // namespace suite
