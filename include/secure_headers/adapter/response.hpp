// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/delivery.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/header_view.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace secure_headers {

namespace detail {

/// Sends a field that the response has not; where its own way to replace one is cheaper than to append one, by that.
template <MultiAdapter Response>
void send_absent(Response& response, const HeaderField& field) {
    if constexpr (requires { ResponseAdapter<Response>::set(response, field.name, field.value); })
        ResponseAdapter<Response>::set(response, field.name, field.value);
    else
        ResponseAdapter<Response>::append(response, field.name, field.value);
}

template <MultiAdapter Response>
void deliver_field(Response& response, const HeaderField& field) {
    using Adapter = ResponseAdapter<Response>;
    bool present = false;
    switch (field.mode) {
        case Mode::set:
            Adapter::erase_if(response, field.name, AnyValue{});
            return send_absent(response, field);
        case Mode::set_default:
            Adapter::erase_if(response, field.name, [&](std::string_view) { return present = true, false; });
            break;
        case Mode::add:  // once, however often the set is delivered
            Adapter::erase_if(response, field.name, [&](std::string_view value) { return value == field.value; });
            break;
        case Mode::remove:
            Adapter::erase_if(response, field.name, AnyValue{});
            return;
    }
    if (!present) Adapter::append(response, field.name, field.value);
}

/// A list may be written as one field: several values of a name are joined with commas. RFC 9110, section 5.3.
inline bool has_member(std::string_view list, std::string_view value) {
    for (std::size_t at = list.find(value); at != std::string_view::npos; at = list.find(value, at + 1)) {
        const bool begins = at == 0 || list.substr(0, at).ends_with(", ");
        const std::string_view after = list.substr(at + value.size());
        if (begins && (after.empty() || after.starts_with(", "))) return true;
    }
    return false;
}

template <KeyedAdapter Response>
[[gnu::always_inline]] inline void deliver_field(Response& response, const HeaderField& field) {
    using Adapter = ResponseAdapter<Response>;
    if (field.mode == Mode::set) return Adapter::replace(response, field.name, field.value);
    switch (field.mode) {
        case Mode::set:
            return;
        case Mode::set_default:
            if (!Adapter::find(response, field.name)) Adapter::replace(response, field.name, field.value);
            return;
        case Mode::add: {
            std::optional<std::string> list = Adapter::find(response, field.name);
            if (!list) return Adapter::replace(response, field.name, field.value);
            if (!has_member(*list, field.value))
                Adapter::replace(response, field.name, list->append(", ").append(field.value));
            return;
        }
        case Mode::remove:
            return Adapter::remove(response, field.name);
    }
}

template <FieldFunction Function>
void deliver_field(Function& function, const HeaderField& field) {
    function(field.mode, field.name, field.value);
}

/// Knows which fields of a set a response has already, after one pass over it; of the rest, all modes but `remove` are
/// one `append`.
class Present {
public:
    template <class Response>
    Present(Response& response, const HeaderView& view) {
        if constexpr (requires { ResponseAdapter<Response>::for_each_name(response, AnyValue{}); })
            ResponseAdapter<Response>::for_each_name(response, [&](std::string_view name) { find(name, view); });
        else
            fields_ = ~fields_;
    }

    bool may_have(std::ptrdiff_t field) const { return field >= counted || (fields_ >> field & 1U) != 0; }

private:
    static constexpr std::ptrdiff_t counted = 64;

    void find(std::string_view name, const HeaderView& view) {
        const HeaderView::Parts& parts = view.parts();
        const FrozenField* const end = parts.fields + parts.field_count;
        std::uint64_t bit = 1;
        for (const FrozenField* field = parts.fields; field != end; ++field, bit <<= 1)
            if (field->name_size == name.size() && iequals({parts.bytes + field->name, name.size()}, name))
                fields_ |= bit;
    }

    std::uint64_t fields_ = 0;
};

template <MultiAdapter Response>
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    const Present present{response, view};
    for_each_frozen(view, delivery, [&](const HeaderField& field, const FrozenField& frozen) {
        if (present.may_have(&frozen - view.parts().fields) || field.mode == Mode::add)
            deliver_field(response, field);
        else if (field.mode != Mode::remove)
            send_absent(response, field);
    });
}

template <KeyedAdapter Response>
requires requires(Response& response, std::string_view text) {
    ResponseAdapter<Response>::insert(response, text, text);
}
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    const Present present{response, view};
    for_each_frozen(view, delivery, [&](const HeaderField& field, const FrozenField& frozen) {
        if (present.may_have(&frozen - view.parts().fields) || field.mode == Mode::add)
            deliver_field(response, field);
        else if (field.mode != Mode::remove)
            ResponseAdapter<Response>::insert(response, field.name, field.value);
    });
}

/// Inlined wherever a field is visited, since a call for each shows beside what a framework takes to set one.
template <class Response>
struct FieldDelivery {
    Response& response;
    [[gnu::always_inline]] void operator()(const HeaderField& field, const FrozenField&) const {
        deliver_field(response, field);
    }
};

template <Adapted Response>
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    for_each_frozen(view, delivery, FieldDelivery<Response>{response});
}

template <ByteBuffer Buffer>
void append_block(Buffer& buffer, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    const Block block = block_of(view, delivery);
    const std::size_t before = buffer.size();
    if constexpr (requires { buffer.append(block.bytes, block.size); })
        buffer.append(block.bytes, block.size);
    else
        buffer.insert(buffer.end(), block.bytes, block.bytes + block.size);
    put_nonces(buffer.data() + before, block, delivery);
}

}  // namespace detail

/// Delivers a set to a framework's response, or appends its header lines to a buffer of bytes; applied twice it changes
/// nothing more. Refuses a set with nonces where `delivery` has none, before the response is touched.
template <class Response>
void set_headers(Response&& response, const HeaderView& view, const Delivery& delivery = {}) {
    auto& target = detail::unwrap(response);
    using Target = std::remove_cvref_t<decltype(target)>;
    static_assert(detail::Deliverable<Target>,
                  "secure_headers: no safe way to set headers on this response is known. Include "
                  "secure_headers/adapter/<framework>.hpp, pass a function (Mode, name, value), or "
                  "specialise ResponseAdapter.");
    if constexpr (detail::Adapted<Target>) {
        detail::deliver(target, view, delivery);
    } else if constexpr (detail::ByteBuffer<Target>) {
        detail::append_block(target, view, delivery);
    }
}

/// The same for a set that is not frozen yet, which costs the freezing; outside of examples, freeze once.
template <class Response>
void set_headers(Response&& response, const SecureHeaders& composed, const Delivery& delivery = {}) {
    set_headers(response, FrozenHeaders{composed}.view(), delivery);
}

}  // namespace secure_headers
