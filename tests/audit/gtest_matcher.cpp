// SPDX-License-Identifier: MIT
// A program of its own: GoogleTest's main. Its tests show what the matcher says of what is wrong, too.
#include <secure_headers/audit/gtest.hpp>

#include <secure_headers/presets.hpp>

#if __has_include(<gmock/gmock.h>)
#include <gmock/gmock.h>
#endif
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sh = secure_headers;
using sh::secure;
using sh::Severity;

namespace {

struct Response {  // as that of cpp-httplib
    int status = 200;
    std::multimap<std::string, std::string> headers{};
};

const std::vector<std::pair<std::string, std::string>> bad{{"Content-Security-Policy",
                                                            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
                                                           {"Strict-Transport-Security", "max-age=x"}};

constexpr const char* told =
    "\n  high hsts-invalid, Strict-Transport-Security: x\n"
    "    Browsers ignore the header because it is not well formed, so they may come back over plain HTTP.\n"
    "    Fix: headers.set(sh::StrictTransportSecurity{});"
    "  // once each subdomain speaks HTTPS; a short max-age tries it first";

}  // namespace

TEST(IsSecure, TakesOurSetsRangesOfFieldsAndResponses) {
    EXPECT_TRUE(sh::is_secure(sh::SecureHeaders{}, Severity::medium));
    EXPECT_FALSE(sh::is_secure(bad, Severity::high));
    EXPECT_TRUE(sh::is_secure(bad, Severity::critical));
    EXPECT_FALSE(sh::is_secure(Response{200, {bad.begin(), bad.end()}}, Severity::high));
}

TEST(IsSecure, SaysWhatItFound) {
    EXPECT_EQ(sh::is_secure(bad, Severity::high).message(),
              std::string{"the response should have no finding of severity high or worse, but it has"} + told);
}

TEST(IsSecure, SaysWhereThereIsNoResponse) {
    const std::unique_ptr<Response> null;
    EXPECT_FALSE(sh::is_secure(null));
    EXPECT_FALSE(sh::is_secure(null.get()));
    EXPECT_FALSE(sh::is_secure(std::shared_ptr<Response>{}));
    EXPECT_EQ(sh::is_secure(std::optional<Response>{}).message(),
              std::string{"the response should have no finding of severity medium or worse, but there is no response"});
    const testing::Matcher<const std::unique_ptr<Response>&> matcher = secure(Severity::high);
    testing::StringMatchResultListener listener;
    EXPECT_FALSE(matcher.MatchAndExplain(null, &listener));
    EXPECT_EQ(listener.str(), "which is no response");
}

TEST(Secure, MatchesAndExplains) {
    const testing::Matcher<const Response&> matcher = secure(Severity::high);
    testing::StringMatchResultListener listener;
    EXPECT_FALSE(matcher.MatchAndExplain(Response{200, {bad.begin(), bad.end()}}, &listener));
    EXPECT_EQ(listener.str(), std::string{"which has"} + told);
    EXPECT_EQ(testing::DescribeMatcher<const Response&>(matcher), "has no finding of severity high or worse");
}

TEST(Secure, PrintsSets) {
    const sh::SecureHeaders set = sh::SecureHeaders::empty().set(sh::XFrameOptions::deny).remove("Server");
    EXPECT_EQ(testing::PrintToString(set), "\n  X-Frame-Options: DENY\n  Server is removed");
    EXPECT_EQ(testing::PrintToString(sh::FrozenHeaders{set}), testing::PrintToString(set));
    EXPECT_EQ(testing::PrintToString(sh::HeaderView{sh::presets::log_out}).find("\n  Clear-Site-Data: "), 0U);
}

#if defined(EXPECT_THAT)
TEST(Secure, IsAMatcherOfGoogleMock) {
    EXPECT_THAT(sh::SecureHeaders{}, secure(Severity::medium));
    EXPECT_THAT(bad, testing::Not(secure(Severity::high)));
}
#endif
