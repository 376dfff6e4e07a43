// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/name_index.hpp>
#include <secure_headers/detail/structured_field.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/endpoint_name.hpp>
#include <secure_headers/header_policy.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace secure_headers::detail {

/// A structured dictionary whose members may name the endpoint for their reports. RFC 9651, section 3.2.
class Dictionary {
public:
    /// Refuses a key that is there already.
    constexpr void insert(std::string_view field, std::string_view key, Text value) {
        if (find(key) != members_.size()) refuse(field, key, "is in the policy already; remove it to replace it");
        members_.push_back({Text{key}, std::move(value), {}});
    }

    constexpr bool has(std::string_view key) { return find(key) != members_.size(); }

    /// Puts a member in, or gives the one that is there another value.
    constexpr void replace(std::string_view key, Text value) {
        const std::size_t place = find(key);
        if (place == members_.size())
            members_.push_back({Text{key}, std::move(value), {}});
        else
            members_[place].value = std::move(value);
    }

    /// Takes what is checked already, and of a key that is not there yet.
    constexpr void append(Text key, Text value, Text endpoint) {
        members_.push_back({std::move(key), std::move(value), std::move(endpoint)});
    }

    /// Refuses a key that is not there.
    constexpr void report_to(std::string_view field, std::string_view key, std::string_view endpoint) {
        const std::size_t place = find(key);
        if (place == members_.size()) refuse(field, key, "is not in the policy; put it in before its report_to");
        members_[place].endpoint = Text{endpoint};
    }

    constexpr void remove(std::string_view key) {
        const std::size_t place = find(key);
        if (place == members_.size()) return;
        members_.erase(place);
        keys_.forget();
    }

    constexpr void write_to(FieldWriter& out, std::string_view field) const {
        for (const Member& member : members_) {
            if (!out.value().empty()) out.append(", ");
            sf::key(out, field, member.key);
            out.append(member.value);
            if (!member.endpoint.empty()) sf::write_report_to(out, field, member.endpoint);
        }
    }

private:
    struct Member {
        Text key{};
        Text value{};  ///< With its `=`, or empty for one that is true.
        Text endpoint{};
    };

    constexpr std::size_t find(std::string_view key) {
        return keys_.find(key, members_.size(), [this](std::size_t place) { return members_[place].key.view(); });
    }

    List<Member> members_{};
    NameIndex keys_{};  // which have no letters of upper case
};

}  // namespace secure_headers::detail
