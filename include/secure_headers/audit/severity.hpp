// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace secure_headers {

/// How much a finding matters, ascending, so that `report.worst() < Severity::medium` reads as it is meant.
enum class Severity : unsigned char {
    none,      ///< What a report without findings has as its worst.
    info,      ///< Worth knowing; nothing to mend.
    low,       ///< Hardening that is missing, or a header that says more than it needs to.
    medium,    ///< A protection that is weaker than it looks.
    high,      ///< A protection that is missing or does nothing.
    critical,  ///< Others can read or act for the user.
};

/// The severity as a word in lower case.
constexpr std::string_view name_of(Severity severity) {
    constexpr std::string_view names[]{"none", "info", "low", "medium", "high", "critical"};
    return names[static_cast<unsigned>(severity)];
}

}  // namespace secure_headers
