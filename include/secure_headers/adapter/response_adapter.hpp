// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/header_policy.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace secure_headers {

/// Compares names of headers, for an adapter of one's own: without regard to case. RFC 9110, section 5.1.
constexpr bool same_name(std::string_view a, std::string_view b) { return detail::iequals(a, b); }

/// Teaches the library a response type: specialise it with static functions of one of two tiers.
///
/// A store that may hold several fields of a name (names compare without case):
///     void append(Response&, std::string_view name, std::string_view value);   // one field more
///     std::size_t erase_if(Response&, std::string_view name, auto&& predicate);  // erases values it is true for
/// and, optional, for speed:
///     void for_each_name(Response&, auto&& visit);  // what is not there need not be erased
///     bool has_name_of(Response&, const HeaderView&);  // where none can be listed: whether one of the set's is there
///     void set(Response&, std::string_view name, std::string_view value);  // erases all of the name and appends
/// A store with one value for each name:
///     std::optional<std::string> find(Response&, std::string_view name);
///     void replace(Response&, std::string_view name, std::string_view value);
///     void remove(Response&, std::string_view name);
/// and, optional, for speed:
///     void for_each_name(Response&, auto&& visit);  // what is not there need not be looked for
///     void insert(Response&, std::string_view name, std::string_view value);  // of such a name, where replace costs more
/// Of either tier, optional, where texts must end in NUL or are to be kept together: a class for one delivery, which
/// gets the names and values that are not there from its copy of the block:
///     Batch(Response&, const HeaderView&, std::size_t size, bool some_are_there);
///     char* bytes();  // where `size` bytes are copied to
///     void append(std::string_view name, std::string_view value);  // within the bytes, each with NUL behind it
///     void finish();  // all went well
/// and, where Set-Cookie is not an ordinary field of it, for set_cookie and harden_cookies:
///     void append_cookie(Response&, std::string_view cookie_name, std::string_view set_cookie);  // one cookie more
///     std::size_t erase_cookie_if(Response&, auto&& predicate);  // erases Set-Cookie values that it is true for
/// Without erase_cookie_if, append_cookie itself replaces a cookie of that name.
/// Of either tier, optional, for the matchers of audit/catch2.hpp and audit/gtest.hpp:
///     void for_each_field(Response&, auto&& visit);  // visits name and value of each, Set-Cookie among them
///     unsigned status(Response&);
template <class Response>
struct ResponseAdapter;

namespace detail {

struct AnyValue {
    constexpr bool operator()(std::string_view) const { return true; }
};

/// A text that owns its bytes: a view would outlive those of a delivery.
template <class T>
concept OwnText = std::convertible_to<const T&, std::string_view> &&
    std::constructible_from<T, const char*, std::size_t> && !std::is_trivially_copyable_v<T>;

/// Holds pairs of texts and may hold a name twice: a multimap, or a list or vector of pairs.
template <class T>
concept FieldContainer = requires(T& fields) {
    fields.erase(fields.begin());
    requires OwnText<std::remove_cvref_t<decltype(fields.begin()->first)>>;
    requires OwnText<std::remove_cvref_t<decltype(fields.begin()->second)>>;
    // A vector moves what is behind an erased field, unless the name is const; a list does not.
    requires requires {
        fields.emplace_back(std::string{}, std::string{});
        requires !std::random_access_iterator<decltype(fields.begin())> ||
            std::movable<std::iter_value_t<decltype(fields.begin())>>;
    } || requires {
        // A map's emplace returns a pair, and a second Set-Cookie would be lost in it.
        { fields.emplace(std::string{}, std::string{}) } -> std::same_as<decltype(fields.begin())>;
    };
};

/// Such a container, or a response with one that is public and called `headers`.
template <class T>
concept MultiHeaders = FieldContainer<T> || requires(T& response) {
    requires FieldContainer<std::remove_reference_t<decltype((response.headers))>>;
};

template <class T>
auto& fields_of(T& response) {
    if constexpr (FieldContainer<T>)
        return response;
    else
        return response.headers;
}

/// The fields of Boost.Beast, whatever string view they use.
template <class T>
concept BeastFields = requires(T& fields) {
    fields.begin()->name_string();
    fields.begin()->value();
    fields.erase(fields.begin());
    fields.insert(fields.begin()->name_string(), fields.begin()->name_string());
    fields.set(fields.begin()->name_string(), fields.begin()->name_string());
};

/// Bytes that grow, such as std::string, std::vector<std::byte> or fmt::memory_buffer: the header lines are appended as
/// HTTP/1.1 writes them.
template <class T>
concept ByteBuffer = requires(T& buffer, std::size_t size) {
    requires std::same_as<decltype(buffer.data()), char*> || std::same_as<decltype(buffer.data()), unsigned char*> ||
        std::same_as<decltype(buffer.data()), std::byte*>;
    { buffer.size() } -> std::same_as<std::size_t>;
    buffer.resize(size);
};

template <class T>
concept MultiAdapter = requires(T& response, std::string_view text) {
    ResponseAdapter<T>::append(response, text, text);
    { ResponseAdapter<T>::erase_if(response, text, AnyValue{}) } -> std::convertible_to<std::size_t>;
};

template <class T>
concept KeyedAdapter = requires(T& response, std::string_view text) {
    { ResponseAdapter<T>::find(response, text) } -> std::convertible_to<std::optional<std::string>>;
    ResponseAdapter<T>::replace(response, text, text);
    ResponseAdapter<T>::remove(response, text);
};

/// A function that does what the mode says with one field of the caller's own response.
template <class T>
concept FieldFunction =
    std::invocable<T&, Mode, std::string_view, std::string_view> && !MultiAdapter<T> && !KeyedAdapter<T>;

template <class T>
concept Adapted = MultiAdapter<T> || KeyedAdapter<T> || FieldFunction<T>;

template <class T>
concept Deliverable = Adapted<T> || ByteBuffer<T>;

}  // namespace detail

