// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/list.hpp>
#include <secure_headers/detail/parts.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/policy/server.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What Server tells of the software: products, each perhaps with a version, and comments. RFC 9110, section 10.2.4.
struct Server {
    struct Product {
        detail::Part name{};
        detail::Part version{};  ///< Empty if it has none.
    };
    detail::List<Product> products{};
    detail::List<detail::Part> comments{};  ///< With their parentheses.
    detail::List<Problem> problems{};
};

namespace server_detail {

/// Where a comment ends, or npos: comments nest, and a backslash takes the next byte along.
constexpr std::size_t comment_end(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '(')
            ++depth;
        else if (text[at] == ')' && --depth == 0)
            return at + 1;
    }
    return std::string_view::npos;
}

constexpr void read_product(Server& result, const detail::Part& part) {
    const std::size_t slash = part.text.find('/');
    const std::string_view name = part.text.substr(0, slash);
    Server::Product product{{name, part.offset}, {}};
    if (slash != std::string_view::npos) product.version = {part.text.substr(slash + 1), part.offset + slash + 1};
    if (!detail::is_token(name) || (slash != std::string_view::npos && !detail::is_token(product.version.text)))
        result.problems.push_back({"a product is a token, perhaps with / and a version", part.offset, part.text});
    else
        result.products.push_back(product);
}

}  // namespace server_detail

/// Reads a field's value; the text must outlive the result.
constexpr Server server(std::string_view value) {
    Server result;
    for (std::size_t at = 0; at < value.size();) {
        if (value[at] == ' ' || value[at] == '\t') {
            ++at;
            continue;
        }
        const bool comment = value[at] == '(';
        const std::size_t end = comment ? server_detail::comment_end(value, at) : value.find_first_of(" \t(", at);
        const bool to_end = end == std::string_view::npos;
        const detail::Part part{value.substr(at, to_end ? end : end - at), at};
        if (comment && to_end) result.problems.push_back({"a comment without its )", part.offset, part.text});
        if (comment)
            result.comments.push_back(part);
        else
            server_detail::read_product(result, part);
        at = part.offset + part.text.size();
    }
    return result;
}

/// The policy object that says the same: one product without a version has one.
constexpr std::optional<secure_headers::Server> to_policy(const Server& parsed) {
    const bool plain = parsed.problems.empty() && parsed.comments.empty() && parsed.products.size() == 1;
    if (!plain || !parsed.products[0].version.text.empty()) return std::nullopt;
    const std::string_view name = parsed.products[0].name.text;
    if (ServerProduct::has_version(name)) return std::nullopt;
    return secure_headers::Server{ServerProduct{runtime{name}}};
}

}  // namespace secure_headers::parse
