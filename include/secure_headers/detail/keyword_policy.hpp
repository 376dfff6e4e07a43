// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/header_policy.hpp>

#include <string_view>

namespace secure_headers::detail {

/// What policies share whose value is one of a closed set of words.
template <class Policy>
class KeywordPolicy {
public:
    constexpr void write_to(FieldWriter& out) const { out.append(value_); }

protected:
    constexpr explicit KeywordPolicy(std::string_view value) : value_{value} {}

    std::string_view value_;
};

}  // namespace secure_headers::detail
