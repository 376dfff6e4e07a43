// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/header_policy.hpp>

#include <string>

/// The value of a policy as it goes out.
template <secure_headers::HeaderPolicy Policy>
std::string written(const Policy& policy) {
    secure_headers::FieldWriter out;
    policy.write_to(out);
    return std::string{out.value()};
}
