// only error: no safe way to set headers on this response is known
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sh = secure_headers;

struct Response {
#ifdef MISTAKE
    std::vector<std::pair<std::string_view, std::string_view>> headers;  // which would outlive what they show
#else
    std::vector<std::pair<std::string, std::string>> headers;
#endif
};

void answer(Response& response) { sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)); }
