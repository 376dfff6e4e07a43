// SPDX-License-Identifier: MIT
#pragma once

#include "examined.hpp"

#include <string>

namespace audit_command {

struct FetchOptions {
    bool insecure = false;  ///< Goes on where the certificate is not valid, and notes why it is not.
    std::string ca{};       ///< A file of certificates that vouch for those of servers; empty takes the system's.
};

/// Fetches the URL and those that it redirects to, ten at most, without their bodies.
Chain fetch(const std::string& url, const FetchOptions& options);

}  // namespace audit_command
