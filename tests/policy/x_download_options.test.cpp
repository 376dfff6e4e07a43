// SPDX-License-Identifier: MIT
#include <secure_headers/policy/x_download_options.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <type_traits>

using secure_headers::XDownloadOptions;

// A closed set: nobody else makes one.
static_assert(XDownloadOptions::name == "X-Download-Options");
static_assert(!std::is_constructible_v<XDownloadOptions, const char*> &&
              !std::is_default_constructible_v<XDownloadOptions>);

TEST_CASE("X-Download-Options is one of the words that browsers know") {
    CHECK(written(XDownloadOptions::noopen) == "noopen");
}
