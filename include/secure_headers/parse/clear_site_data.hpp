// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/clear_site_data.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Clear-Site-Data says; the quotes are part of each type. Clear Site Data, section 4.1.
struct ClearSiteData {
    detail::List<secure_headers::ClearSiteData::Type> types{};  ///< Each once, in order.
    detail::List<Problem> problems{};

    /// True if data of that type is cleared.
    constexpr bool has(secure_headers::ClearSiteData::Type type) const {
        for (const auto known : types)
            if (known == type) return true;
        return false;
    }
};

/// Reads a field's value as browsers do; the text must outlive the result.
constexpr ClearSiteData clear_site_data(std::string_view value) {
    using Type = secure_headers::ClearSiteData::Type;
    constexpr std::string_view words[]{"\"cache\"",          "\"cookies\"",
                                       "\"storage\"",        "\"executionContexts\"",
                                       "\"clientHints\"",    "\"prefetchCache\"",
                                       "\"prerenderCache\"", "\"*\""};
    ClearSiteData result;
    detail::Parts parts{value, ','};
    for (detail::Part part; parts.next(part);) {
        std::size_t place = 0;
        while (place < std::size(words) && words[place] != part.text) ++place;
        const Type type = static_cast<Type>(place + Type::cache);
        if (place == std::size(words))
            result.problems.push_back({"browsers know no such type; the quotes are part of it", part.offset, part.text});
        else if (result.has(type))
            result.problems.push_back({"the type is there twice", part.offset, part.text, Problem::repeated});
        else
            result.types.push_back(type);
    }
    return result;
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::ClearSiteData> to_policy(const ClearSiteData& parsed) {
    const bool all_beside_others = parsed.has(secure_headers::ClearSiteData::all) && parsed.types.size() > 1;
    if (!parsed.problems.empty() || parsed.types.empty() || all_beside_others) return std::nullopt;
    return secure_headers::ClearSiteData(parsed.types);
}

}  // namespace secure_headers::parse
