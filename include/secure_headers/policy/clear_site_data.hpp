// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/items.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace secure_headers {

/// Makes browsers delete what they keep of the site; for the response that logs a user out. Clear Site Data, section 3.1.
class ClearSiteData {
public:
    static constexpr std::string_view name = "Clear-Site-Data"sv;

    enum Type : unsigned char {
        cache = 1,  // not 0, which {} is
        cookies,    ///< Of the whole registrable domain.
        storage,
        execution_contexts,
        client_hints,
        prefetch_cache,
        prerender_cache,
        all,  ///< `"*"`, which stands alone.
    };

    /// Refuses none, the same twice, `all` beside others, and a number that is none of theirs.
    constexpr ClearSiteData(std::initializer_list<Type> types) : ClearSiteData(detail::Items<Type>{types}) {}
    constexpr explicit ClearSiteData(detail::Items<Type> types) {
        if (types.size() == 0) detail::refuse("Clear-Site-Data: needs a type");
        for (const Type type : types) {
            if (type < cache || type > all)
                detail::refuse("Clear-Site-Data: no type has this number; write ClearSiteData::cookies, say");
            if (type == all && types.size() > 1) detail::refuse("Clear-Site-Data: all stands alone");
            for (std::size_t i = 0; i < count_; ++i)
                if (types_[i] == type) detail::refuse("Clear-Site-Data: has the same type twice");
            types_[count_++] = type;
        }
    }

    constexpr void write_to(FieldWriter& out) const {
        for (std::size_t i = 0; i < count_; ++i)
            out.append(i == 0 ? "\"" : ",\"").append(words[types_[i] - cache]).append("\"");
    }

private:
    static constexpr std::array<std::string_view, 8> words{"cache"sv,          "cookies"sv,
                                                           "storage"sv,        "executionContexts"sv,
                                                           "clientHints"sv,    "prefetchCache"sv,
                                                           "prerenderCache"sv, "*"sv};

    std::array<Type, words.size()> types_{};
    std::size_t count_ = 0;
};

}  // namespace secure_headers
