// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/header_policy.hpp>

#include <utility>

namespace secure_headers::detail {

/// What a report-only header shares: the value of a policy under another name.
template <class Enforced>
class ReportOnly {
public:
    constexpr explicit ReportOnly(Enforced policy) : policy_{std::move(policy)} {}

    constexpr void write_to(FieldWriter& out) const { policy_.write_to(out); }

private:
    Enforced policy_;
};

}  // namespace secure_headers::detail
