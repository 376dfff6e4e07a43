// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/name_index.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace presets::detail {
struct Recommended;  // in presets.hpp
}  // namespace presets::detail

/// One field as it is looked up and iterated over; the views live as long as what they were taken from.
struct HeaderField {
    std::string_view name{};
    std::string_view value{};  ///< With `nonce_placeholder` where the nonce goes; empty if the mode is `remove`.
    Mode mode = Mode::set;
    bool https_only = false;
    bool operator==(const HeaderField&) const = default;
};

namespace detail {

/// A field as the set stores it.
struct StoredField {
    Text name{};
    FieldWriter content{};
    Mode mode = Mode::set;

    constexpr HeaderField view() const { return {name, content.value(), mode, content.is_https_only()}; }

    bool operator==(const StoredField&) const = default;
};

/// Visits the fields of a set or of its frozen form in order.
template <class Set>
class FieldIterator {
public:
    using value_type = HeaderField;
    using difference_type = std::ptrdiff_t;

    constexpr FieldIterator() = default;
    constexpr FieldIterator(const Set* set, std::size_t index) : set_{set}, index_{index} {}

    constexpr HeaderField operator*() const { return (*set_)[index_]; }
    constexpr FieldIterator& operator++() {
        ++index_;
        return *this;
    }
    constexpr FieldIterator operator++(int) {
        const FieldIterator before = *this;
        ++index_;
        return before;
    }
    bool operator==(const FieldIterator&) const = default;

private:
    const Set* set_ = nullptr;
    std::size_t index_ = 0;
};

template <class Set>
constexpr std::optional<HeaderField> find_field(const Set& set, std::string_view name) {
    for (std::size_t i = 0; i < set.size(); ++i)
        if (const HeaderField field = set[i]; iequals(field.name, name)) return field;
    return std::nullopt;
}

}  // namespace detail

/// Composes header policies into the ordered fields of a response; names compare without case.
class [[nodiscard]] SecureHeaders {
public:
    /// Starts from `presets::recommended`, whose policies presets.hpp knows.
    template <class Preset = presets::detail::Recommended>
    constexpr SecureHeaders() : SecureHeaders{Preset{}()} {}

    /// Starts from nothing.
    static constexpr SecureHeaders empty() { return SecureHeaders{Nothing{}}; }

    /// Sends the policy in place of what the set or the response has under its name.
    template <HeaderPolicy Policy>
    constexpr SecureHeaders& set(const Policy& policy) & {
        return replace(policy, Mode::set);
    }
    template <HeaderPolicy Policy>
    constexpr SecureHeaders set(const Policy& policy) && {
        return std::move(replace(policy, Mode::set));
    }

    /// Sends the policy unless the response has a field of its name already.
    template <HeaderPolicy Policy>
    constexpr SecureHeaders& set_default(const Policy& policy) & {
        return replace(policy, Mode::set_default);
    }
    template <HeaderPolicy Policy>
    constexpr SecureHeaders set_default(const Policy& policy) && {
        return std::move(replace(policy, Mode::set_default));
    }

    /// Sends the policy in a field of its own beside others of its name, such as a second Content-Security-Policy.
    template <HeaderPolicy Policy>
    constexpr SecureHeaders& add(const Policy& policy) & {
        fields_.push_back(written(policy, Mode::add));
        return *this;
    }
    template <HeaderPolicy Policy>
    constexpr SecureHeaders add(const Policy& policy) && {
        return std::move(add(policy));
    }

    /// Takes the header out of the set, and out of the response when it is delivered.
    constexpr SecureHeaders& remove(HeaderName name) & {
        return replace(detail::StoredField{std::move(name).text(), {}, Mode::remove});
    }
    constexpr SecureHeaders remove(HeaderName name) && { return std::move(remove(std::move(name))); }

    /// Takes the header out of the set, which then leaves the response's own alone; refuses a name that the set does not have.
    constexpr SecureHeaders& omit(const HeaderName& name) & {
        if (!find(name)) detail::refuse(name, "omit needs a header that the set sends or removes");
        erase_from(0, name);
        return *this;
    }
    constexpr SecureHeaders omit(const HeaderName& name) && { return std::move(omit(name)); }

    /// Sends a header of the set over HTTPS only; refuses a name that the set does not send.
    constexpr SecureHeaders& https_only(const HeaderName& name) & {
        bool found = false;
        detail::List<detail::StoredField> changed{fields_};
        for (auto& field : changed) {
            if (field.mode == Mode::remove || !detail::iequals(field.name, name)) continue;
            field.content.make_https_only();
            found = true;
        }
        if (!found) detail::refuse(name, "https_only needs a header that the set sends");
        fields_ = std::move(changed);
        return *this;
    }
    constexpr SecureHeaders https_only(const HeaderName& name) && { return std::move(https_only(name)); }

    /// Composes two sets: what `other` says of a name replaces what this one says, its added fields are added.
    constexpr SecureHeaders& merge(SecureHeaders other) & {
        fields_.reserve_more(other.size());
        for (auto& field : other.fields_) {
            if (field.mode == Mode::add)
                fields_.push_back(std::move(field));
            else
                replace(std::move(field));
        }
        return *this;
    }
    constexpr SecureHeaders merge(SecureHeaders other) && { return std::move(merge(std::move(other))); }

