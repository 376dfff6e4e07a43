// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/detail/ascii.hpp>
#include <secure_headers/detail/http_date.hpp>
#include <secure_headers/detail/literals.hpp>
#include <secure_headers/detail/optional.hpp>
#include <secure_headers/detail/optional_time.hpp>
#include <secure_headers/detail/text.hpp>
#include <secure_headers/header_policy.hpp>
#include <secure_headers/invalid_header.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace secure_headers {

namespace detail {

/// Whether a rule of X-Robots-Tag has the name, which then is no crawler's.
constexpr bool is_robots_rule(std::string_view name) {
    for (const std::string_view rule :
         Literals{"all", "index", "follow", "none", "noindex", "nofollow", "nosnippet", "indexifembedded",
                  "notranslate", "noimageindex", "noarchive", "nocache", "max-snippet", "max-image-preview",
                  "max-video-preview", "unavailable_after"})
        if (iequals(name, rule)) return true;
    return false;
}

}  // namespace detail

/// Tells search engines what to index and show; no protection, since only the willing obey. Google's robots meta tag
/// specification.
class XRobotsTag {
public:
    static constexpr std::string_view name = "X-Robots-Tag"sv;

    /// A crawler's name, such as googlebot: a literal is checked while compiling.
    class Bot {
    public:
        constexpr Bot() = default;  ///< All crawlers.
        template <std::size_t Size>
        consteval Bot(const char (&literal)[Size]) : text_{detail::Text::literal(literal)} {
            check({literal, Size - 1});
        }
        template <detail::Unchecked Outside>
        Bot(const Outside& text) = delete;  // write runtime{text}, which is checked when run
        constexpr Bot(runtime bot) : text_{bot.text} { check(bot.text); }

        constexpr std::string_view text() const { return text_; }

    private:
        static constexpr void check(std::string_view bot) {
            if (!detail::is_token(bot))
                detail::refuse("X-Robots-Tag: a bot's name takes letters, digits and !#$%&'*+-.^_`|~ only");
            if (detail::is_robots_rule(bot)) detail::refuse("X-Robots-Tag: a bot must not be named as a rule");
        }

        detail::Text text_{};
    };

    enum class ImagePreview : unsigned char { none, standard, large };

    struct options {
        Bot bot{};  ///< Who is told; one field each if the rules differ.
        bool all = false;
        bool none = false;  ///< `noindex, nofollow` in one word.
        bool noindex = false;
        bool nofollow = false;
        bool nosnippet = false;
        bool indexifembedded = false;
        bool notranslate = false;
        bool noimageindex = false;
        bool noarchive = false;
        detail::Optional<std::int32_t> max_snippet{};  ///< Characters; -1 for no limit.
        detail::Optional<ImagePreview> max_image_preview{};
        detail::Optional<std::int32_t> max_video_preview{};  ///< Seconds; -1 for no limit.
        detail::OptionalTime unavailable_after{};
    };

    /// Refuses what contradicts itself or says nothing, limits below -1, and a number that is no ImagePreview's.
    constexpr explicit XRobotsTag(options chosen) : options_{std::move(chosen)} {
        const options& o = options_;
        const bool less =
            o.none || o.noindex || o.nofollow || o.nosnippet || o.notranslate || o.noimageindex || o.noarchive;
        if (o.all && less) detail::refuse("X-Robots-Tag: all contradicts none and every rule that begins with no");
        if (o.none && (o.noindex || o.nofollow)) detail::refuse("X-Robots-Tag: none says noindex and nofollow already");
        if (o.indexifembedded && !o.noindex && !o.none) detail::refuse("X-Robots-Tag: indexifembedded needs noindex");
        if (o.nosnippet && o.max_snippet.value_or(0) != 0)
            detail::refuse("X-Robots-Tag: nosnippet contradicts max-snippet");
        if (o.max_snippet.value_or(0) < -1) detail::refuse("X-Robots-Tag: max_snippet must not be below -1");
        if (o.max_video_preview.value_or(0) < -1)
            detail::refuse("X-Robots-Tag: max_video_preview must not be below -1");
        if (o.max_image_preview && *o.max_image_preview > ImagePreview::large)
            detail::refuse("X-Robots-Tag: max_image_preview is none, standard or large");
        FieldWriter written;
        write_rules(written);
        if (written.value().empty()) detail::refuse("X-Robots-Tag: needs a rule");
    }

    constexpr void write_to(FieldWriter& out) const {
        if (!options_.bot.text().empty()) out.append(options_.bot.text()).append(": ");
        write_rules(out);
    }

private:
    constexpr void write_rules(FieldWriter& out) const {
        const options& o = options_;
        const std::size_t before = out.value().size();
        const auto rule = [&](bool chosen, std::string_view text) {
            if (chosen) out.append(out.value().size() == before ? "" : ", ").append(text);
        };
        rule(o.all, "all");
        rule(o.none, "none");
        rule(o.noindex, "noindex");
        rule(o.nofollow, "nofollow");
        rule(o.nosnippet, "nosnippet");
        rule(o.indexifembedded, "indexifembedded");
        rule(o.notranslate, "notranslate");
        rule(o.noimageindex, "noimageindex");
        rule(o.noarchive, "noarchive");
        rule(o.max_snippet.has_value(), "max-snippet:");
        if (o.max_snippet) limit(out, *o.max_snippet);
        rule(o.max_image_preview.has_value(), "max-image-preview:");
        if (o.max_image_preview) out.append(word(*o.max_image_preview));
        rule(o.max_video_preview.has_value(), "max-video-preview:");
        if (o.max_video_preview) limit(out, *o.max_video_preview);
        // A day of the week would bring a comma, which ends a rule.
        rule(o.unavailable_after.has_value(), "unavailable_after: ");
        if (!o.unavailable_after) return;
        const detail::HttpDate date = detail::http_date(name, *o.unavailable_after);
        out.append(std::string_view{date.data(), date.size()}.substr(std::string_view{"Sun, "}.size()));
    }

    static constexpr void limit(FieldWriter& out, std::int32_t number) {
        if (number < 0)
            out.append("-1");
        else
            out.append_number(static_cast<std::uint64_t>(number));
    }
    static constexpr std::string_view word(ImagePreview preview) {
        if (preview == ImagePreview::none) return "none";
        return preview == ImagePreview::standard ? "standard" : "large";
    }

    options options_;
};

}  // namespace secure_headers
