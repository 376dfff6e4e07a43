// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/invalid_header.hpp>

#include <string>

/// What a user sees of a refusal.
template <class Attempt>
std::string refusal(Attempt attempt) {
    try {
        static_cast<void>(attempt());
    } catch (const secure_headers::InvalidHeader& error) {
        return error.what();
    }
    return "accepted";
}
