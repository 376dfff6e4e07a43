// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/parse/keyword.hpp>
#include <secure_headers/policy/x_download_options.hpp>

#include <optional>
#include <string_view>

namespace secure_headers::parse {

/// What X-Download-Options says. Not standardised.
struct XDownloadOptions : Keyword {};

/// Reads a field's value; the text must outlive the result.
constexpr XDownloadOptions x_download_options(std::string_view value) {
    return {keyword_detail::read(value, {"noopen"}, "this is noopen")};
}

/// The policy object that says the same, if nothing is wrong with the text.
constexpr std::optional<secure_headers::XDownloadOptions> to_policy(const XDownloadOptions& parsed) {
    using Policy = secure_headers::XDownloadOptions;
    if (parsed.word == "noopen") return Policy::noopen;
    return std::nullopt;
}

}  // namespace secure_headers::parse