    /// Composes the set with a preset, or what else makes a set when it is called.
    template <class Preset>
    requires requires(const Preset& preset) {
        { preset() } -> std::same_as<SecureHeaders>;
    }
    constexpr SecureHeaders& merge(const Preset& preset) & { return merge(preset()); }
    template <class Preset>
    requires requires(const Preset& preset) {
        { preset() } -> std::same_as<SecureHeaders>;
    }
    constexpr SecureHeaders merge(const Preset& preset) && { return std::move(merge(preset())); }

    /// Lets responses overrule the set: what it would set becomes a default. What it removes stays removed.
    constexpr SecureHeaders& as_defaults() & {
        for (auto& field : fields_)
            if (field.mode == Mode::set) field.mode = Mode::set_default;
        return *this;
    }
    constexpr SecureHeaders as_defaults() && { return std::move(as_defaults()); }

    /// The first field of that name, if there is one.
    constexpr std::optional<HeaderField> find(std::string_view name) const { return detail::find_field(*this, name); }

    /// The fields in order, those to remove among them.
    constexpr std::size_t size() const { return fields_.size(); }
    constexpr HeaderField operator[](std::size_t index) const { return fields_[index].view(); }
    constexpr auto begin() const { return detail::FieldIterator<SecureHeaders>{this, 0}; }
    constexpr auto end() const { return detail::FieldIterator<SecureHeaders>{this, size()}; }

    constexpr bool operator==(const SecureHeaders& other) const { return fields_ == other.fields_; }

    /// What freezing reads; not for users.
    constexpr const detail::List<detail::StoredField>& stored() const { return fields_; }

private:
    struct Nothing {};
    constexpr explicit SecureHeaders(Nothing) {}

    template <HeaderPolicy Policy>
    static constexpr detail::StoredField written(const Policy& policy, Mode mode) {
        detail::StoredField field{name_of(policy), {}, mode};
        policy.write_to(field.content);
        check(field);
        return field;
    }

    /// A name that all policies of a type have is kept as it is, another one copied.
    template <HeaderPolicy Policy>
    static constexpr detail::Text name_of(const Policy& policy) {
        if constexpr (requires { static_cast<const std::string_view*>(&Policy::name); })
            return HeaderName{detail::Text::literal(Policy::name)}.text();
        else
            return HeaderName{detail::Text{policy.name}}.text();
    }

    static constexpr void check(const detail::StoredField& field) {
        const std::string_view value = field.content.value();
        if (detail::iequals(field.name, "Set-Cookie"))
            detail::refuse("Set-Cookie: needs set_cookie, since a response may have many");
        if (value.empty()) detail::refuse(field.name, "must not be empty; remove(name) takes a header out");
        if (!detail::is_field_value(value))
            detail::refuse(field.name, "takes visible ASCII and inner spaces only, no CR, LF or NUL");
        if (!field.content.is_https_only()) check_plain(field);
    }

    /// What plain HTTP sends is a value, too, and its nonces are whole.
    static constexpr void check_plain(const detail::StoredField& field) {
        using Mark = FieldWriter::Mark;
        const std::string_view value = field.content.value();
        detail::Text plain;
        std::size_t sent = 0, marked = 0;
        for (const Mark& mark : field.content.marks()) {
            if (mark.kind > Mark::https_only) continue;
            if (mark.begin < marked)
                detail::refuse(field.name, "mixes a part for HTTPS only with a nonce or another part");
            marked = mark.end;
            if (mark.kind == Mark::nonce) continue;
            plain.append(value.substr(sent, mark.begin - sent));
            sent = mark.end;
        }
        if (sent == 0) return;
        plain.append(value.substr(sent));
        if (!detail::is_field_value(plain))
            detail::refuse(field.name, "leaves no value for plain HTTP; make_https_only() keeps all away");
    }

    template <HeaderPolicy Policy>
    constexpr SecureHeaders& replace(const Policy& policy, Mode mode) {
        return replace(written(policy, mode));
    }

    /// The first field of that name keeps its place, others go.
    constexpr SecureHeaders& replace(detail::StoredField field) {
        const std::size_t place =
            names_.find(field.name, fields_.size(), [this](std::size_t i) { return fields_[i].name.view(); });
        if (place == fields_.size()) {
            fields_.push_back(std::move(field));
            return *this;
        }
        if (names_.may_repeat()) erase_from(place + 1, field.name);
        fields_[place] = std::move(field);
        return *this;
    }

    constexpr void erase_from(std::size_t first, std::string_view name) {
        for (std::size_t i = fields_.size(); i-- > first;) {
            if (!detail::iequals(fields_[i].name, name)) continue;
            fields_.erase(i);
            names_.forget();
        }
    }

    detail::List<detail::StoredField> fields_{};
    detail::NameIndex names_{};
};

}  // namespace secure_headers
