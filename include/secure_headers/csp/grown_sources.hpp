// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/csp/directive.hpp>
#include <secure_headers/csp/source_rules.hpp>
#include <secure_headers/detail/hash_key.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/places.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::csp::detail {

/// Finds sources in a directive's value that grows, at a cost that does not grow with it: a short one is looked
/// through, of a long one only what was added since is read.
class GrownSources {
public:
    constexpr GrownSources() = default;
    constexpr explicit GrownSources(Directive directive) : directive_{directive} {}

    constexpr Directive directive() const { return directive_; }

    static constexpr bool is_long(std::string_view value) { return value.size() >= 1024; }

    /// Reads what the value has that it did not have before; returns what its sources are together.
    constexpr Together read(std::string_view value) {
        if (!is_long(value)) return together_of(value);
        while (begin_ < value.size()) {
            const std::string_view source = token_at(value, begin_);
            insert(value, source);
            together_.add(source);
            begin_ += source.size() + 1;
        }
        return together_;
    }

    /// Whether the value that was read last has the source, which may be written in another case.
    constexpr bool has(std::string_view value, std::string_view source) const {
        if (is_long(value)) return slots_[slot_of(hash_of(source), value, source)].place != 0;
        Tokens tokens{value};
        for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next())
            if (is_same(directive_, token, source)) return true;
        return false;
    }

private:
    static constexpr std::string_view token_at(std::string_view value, std::size_t begin) {
        return value.substr(begin, value.find(' ', begin) - begin);
    }

    constexpr std::uint64_t hash_of(std::string_view source) const {
        return key_.hash(source, !has_case(directive_, source));
    }

    /// Where the source is, or would go.
    constexpr std::size_t slot_of(std::uint64_t hash, std::string_view value, std::string_view source) const {
        return secure_headers::detail::find_slot(slots_.data(), slots_.size() - 1, hash, [&](std::size_t begin) {
            return is_same(directive_, token_at(value, begin), source);
        });
    }

    constexpr void insert(std::string_view value, std::string_view source) {
        secure_headers::detail::make_room(slots_, count_, 128);
        const std::uint64_t hash = hash_of(source);
        slots_[slot_of(hash, value, source)] = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(begin_) + 1};
        ++count_;
    }

    Directive directive_{};
    secure_headers::detail::List<secure_headers::detail::PlaceSlot> slots_{};  ///< Where the sources begin.
    std::size_t begin_ = 0;  ///< Of the first source that has not been read.
    std::size_t count_ = 0;
    Together together_{};
    secure_headers::detail::HashKey key_{};
};

/// The sources of directives that have grown long. A copy has read none of them yet: most are not added to.
class GrownDirectives {
public:
    constexpr GrownDirectives() = default;
    constexpr GrownDirectives(const GrownDirectives&) {}
    constexpr GrownDirectives(GrownDirectives&&) noexcept = default;
    constexpr GrownDirectives& operator=(const GrownDirectives&) = delete;
    constexpr GrownDirectives& operator=(GrownDirectives&&) noexcept = default;
    constexpr ~GrownDirectives() = default;

    constexpr GrownSources& of(Directive directive) {
        for (GrownSources& each : grown_)
            if (each.directive() == directive) return each;
        grown_.push_back(GrownSources{directive});
        return grown_[grown_.size() - 1];
    }

    /// To be called where the value changes otherwise than by what is added.
    constexpr void forget(Directive directive) {
        for (std::size_t i = 0; i < grown_.size(); ++i)
            if (grown_[i].directive() == directive) return grown_.erase(i);
    }

private:
    secure_headers::detail::List<GrownSources> grown_{};
};

}  // namespace secure_headers::csp::detail
