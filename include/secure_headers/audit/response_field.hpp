// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/header_view.hpp>
#include <secure_headers/headers.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace secure_headers {

/// One field of any response, as received.
struct ResponseField {
    std::string_view name{};
    std::string_view value{};
    bool operator==(const ResponseField&) const = default;
};

/// A field of any response: `{name, value}`, or a pair of them as maps have.
template <class T>
concept AuditableField = requires(const T& field) {
    std::string_view{field.name};
    std::string_view{field.value};
}
|| requires(const T& field) {
    std::string_view{field.first};
    std::string_view{field.second};
};

/// Fields of a response: a set of ours, frozen or not, or an array or any range of fields.
template <class T>
concept AuditableResponse = std::convertible_to<const T&, HeaderView> || requires(const T& fields) {
    std::end(fields);
    { *std::begin(fields) } -> AuditableField;
};

namespace detail {

/// The fields of a response, whatever range they came as: views of what the range keeps, else copies.
class ResponseFields {
public:
    /// Takes a set or preset of ours, frozen or not, less what is not sent; a list of structs with `name` and `value`; or a map.
    template <AuditableResponse Range>
    constexpr ResponseFields(const Range& fields, bool https) {
        if constexpr (std::convertible_to<const Range&, HeaderView>) {
            for (const HeaderField field : HeaderView{fields}) add<false>(field, https);
        } else {
            constexpr bool makes_each = !std::is_reference_v<decltype(*std::begin(fields))>;
            if constexpr (requires { std::size(fields); }) fields_.reserve(static_cast<std::size_t>(std::size(fields)));
            for (const auto& field : fields) add<makes_each>(field, https);
        }
    }

    constexpr const ResponseField* begin() const { return fields_.begin(); }
    constexpr const ResponseField* end() const { return fields_.end(); }

    constexpr std::size_t size() const { return fields_.size(); }

    /// Calls `visit(value)` for each field of that name, in order.
    template <class Visit>
    constexpr void for_each(std::string_view name, Visit visit) const {
        for (const ResponseField& field : fields_)
            if (iequals(field.name, name)) visit(field.value);
    }

    /// How many fields of a name there are, and what the first one says.
    struct Values {
        std::string_view first{};
        std::size_t count = 0;
    };
    constexpr Values values(std::string_view name) const {
        Values found;
        for_each(name, [&found](std::string_view value) {
            if (found.count++ == 0) found.first = value;
        });
        return found;
    }

    /// The first value of that name; empty if there is none.
    constexpr std::string_view first(std::string_view name) const {
        for (const ResponseField& field : fields_)
            if (iequals(field.name, name)) return field.value;
        return {};
    }

private:
    template <bool is_temporary, class Field>
    constexpr void add(const Field& field, bool https) {
        if constexpr (requires {
                          field.https_only;
                          field.mode;
                      }) {
            if (field.mode == Mode::remove || (field.https_only && !https)) return;
        }
        if constexpr (requires { field.name; })
            fields_.push_back({kept<is_temporary, decltype(field.name)>(field.name),
                               kept<is_temporary, decltype(field.value)>(field.value)});
        else
            fields_.push_back({kept<is_temporary, decltype(field.first)>(field.first),
                               kept<is_temporary, decltype(field.second)>(field.second)});
    }

    /// A text of a field that the range makes anew is gone with it, unless it is a view or a reference. (g++ 12 with
    /// -fsanitize=undefined compares no address in an inline variable, such as a preset, with null while compiling,
    /// which std::string_view::find does.)
    template <bool is_temporary, class T>
    constexpr std::string_view kept(const auto& text) {
        constexpr bool stays =
            !is_temporary || std::is_reference_v<T> || std::is_pointer_v<T> || std::same_as<T, std::string_view>;
        if (stays && !std::is_constant_evaluated()) return std::string_view{text};
        copies_.push_back(Text{std::string_view{text}});
        return copies_[copies_.size() - 1];
    }

    List<ResponseField> fields_{};
    List<Text> copies_{};
};

}  // namespace detail
}  // namespace secure_headers
