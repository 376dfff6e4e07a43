// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/adapter/cookie.hpp>
#include <secure_headers/adapter/cookie_lines.hpp>
#include <secure_headers/adapter/harden_cookies.hpp>
#include <secure_headers/adapter/response_adapter.hpp>
#include <secure_headers/bake.hpp>
#include <secure_headers/delivery.hpp>
#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/header_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace secure_headers {

namespace detail {

/// Stores whose names can be listed.
template <class Response>
concept ListedAdapter = requires(Response& response) {
    ResponseAdapter<Response>::for_each_name(response, AnyValue{});
};

/// Stores that can be asked for all names of a set at once, at a lower price than one by one.
template <class Response>
concept AskedAdapter = requires(Response& response, const HeaderView& view) {
    { ResponseAdapter<Response>::has_name_of(response, view) } -> std::same_as<bool>;
};

/// Stores with one value for each name to which a field that is not there is cheaper to send than to replace.
template <class Response>
concept InsertingAdapter = KeyedAdapter<Response> && requires(Response& response, std::string_view text) {
    ResponseAdapter<Response>::insert(response, text, text);
};

/// Stores whose own way to replace a field is no dearer than to send one that is not there.
template <class Response>
concept ReplacingAdapter = (MultiAdapter<Response> &&
                            requires(Response & response, std::string_view text) {
                                ResponseAdapter<Response>::set(response, text, text);
                            }) ||
                           (KeyedAdapter<Response> && ListedAdapter<Response> && !InsertingAdapter<Response>);

/// Cookies that a store has apart go with the field of their name.
template <class Response>
[[gnu::noinline]] void remove_cookies(Response& response, std::string_view name) {
    if (iequals(name, "Set-Cookie")) detail::erase_cookie_if(response, AnyValue{});
}

template <MultiAdapter Response>
void deliver_field(Response& response, const HeaderField& field) {
    using Adapter = ResponseAdapter<Response>;
    bool present = false;
    switch (field.mode) {
        case Mode::set:
            if constexpr (ReplacingAdapter<Response>) return Adapter::set(response, field.name, field.value);
            Adapter::erase_if(response, field.name, AnyValue{});
            break;
        case Mode::set_default:
            Adapter::erase_if(response, field.name, [&](std::string_view) { return present = true, false; });
            break;
        case Mode::add:  // once, however often the set is delivered
            Adapter::erase_if(response, field.name, [&](std::string_view value) { return value == field.value; });
            break;
        case Mode::remove:
            if constexpr (CookieErasingAdapter<Response>) detail::remove_cookies(response, field.name);
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
    switch (field.mode) {
        case Mode::set:
            return Adapter::replace(response, field.name, field.value);
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
            if constexpr (CookieErasingAdapter<Response>) detail::remove_cookies(response, field.name);
            return Adapter::remove(response, field.name);
    }
}

template <FieldFunction Function>
void deliver_field(Function& function, const HeaderField& field) {
    function(field.mode, field.name, field.value);
}

/// Knows which fields of a set a response has already, after one pass over it, but for those that a store sets whether
/// it has them or not; of the rest, all modes but `remove` are one `append`.
class Present {
public:
    template <class Response>
    Present(Response& response, const HeaderView& view) {
        if constexpr (ListedAdapter<Response>) {
            const auto look_for = [&](std::string_view name) {
                if (view.parts().names.may_have(name)) find<ReplacingAdapter<Response>>(name, view);
            };
            ResponseAdapter<Response>::for_each_name(response, look_for);
            if constexpr (CookieErasingAdapter<Response>) look_for("Set-Cookie");  // which may not be among the names
        } else if constexpr (AskedAdapter<Response>) {
            if (ResponseAdapter<Response>::has_name_of(response, view)) fields_ = ~fields_;
        } else {
            fields_ = ~fields_;
        }
    }

    bool any() const { return fields_ != 0; }
    bool may_have(std::size_t field) const { return (fields_ >> field % counted & 1U) != 0; }

private:
    static constexpr std::size_t counted = 64;

    template <bool SetNeedsNone>
    void find(std::string_view name, const HeaderView& view) {
        const HeaderView::Parts& parts = view.parts();
        for (std::size_t i = 0; i < parts.field_count; ++i) {
            const FrozenField& field = parts.fields[i];
            if (field.name_size == name.size() && !(SetNeedsNone && field.mode() == Mode::set) &&
                iequals({parts.bytes + field.name, name.size()}, name))
                fields_ |= std::uint64_t{1} << i % counted;
        }
    }

    std::uint64_t fields_ = 0;
};

/// Out of the way of `deliver`, where a field then stays in registers; no views, which g++ would keep in memory for it.
template <class Response>
[[gnu::noinline]] void deliver_present(Response& response, const char* name, std::size_t name_size, const char* value,
                                       std::size_t value_size, Mode mode) {
    detail::deliver_field(response, HeaderField{{name, name_size}, {value, value_size}, mode});
}

/// Sends fields that are not there or are replaced, one by one.
template <class Response>
struct OneByOne {
    Response& response;
    [[gnu::always_inline]] void append(std::string_view name, std::string_view value) {
        using Adapter = ResponseAdapter<Response>;
        if constexpr (InsertingAdapter<Response>)
            Adapter::insert(response, name, value);
        else if constexpr (!ReplacingAdapter<Response>)
            Adapter::append(response, name, value);
        else if constexpr (KeyedAdapter<Response>)
            Adapter::replace(response, name, value);
        else
            Adapter::set(response, name, value);
    }
};

/// Stores to which a field that is not there is no dearer to send than to set.
template <class Response>
concept AppendingAdapter = MultiAdapter<Response> || InsertingAdapter<Response> || ReplacingAdapter<Response>;

/// Stores that take the fields of a delivery from one copy of the block.
template <class Response>
concept BatchAdapter = Adapted<Response> &&
    requires(typename ResponseAdapter<Response>::Batch batch, std::string_view text) {
    { batch.bytes() } -> std::same_as<char*>;
    batch.append(text, text);
    batch.finish();
};

/// Sends each field to what is there already, or by `absent.append`.
template <class Response, class Absent>
struct PresentDelivery {
    Response& response;
    const FrozenField* first;
    const Present present;
    Absent& absent;

    [[gnu::always_inline]] void operator()(const HeaderField& field, const FrozenField& frozen) const {
        if (present.may_have(static_cast<std::size_t>(&frozen - first)) || field.mode == Mode::add)
            detail::deliver_present(response, field.name.data(), field.name.size(), field.value.data(),
                                    field.value.size(), field.mode);
        else if (field.mode != Mode::remove)
            absent.append(field.name, field.value);
    }
};

/// The same to a response that has none of the set's fields, which is known before the first one is sent.
template <class Response, class Absent>
struct AbsentDelivery {
    static constexpr bool skips_removed = true;
    Response& response;
    Absent& absent;

    [[gnu::always_inline]] void operator()(const HeaderField& field, const FrozenField&) const {
        if (field.mode == Mode::add)  // another one of its name may have been sent
            detail::deliver_present(response, field.name.data(), field.name.size(), field.value.data(),
                                    field.value.size(), field.mode);
        else
            absent.append(field.name, field.value);
    }
};

template <BatchAdapter Response>
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    const Present present{response, view};
    using Batch = typename ResponseAdapter<Response>::Batch;
    const Block block = block_of(view, delivery);
    Batch batch{response, view, block.size, present.any()};
    const FrozenField* const first = view.parts().fields;
    if (present.any())
        for_each_copied(batch.bytes(), block, view, delivery,
                        PresentDelivery<Response, Batch>{response, first, present, batch});
    else
        for_each_copied(batch.bytes(), block, view, delivery, AbsentDelivery<Response, Batch>{response, batch});
    batch.finish();
}

/// Delivers a set of which it is known what is there.
template <AppendingAdapter Response>
void deliver_beside(Response& response, const HeaderView& view, const Delivery& delivery, const Present& present) {
    const FrozenField* const first = view.parts().fields;
    OneByOne<Response> fields{response};
    if (present.any())
        for_each_frozen(view, delivery, PresentDelivery<Response, OneByOne<Response>>{response, first, present, fields});
    else
        for_each_frozen(view, delivery, AbsentDelivery<Response, OneByOne<Response>>{response, fields});
}

template <AppendingAdapter Response>
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) requires(!BatchAdapter<Response>) {
    check_delivery(view, delivery);
    detail::deliver_beside(response, view, delivery, Present{response, view});
}