template <detail::MultiHeaders Response>
struct ResponseAdapter<Response> {
    [[gnu::flatten]] static void append(Response& response, std::string_view name, std::string_view value) {
        auto& fields = detail::fields_of(response);
        using Name = std::remove_cvref_t<decltype(fields.begin()->first)>;
        using Value = std::remove_cvref_t<decltype(fields.begin()->second)>;
        if constexpr (requires { fields.emplace_back(Name{}, Value{}); })
            fields.emplace_back(Name{name.data(), name.size()}, Value{value.data(), value.size()});
        else if constexpr (requires { fields.emplace(std::piecewise_construct, std::tuple<>{}, std::tuple<>{}); })
            fields.emplace(std::piecewise_construct, std::forward_as_tuple(name.data(), name.size()),
                           std::forward_as_tuple(value.data(), value.size()));  // the texts where they are to be
        else
            fields.emplace(Name{name.data(), name.size()}, Value{value.data(), value.size()});
    }

    template <class Visit>
    static void for_each_name(Response& response, Visit&& visit) {
        for (const auto& field : detail::fields_of(response)) visit(std::string_view{field.first});
    }

    template <class Predicate>
    static std::size_t erase_if(Response& response, std::string_view name, Predicate&& predicate) {
        auto& fields = detail::fields_of(response);
        std::size_t erased = 0;
        for (auto field = fields.begin(); field != fields.end();) {
            const bool matches = detail::iequals(field->first, name) && predicate(std::string_view{field->second});
            erased += matches ? 1 : 0;
            field = matches ? fields.erase(field) : std::next(field);
        }
        return erased;
    }
};

template <detail::BeastFields Fields>
struct ResponseAdapter<Fields> {
    using View = std::remove_cvref_t<decltype(std::declval<Fields&>().begin()->name_string())>;

    static void append(Fields& fields, std::string_view name, std::string_view value) {
        fields.insert(View{name.data(), name.size()}, View{value.data(), value.size()});
    }

    static void set(Fields& fields, std::string_view name, std::string_view value) {
        fields.set(View{name.data(), name.size()}, View{value.data(), value.size()});
    }

    template <class Visit>
    static void for_each_name(Fields& fields, Visit&& visit) {
        for (const auto& field : fields)
            visit(std::string_view{field.name_string().data(), field.name_string().size()});
    }

    template <class Visit>
    static void for_each_field(const Fields& fields, Visit&& visit) {
        for (const auto& field : fields)
            visit(std::string_view{field.name_string().data(), field.name_string().size()},
                  std::string_view{field.value().data(), field.value().size()});
    }

    static unsigned status(const Fields& response) requires requires { response.result_int(); }
    { return response.result_int(); }

    template <class Predicate>
    static std::size_t erase_if(Fields& fields, std::string_view name, Predicate&& predicate) {
        std::size_t erased = 0;
        for (auto field = fields.begin(); field != fields.end();) {
            const auto found = field->name_string();
            const auto value = field->value();
            const bool matches = detail::iequals({found.data(), found.size()}, name) &&
                                 predicate(std::string_view{value.data(), value.size()});
            erased += matches ? 1 : 0;
            field = matches ? fields.erase(field) : std::next(field);
        }
        return erased;
    }
};

namespace detail {

/// Whether headers could be set on it, if it is const or not.
template <class T>
concept Settable = Deliverable<std::remove_const_t<std::remove_reference_t<T>>>;

template <class T>
concept PointsToDeliverable = !Deliverable<T> && requires(T & pointer) {
    requires Settable<decltype(*pointer)>;
};

template <class T>
concept WrapsDeliverable = !Deliverable<T> && requires(T & wrapper) {
    requires Settable<decltype(wrapper.get())>;
};

/// A status by one of the names that responses give it.
template <class T>
concept HasStatus = requires(const T& message) {
    message.status;
}
|| requires(const T& message) { message.status(); }
|| requires(const T& message) { message.code; }
|| requires(const T& message) { message.code(); }
|| requires(const T& message) { message.result(); }
|| requires(const T& message) { message.getStatus(); }
|| requires(const T& message) { message.status_code; }
|| requires(const T& message) { message.status_code(); }
|| requires(const T& message) { message.statusCode; }
|| requires(const T& message) { message.statusCode(); };

/// A message with a method and without a status, whose fields no browser gets.
template <class T>
concept Request = !HasStatus<T> && (
                                       requires(const T& message) { message.method; } ||
                                       requires(const T& message) { message.method(); } ||
                                       requires(const T& message) { message.getMethod(); });

/// Follows one pointer, smart pointer or reference_wrapper, unless that itself is adapted.
template <class T>
decltype(auto) unwrap(T& response) {
    if constexpr (PointsToDeliverable<T>)
        return (*response);
    else if constexpr (WrapsDeliverable<T>)
        return (response.get());
    else
        return (response);
}

/// The response that is meant, which is no request.
template <class T>
decltype(auto) target_of(T& response) {
    decltype(auto) target = detail::unwrap(response);
    static_assert(!Request<std::remove_reference_t<decltype(target)>>,
                  "secure_headers: this is the request; headers and cookies are set on the response");
    return target;
}

}  // namespace detail
}  // namespace secure_headers
