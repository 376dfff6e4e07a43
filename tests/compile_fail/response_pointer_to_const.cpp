// only error: the response is const, so that no header can be set on it
// SPDX-License-Identifier: MIT
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/policy/x_frame_options.hpp>

#include <memory>
#include <string>

namespace sh = secure_headers;

#ifdef MISTAKE
using Buffer = std::shared_ptr<const std::string>;
#else
using Buffer = std::shared_ptr<std::string>;
#endif

void answer(const Buffer& response) {
    sh::set_headers(response, sh::SecureHeaders::empty().set(sh::XFrameOptions::deny));
}