/// Inlined wherever a field is visited, since a call for each shows beside what a framework takes to set one.
template <class Response>
struct FieldDelivery {
    Response& response;
    [[gnu::always_inline]] void operator()(const HeaderField& field, const FrozenField&) const {
        detail::deliver_field(response, field);
    }
};

/// Sends a field of a baked set to a response that has none of them: all but the scheme is known while compiling.
template <class Make, std::size_t field, class Response>
[[gnu::always_inline]] inline void deliver_baked(Response& response, const Delivery& delivery) {
    constexpr FrozenTexts texts{baked<Make>.parts().bytes};
    constexpr FrozenField frozen = baked<Make>.parts().fields[field];
    constexpr bool same_value = frozen.https_only() || frozen.values[0].size == frozen.values[1].size;
    if constexpr (frozen.mode() != Mode::remove) {
        if (frozen.https_only() && !delivery.https) return;
        OneByOne<Response> fields{response};
        const AbsentDelivery<Response, OneByOne<Response>> visit{response, fields};
        constexpr HeaderField over_https = texts.field(frozen, 0, frozen.mode());
        if (same_value || delivery.https) return visit(over_https, frozen);
        constexpr HeaderField plain = texts.field(frozen, 1, frozen.mode());
        visit(plain, frozen);
    }
}

