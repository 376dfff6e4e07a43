// only error: secure_headers: no safe way to set headers on this response is known
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <list>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;

using Field = std::pair<const std::string, std::string>;
struct Response {
#ifdef MISTAKE
    std::vector<Field> headers;  // which could not close the gap of an erased field
#else
    std::list<Field> headers;
#endif
};

void answer(Response& response) { sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny)); }
