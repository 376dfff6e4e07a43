// SPDX-License-Identifier: MIT
#pragma once

/// The files of vectors/sf that are about reading, without what all of their names have in common.
inline constexpr const char* parsing_vectors[]{
    "binary",
    "boolean",
    "date",
    "dictionary",
    "display-string",
    "examples",
    "item",
    "key-generated",
    "large-generated",
    "list",
    "listlist",
    "number",
    "number-generated",
    "param-dict",
    "param-list",
    "param-listlist",
    "string",
    "string-generated",
    "token",
    "token-generated",
};
