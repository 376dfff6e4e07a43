// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/enum_set.hpp>

#include <cstdint>

namespace secure_headers::csp::detail {

/// What a source is or has, each of which is found out once, where the source is read.
enum class Trait : unsigned char {
    // The keywords, in the order of `keywords`.
    self,
    unsafe_inline,
    unsafe_eval,
    unsafe_hashes,
    strict_dynamic,
    report_sample,
    report_sha256,
    report_sha384,
    report_sha512,
    wasm_unsafe_eval,
    none,
    trusted_types_eval,
    unsafe_allow_redirects,
    unsafe_webtransport_hashes,
    inline_speculation_rules,
    // The schemes of `schemes_of_sources`, in its order, alone or before a host.
    http,
    https,
    ws,
    wss,
    data,
    blob,
    filesystem,
    mediastream,
    // Other kinds than keywords.
    nonce,
    hash,
    scheme,
    host,
    any_host,  ///< A host that is `*`, of whatever scheme, port and path.
    address,   ///< A host that is an IPv4 address which browsers do not match.
    bare,      ///< A host without a dot: perhaps a word that lacks its quotes or its colon.
    query,     ///< A host with a query or fragment.
    unknown,   ///< What browsers skip.
};

using Traits = secure_headers::detail::EnumSet<Trait, std::uint32_t>;

}  // namespace secure_headers::csp::detail
