// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/nonce.hpp>

#include <httplib.h>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace demo {

inline constexpr char session_name[] = "__Host-session";

/// Who is logged in, by numbers that nobody can guess.
class Sessions {
public:
    std::string begin() {
        std::string id{secure_headers::Nonce::generate().value()};
        const std::lock_guard lock{mutex_};
        ids_.insert(id);
        return id;
    }
    bool has(const std::string& id) const {
        const std::lock_guard lock{mutex_};
        return ids_.count(id) != 0;
    }
    void end(const std::string& id) {
        const std::lock_guard lock{mutex_};
        ids_.erase(id);
    }

private:
    mutable std::mutex mutex_{};
    std::set<std::string> ids_{};
};

/// The session that a request names, or nothing.
inline std::string session_of(const httplib::Request& request) {
    const std::string cookies = "; " + request.get_header_value("Cookie");
    const std::string wanted = std::string{"; "} + session_name + '=';
    const std::size_t at = cookies.find(wanted);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + wanted.size();
    return cookies.substr(begin, cookies.find(';', begin) - begin);
}

}  // namespace demo
