// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace secure_headers {

// Our constants are `"..."sv`, which knows its size: that of another literal each includer's compiler would count.
using std::string_view_literals::operator""sv;

}  // namespace secure_headers
