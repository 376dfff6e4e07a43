// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace secure_headers::detail {

/// The number that a part of an address stands for, decimal, octal or hexadecimal; over 32 bits if it is none.
constexpr std::uint64_t ipv4_part(std::string_view part) {
    constexpr std::uint64_t none = std::uint64_t{1} << 33U;
    if (part.empty()) return none;
    const bool hexadecimal = istarts_with(part, "0x");
    const bool octal = !hexadecimal && part.size() > 1 && part.front() == '0';
    part.remove_prefix(hexadecimal ? 2 : octal ? 1 : 0);
    const std::uint64_t base = hexadecimal ? 16 : octal ? 8 : 10;
    std::uint64_t number = 0;
    for (const char c : part) {
        if (!is_hex(c)) return none;
        const std::uint64_t digit = hex_value(c);
        if (digit >= base || (number = number * base + digit) >= none) return none;
    }
    return number;
}

/// The address that a host spells in any way that browsers take, such as 127.1 or 0x7f000001; over 32 bits if it is
/// none. URL Standard, section 3.5.
constexpr std::uint64_t ipv4_address(std::string_view host) {
    constexpr std::uint64_t none = std::uint64_t{1} << 33U;
    if (host.ends_with('.')) host.remove_suffix(1);
    std::uint64_t address = 0;
    for (unsigned bits = 32; bits != 0; bits -= 8) {
        const std::size_t dot = host.find('.');
        const std::uint64_t number = ipv4_part(host.substr(0, dot));
        if (dot == std::string_view::npos) return number < std::uint64_t{1} << bits ? address | number : none;
        if (number > 255) return none;
        address |= number << (bits - 8);
        host.remove_prefix(dot + 1);
    }
    return none;
}

constexpr bool is_ipv4(std::string_view host) { return ipv4_address(host) < std::uint64_t{1} << 32U; }

/// Whether URL parsers take the host for an IPv4 address, which it then has to be. URL Standard, section 3.5.
constexpr bool ends_in_number(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    const std::string_view label = host.substr(host.rfind('.') + 1);
    if (!label.empty() && decimal_digits.holds(label)) return true;
    if (!istarts_with(label, "0x")) return false;
    for (const char c : label.substr(2))
        if (!is_hex(c)) return false;
    return true;
}

/// True for four numbers to 255 without leading zeros, as Go reads addresses.
constexpr bool is_dotted_quad(std::string_view host) {
    for (int part = 1; part <= 4; ++part) {
        const std::size_t dot = host.find('.');
        const std::string_view number = host.substr(0, dot);
        const bool is_decimal = decimal_digits.holds(number) && (number.size() == 1 || !number.starts_with('0'));
        if (!is_decimal || ipv4_part(number) > 255 || (dot == std::string_view::npos) != (part == 4)) return false;
        host.remove_prefix(part == 4 ? host.size() : dot + 1);
    }
    return true;
}

}  // namespace secure_headers::detail
