// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>

namespace secure_headers {

/// One field of any response, as received.
struct ResponseField {
    std::string_view name{};
    std::string_view value{};
    bool operator==(const ResponseField&) const = default;
};

namespace detail {

/// The fields of a response, whatever range they came as.
class ResponseFields {
public:
    /// Takes a set of ours, frozen or not, less what is not sent; a list of structs with `name` and `value`; or a map.
    template <class Range>
    constexpr ResponseFields(const Range& fields, bool https) {
        if constexpr (requires { fields.view().block(); }) {
            for (const auto& field : fields.view()) add(field, https);
        } else {
            for (const auto& field : fields) add(field, https);
        }
    }

    constexpr const ResponseField* begin() const { return fields_.begin(); }
    constexpr const ResponseField* end() const { return fields_.end(); }

    /// The values of that name in order.
    constexpr List<std::string_view> values(std::string_view name) const {
        List<std::string_view> found;
        for (const ResponseField& field : fields_)
            if (iequals(field.name, name)) found.push_back(field.value);
        return found;
    }

    /// The first value of that name; empty if there is none.
    constexpr std::string_view first(std::string_view name) const {
        for (const ResponseField& field : fields_)
            if (iequals(field.name, name)) return field.value;
        return {};
    }

private:
    template <class Field>
    constexpr void add(const Field& field, bool https) {
        if constexpr (requires { field.mode; }) {
            if (field.mode == Mode::remove || (field.https_only && !https)) return;
        }
        if constexpr (requires { field.name; })
            fields_.push_back({field.name, field.value});
        else
            fields_.push_back({field.first, field.second});
    }

    List<ResponseField> fields_{};
};

}  // namespace detail
}  // namespace secure_headers
