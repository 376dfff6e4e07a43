// only error: secure_headers: no safe way to set headers on this response is known
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <map>
#include <string>

namespace sh = secure_headers;

struct Response {
#ifdef MISTAKE
    std::map<std::string, std::string> headers;  // a second Set-Cookie would vanish in it
#else
    std::multimap<std::string, std::string> headers;
#endif
};

void answer(Response& response) { sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)); }
