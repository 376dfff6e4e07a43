// SPDX-License-Identifier: MIT
#include <secure_headers/policy/clear_site_data.hpp>

#include "catch.hpp"
#include "written.hpp"

#include <string_view>
#include <type_traits>

using secure_headers::ClearSiteData;

namespace {

constexpr bool writes(const ClearSiteData& policy, std::string_view expected) {
    secure_headers::FieldWriter out;
    policy.write_to(out);
    return out.value() == expected;
}

constexpr ClearSiteData log_out{{ClearSiteData::cache, ClearSiteData::cookies, ClearSiteData::storage}};

}  // namespace

static_assert(ClearSiteData::name == "Clear-Site-Data");
static_assert(!std::is_constructible_v<ClearSiteData, const char*> && !std::is_default_constructible_v<ClearSiteData>);
static_assert(log_out == ClearSiteData{ClearSiteData::cache, ClearSiteData::cookies, ClearSiteData::storage});
static_assert(log_out != ClearSiteData{ClearSiteData::cache});
static_assert(writes(log_out, R"("cache","cookies","storage")"));
static_assert(writes(ClearSiteData{ClearSiteData::all}, R"("*")"));

TEST_CASE("Clear-Site-Data writes each type in its quotes") {
    CHECK(written(log_out) == R"("cache","cookies","storage")");
    CHECK(written(ClearSiteData{ClearSiteData::cache}) == R"("cache")");
    CHECK(written(ClearSiteData{ClearSiteData::cookies}) == R"("cookies")");
    CHECK(written(ClearSiteData{ClearSiteData::storage}) == R"("storage")");
    CHECK(written(ClearSiteData{ClearSiteData::execution_contexts}) == R"("executionContexts")");
    CHECK(written(ClearSiteData{ClearSiteData::client_hints}) == R"("clientHints")");
    CHECK(written(ClearSiteData{ClearSiteData::prefetch_cache}) == R"("prefetchCache")");
    CHECK(written(ClearSiteData{ClearSiteData::prerender_cache}) == R"("prerenderCache")");
    CHECK(written(ClearSiteData{ClearSiteData::all}) == R"("*")");
    CHECK(written(ClearSiteData{{ClearSiteData::prerender_cache, ClearSiteData::prefetch_cache,
                                 ClearSiteData::client_hints, ClearSiteData::execution_contexts, ClearSiteData::storage,
                                 ClearSiteData::cookies, ClearSiteData::cache}}) ==
          R"("prerenderCache","prefetchCache","clientHints","executionContexts","storage","cookies","cache")");
}

TEST_CASE("Clear-Site-Data refuses a list that says nothing, or a thing twice") {
    CHECK_THROWS_WITH(ClearSiteData(std::initializer_list<ClearSiteData::Type>{}), "Clear-Site-Data: needs a type");
    for (const unsigned number : {0U, 9U, 42U, 255U})
        CHECK_THROWS_WITH((ClearSiteData{{ClearSiteData::cache, static_cast<ClearSiteData::Type>(number)}}),
                          "Clear-Site-Data: no type has this number; write ClearSiteData::cookies, say");
    CHECK_THROWS_WITH((ClearSiteData{{ClearSiteData::cache, ClearSiteData::cache}}),
                      "Clear-Site-Data: has the same type twice");
    CHECK_THROWS_WITH((ClearSiteData{{ClearSiteData::cache, ClearSiteData::all}}), "Clear-Site-Data: all stands alone");
    CHECK_THROWS_WITH((ClearSiteData{{ClearSiteData::all, ClearSiteData::cache}}), "Clear-Site-Data: all stands alone");
}
