// SPDX-License-Identifier: MIT
// What <windows.h> and its like define, as any of our headers may come behind them; those of the standard library,
// which have their own ways about it, come before.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cerrno>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#if defined(__linux__)
#include <sys/random.h>
#endif

#include <nlohmann/json.hpp>

#include "catch.hpp"

#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define small char
#define hyper __int64
#define near
#define far
#define interface struct
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define BOOL int
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define DELETE (0x00010000L)
#define STRICT 1
#define NO_DATA 11004
#define NO_ERROR 0L
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define ABSOLUTE 1
#define RELATIVE 2
#define TRANSPARENT 1
#define OPAQUE 2
#define ALTERNATE 1
#define SECURITY_STATIC_TRACKING (FALSE)
#define THIS_ this,
#define CALLBACK
#define PASCAL
#define cdecl
#define pascal
#define CreateFile CreateFileW
#define GetMessage GetMessageW
#define SendMessage SendMessageW
#define Yield()
// What Qt defines.
#define slots
#define signals public
#define emit
#define foreach
#define forever for (;;)
// What X11 and glibc define.
#define None 0L
#define Bool int
#define Status int
#define Success 0
#define Always 2
#define True 1
#define False 0
#define unix 1
#define linux 1
#define major(device) (device)
#define minor(device) (device)

#include <secure_headers/adapter/https.hpp>
#include <secure_headers/adapter/response.hpp>
#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/csp_evaluator.hpp>
#include <secure_headers/audit/hstspreload.hpp>
#include <secure_headers/audit/observatory.hpp>
#include <secure_headers/csp/algebra.hpp>
#include <secure_headers/parse/access_control.hpp>
#include <secure_headers/parse/cache_control.hpp>
#include <secure_headers/parse/clear_site_data.hpp>
#include <secure_headers/parse/content_security_policy.hpp>
#include <secure_headers/parse/cross_origin_embedder_policy.hpp>
#include <secure_headers/parse/cross_origin_opener_policy.hpp>
#include <secure_headers/parse/cross_origin_resource_policy.hpp>
#include <secure_headers/parse/directive.hpp>
#include <secure_headers/parse/document_policy.hpp>
#include <secure_headers/parse/expect_ct.hpp>
#include <secure_headers/parse/expires.hpp>
#include <secure_headers/parse/feature_policy.hpp>
#include <secure_headers/parse/integrity_policy.hpp>
#include <secure_headers/parse/json.hpp>
#include <secure_headers/parse/keyword.hpp>
#include <secure_headers/parse/nel.hpp>
#include <secure_headers/parse/origin_agent_cluster.hpp>
#include <secure_headers/parse/permissions_policy.hpp>
#include <secure_headers/parse/pragma.hpp>
#include <secure_headers/parse/problem.hpp>
#include <secure_headers/parse/public_key_pins.hpp>
#include <secure_headers/parse/referrer_policy.hpp>
#include <secure_headers/parse/report_to.hpp>
#include <secure_headers/parse/reportable.hpp>
#include <secure_headers/parse/reporting_endpoints.hpp>
#include <secure_headers/parse/server.hpp>
#include <secure_headers/parse/set_cookie.hpp>
#include <secure_headers/parse/strict_transport_security.hpp>
#include <secure_headers/parse/structured.hpp>
#include <secure_headers/parse/timing_allow_origin.hpp>
#include <secure_headers/parse/x_content_type_options.hpp>
#include <secure_headers/parse/x_dns_prefetch_control.hpp>
#include <secure_headers/parse/x_download_options.hpp>
#include <secure_headers/parse/x_frame_options.hpp>
#include <secure_headers/parse/x_permitted_cross_domain_policies.hpp>
#include <secure_headers/parse/x_robots_tag.hpp>
#include <secure_headers/parse/x_xss_protection.hpp>
#include <secure_headers/report/log_line.hpp>
#include <secure_headers/report/noise.hpp>
#include <secure_headers/report/parse.hpp>
#include <secure_headers/report/violation_report.hpp>
#include <secure_headers/secure_headers.hpp>

namespace sh = secure_headers;

constexpr auto headers = sh::bake([] { return sh::SecureHeaders{}.set(sh::presets::strict_content_security_policy()); });
static_assert(sh::audit(headers).worst() < sh::Severity::medium);

TEST_CASE("The macros of <windows.h> change nothing") {
    std::string response;
    sh::set_headers(response, headers, {.https = true, .nonce = sh::Nonce::generate()});
    sh::set_cookie(response, sh::SecureCookie{"a", {.max_age = std::chrono::hours{1}}}, "b");
    CHECK(response.ends_with("\r\nSet-Cookie: a=b; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax\r\n"));
}
