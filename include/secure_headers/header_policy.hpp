// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/decimal.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/invalid_header.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

/// Says what delivery does with a header that the response may already have.
enum class Mode : unsigned char {
    set,          ///< Replaces all fields of that name.
    set_default,  ///< Keeps what the response has, else sends ours.
    add,          ///< Sends one field more.
    remove,       ///< Takes all fields of that name out.
};

/// Stands where a response's nonce is patched in: as long as one, and no base64, so that it can never pass for one.
inline constexpr std::string_view nonce_placeholder = "{nonce-of-each-response}"sv;

/// Collects a field's value, and what delivery and the cross-checks must know of it.
class FieldWriter {
public:
    /// What is noted about a range of the value, or of `names()` where it is about an endpoint or group.
    struct Mark {
        enum Kind : unsigned char { nonce, https_only, uses_endpoint, declares_endpoint, uses_group, declares_group };
        Kind kind = nonce;
        std::size_t begin = 0;
        std::size_t end = 0;
        bool operator==(const Mark&) const = default;
    };

    constexpr FieldWriter() = default;
    constexpr FieldWriter(const FieldWriter&) = default;
    constexpr FieldWriter(FieldWriter&&) noexcept = default;
    /// Copies all before it gives anything up.
    constexpr FieldWriter& operator=(const FieldWriter& other) { return *this = FieldWriter{other}; }
    constexpr FieldWriter& operator=(FieldWriter&&) noexcept = default;
    constexpr ~FieldWriter() = default;

    /// Writes text of the value.
    constexpr FieldWriter& append(std::string_view text) {
        value_.append(text);
        return *this;
    }

    /// Writes a number in decimal.
    constexpr FieldWriter& append_number(std::uint64_t number) { return append(detail::Decimal{number}.text()); }

    /// Writes what another writer, or this one, has collected.
    constexpr FieldWriter& append(const FieldWriter& other) {
        const std::size_t count = other.marks_.size();
        for (std::size_t i = 0; i < count; ++i) {
            const Mark mark = other.marks_[i];
            const std::size_t shift = mark.kind <= Mark::https_only ? value_.size() : names_.size();
            marks_.push_back({mark.kind, mark.begin + shift, mark.end + shift});
        }
        names_.append(other.names_);
        return append(other.value());
    }

    /// Leaves a place for the nonce of the response.
    constexpr FieldWriter& append_nonce() {
        marks_.push_back({Mark::nonce, value_.size(), value_.size() + nonce_placeholder.size()});
        return append(nonce_placeholder);
    }

    /// Writes a part that is only sent over HTTPS; a value that is one such part makes the whole field so.
    constexpr FieldWriter& append_https_only(std::string_view text) {
        if (!marks_.empty() && continues(marks_[marks_.size() - 1]))
            marks_[marks_.size() - 1].end += text.size();
        else
            marks_.push_back({Mark::https_only, value_.size(), value_.size() + text.size()});
        return append(text);
    }

    /// Makes the whole field, as written so far, one that is only sent over HTTPS.
    constexpr FieldWriter& make_https_only() {
        for (std::size_t i = marks_.size(); i-- > 0;)
            if (marks_[i].kind == Mark::https_only) marks_.erase(i);
        marks_.push_back({Mark::https_only, 0, value_.size()});
        return *this;
    }

    /// Notes that reports go to an endpoint that Reporting-Endpoints must declare.
    constexpr FieldWriter& uses_endpoint(std::string_view name) { return note(Mark::uses_endpoint, name); }
    /// Notes that it declares an endpoint for reports.
    constexpr FieldWriter& declares_endpoint(std::string_view name) { return note(Mark::declares_endpoint, name); }

    /// Notes that reports go to a group that the legacy Report-To must declare.
    constexpr FieldWriter& uses_group(std::string_view name) { return note(Mark::uses_group, name); }
    /// Notes that it declares a group for reports.
    constexpr FieldWriter& declares_group(std::string_view name) { return note(Mark::declares_group, name); }

    /// What is written so far.
    constexpr std::string_view value() const { return value_; }
    constexpr std::string_view names() const { return names_; }
    constexpr const detail::List<Mark>& marks() const { return marks_; }

    /// True if there is nothing left to send over plain HTTP.
    constexpr bool is_https_only() const {
        for (const Mark& mark : marks_)
            if (mark.kind == Mark::https_only && mark.begin == 0 && mark.end == value_.size()) return true;
        return false;
    }

    bool operator==(const FieldWriter&) const = default;

private:
    constexpr bool continues(const Mark& mark) const {
        return mark.kind == Mark::https_only && mark.end == value_.size();
    }

    constexpr FieldWriter& note(Mark::Kind kind, std::string_view name) {
        marks_.push_back({kind, names_.size(), names_.size() + name.size()});
        names_.append(name);
        return *this;
    }

    detail::Text value_{};
    detail::Text names_{};
    detail::List<Mark> marks_{};
};

namespace detail {

/// What a parser of outside text has checked, for a policy to take over.
struct Checked {
    FieldWriter written{};
};

}  // namespace detail

/// What the set takes: a header's name and a way to write its value. Own types can be one.
template <class T>
concept HeaderPolicy = requires(const T& policy, FieldWriter& out) {
    { policy.name } -> std::convertible_to<std::string_view>;
    policy.write_to(out);
};

/// Compares policies by what they send; those of other namespaces with `using secure_headers::operator==;`.
template <HeaderPolicy Policy>
constexpr bool operator==(const Policy& a, const Policy& b) {
    FieldWriter of_a, of_b;
    a.write_to(of_a);
    b.write_to(of_b);
    return std::string_view{a.name} == std::string_view{b.name} && of_a == of_b;
}

/// A header's name: a literal is checked while compiling. RFC 9110, section 5.1.
class HeaderName {
public:
    template <std::size_t Size>
    consteval HeaderName(const char (&literal)[Size]) : HeaderName{detail::Text::literal(literal)} {}
    template <detail::Unchecked Outside>
    HeaderName(const Outside& text) = delete;  // write runtime{text}, which is checked when run
    constexpr HeaderName(runtime name) : HeaderName{detail::Text{name.text}} {}

    /// Refuses what is no token.
    constexpr explicit HeaderName(detail::Text name) : text_{std::move(name)} {
        if (text_.empty()) detail::refuse("header name: must not be empty");
        if (!detail::is_token(text_)) detail::refuse("header name: takes letters, digits and !#$%&'*+-.^_`|~ only");
    }

    constexpr operator std::string_view() const { return text_; }
    constexpr detail::Text text() && { return std::move(text_); }

private:
    detail::Text text_;
};

}  // namespace secure_headers
