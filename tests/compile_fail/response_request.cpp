// only error: this is the request; headers and cookies are set on the response
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <map>
#include <string>

namespace sh = secure_headers;

struct Message {
    std::string method;
#ifndef MISTAKE
    int status_code = 200;
#endif
    std::multimap<std::string, std::string> headers;
};

void answer(Message* message) { sh::set_headers(message, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)); }