/// The same as `deliver`, by calls with constants where that is worth it: frameworks make strings of literals faster
/// than of texts whose length they ask for.
template <class Make, AppendingAdapter Response>
void deliver_baked(Response& response, const Delivery& delivery) requires(!BatchAdapter<Response>) {
    constexpr std::size_t size = baked<Make>.size(), most_unrolled = 32;
    if constexpr (size > most_unrolled || baked<Make>.needs_nonce()) {
        detail::deliver(response, baked<Make>, delivery);
    } else {
        const Present present{response, baked<Make>};
        if (present.any()) return detail::deliver_beside(response, baked<Make>, delivery, present);
        [&]<std::size_t... field>(std::index_sequence<field...>) {
            (detail::deliver_baked<Make, field>(response, delivery), ...);
        }
        (std::make_index_sequence<size>{});
    }
}

template <Adapted Response>
void deliver(Response& response, const HeaderView& view, const Delivery& delivery) {
    check_delivery(view, delivery);
    for_each_frozen(view, delivery, FieldDelivery<Response>{response});
}

/// Inlined, since a call of its own takes a sixth of the time in which 900 bytes are copied.
template <ByteBuffer Buffer>
[[gnu::always_inline]] inline void append_block(Buffer& buffer, const Block& block, const Delivery& delivery) {
    detail::check_line_ended(buffer);
    const std::size_t before = buffer.size();
    if constexpr (requires { buffer.append(block.bytes, block.size); }) {
        buffer.append(block.bytes, block.size);
    } else if constexpr (requires { buffer.insert(buffer.end(), buffer.begin(), buffer.end()); }) {
        using Byte = std::remove_pointer_t<decltype(buffer.data())>;
        const auto* const bytes = static_cast<const Byte*>(static_cast<const void*>(block.bytes));
        buffer.insert(buffer.end(), bytes, bytes + block.size);
    } else {
        buffer.resize(before + block.size);
        copy_text(detail::bytes_of(buffer) + before, {block.bytes, block.size});
    }
    put_nonces(detail::bytes_of(buffer) + before, block, delivery);
}

/// The same of a baked set, of which the blocks are constants.
template <class Make, ByteBuffer Buffer>
[[gnu::always_inline]] inline void append_baked(Buffer& buffer, const Delivery& delivery) {
    check_delivery(baked<Make>, delivery);
    constexpr const HeaderView::Parts& parts = baked<Make>.parts();
    detail::append_block(buffer, delivery.https ? parts.blocks[0] : parts.blocks[1], delivery);
}

}  // namespace detail

/// Delivers a set to a framework's response, where a second time changes nothing more; or appends its header lines to a
/// buffer of bytes, once, without a look at what is there. Refuses a set with nonces where `delivery` has none, and a
/// buffer whose last line has no end or is the empty one that ends a head, before the response is touched.
template <class Response>
[[gnu::always_inline]] inline void set_headers(Response&& response, const HeaderView& view,
                                               const Delivery& delivery = {}) {
    auto& target = detail::target_of(response);
    using Target = std::remove_reference_t<decltype(target)>;
    static_assert(detail::Deliverable<Target> || !detail::Deliverable<std::remove_const_t<Target>>,
                  "secure_headers: the response is const, so that no header can be set on it");
    static_assert(detail::Deliverable<std::remove_const_t<Target>>,
                  "secure_headers: no safe way to set headers on this response is known. Include "
                  "secure_headers/adapter/<framework>.hpp, pass a function (Mode, name, value), or "
                  "specialise ResponseAdapter.");
    if constexpr (detail::Adapted<Target>) {
        detail::deliver(target, view, delivery);
    } else if constexpr (detail::ByteBuffer<Target>) {
        detail::check_delivery(view, delivery);
        detail::append_block(target, detail::block_of(view, delivery), delivery);
    }
}

/// The same for what shows a frozen set, even a preset, which could be taken for one that is not frozen.
template <class Response, class Form>
[[gnu::always_inline]] inline void set_headers(Response&& response, const FrozenForm<Form>& frozen,
                                               const Delivery& delivery = {}) {
    secure_headers::set_headers(response, static_cast<const Form&>(frozen).view(), delivery);
}

/// The same for a baked set, of which the fields are constants.
template <class Response, class Make>
[[gnu::always_inline]] inline void set_headers(Response&& response, const BakedHeaders<Make>& baked,
                                               const Delivery& delivery = {}) {
    using Target = std::remove_reference_t<decltype(detail::target_of(response))>;
    if constexpr (detail::AppendingAdapter<Target> && !detail::BatchAdapter<Target>)
        detail::deliver_baked<Make>(detail::target_of(response), delivery);
    else if constexpr (detail::ByteBuffer<Target> && !detail::Adapted<Target>)
        detail::append_baked<Make>(detail::target_of(response), delivery);
    else
        secure_headers::set_headers(response, baked.view(), delivery);
}

/// The same for a set that is not frozen yet, which costs the freezing; outside of examples, freeze once.
template <class Response>
void set_headers(Response&& response, const SecureHeaders& composed, const Delivery& delivery = {}) {
    secure_headers::set_headers(response, FrozenHeaders{composed}, delivery);
}

}  // namespace secure_headers
