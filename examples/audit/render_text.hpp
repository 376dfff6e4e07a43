// SPDX-License-Identifier: MIT
#pragma once

#include "cookie_line.hpp"
#include "examined.hpp"
#include "fix_names.hpp"
#include "header_guide.hpp"
#include "header_line.hpp"
#include "response_head.hpp"
#include "url.hpp"
#include "wrapped.hpp"

#include <secure_headers/audit/audit.hpp>
#include <secure_headers/audit/response.hpp>
#include <secure_headers/audit/rules/framing.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <fmt/color.h>
#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

/// Writes what people read.
class TextRenderer {
public:
    TextRenderer(bool colours, std::size_t width) : colours_{colours}, width_{width} {}

    std::string take() { return std::move(out_); }

    void write(const Chain& chain, const std::vector<Examined>& all) {
        if (!out_.empty()) line("");
        write_summary(chain, all.back());
        if (all.size() > 1) write_hops(all);
        if (!chain.error.empty()) return;
        const Hop& hop = *all.back().hop;
        const sh::AuditContext context = context_of(hop, chain);
        const sh::audit_rules::Response response = sh::audit_rules::read({hop.head.fields, context.https}, context);
        write_findings(all.back(), response);
        write_headers(all.back());
        write_missing(hop, response);
    }

    void write(const sh::audit_rules::Rule& rule) {
        line("{}: {}, {}", styled(rule.id, fmt::emphasis::bold), word(rule.severity), rule.header);
        sentence("{}", rule.message);
        write_fix("", rule.fix);
        write_line_to_send("", header_line(rule.fix));
        sentence("See: {}", fmt::join(rule.references.words(), "; "));
        write_also("CSP Evaluator", rule.csp_evaluator.words());
        write_also("HTTP Observatory", rule.observatory.words());
        write_also("hstspreload.org", rule.hstspreload.words());
    }

private:
    static constexpr std::size_t most_shown = 100;  ///< Of a value; JSON has all of it.

    template <class... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
        out_.push_back('\n');
    }

    /// A line that may be wrapped: what people read, and do not copy.
    template <class... Args>
    void sentence(fmt::format_string<Args...> format, Args&&... args) {
        line("{}", wrapped(fmt::format(format, std::forward<Args>(args)...), width_));
    }

    std::string styled(std::string_view text, const fmt::text_style& style) const {
        return colours_ ? fmt::format(style, "{}", text) : std::string{text};
    }

    std::string word(sh::Severity severity) const {
        constexpr fmt::terminal_color colours[]{fmt::terminal_color::white, fmt::terminal_color::blue,
                                                fmt::terminal_color::cyan,  fmt::terminal_color::yellow,
                                                fmt::terminal_color::red,   fmt::terminal_color::bright_red};
        return styled(sh::name_of(severity), fmt::emphasis::bold | fmt::fg(colours[static_cast<unsigned>(severity)]));
    }

    void write_summary(const Chain& chain, const Examined& last) {
        const std::string_view how = last.hop->https ? "HTTPS" : "plain HTTP";
        sentence("{}: status {} over {}{}", styled(visible(chain.target), fmt::emphasis::bold), last.hop->head.status,
                 how, chain.https_is_guessed ? " (a guess; --https or --http says so)" : "");
        write_unfollowed(chain, last.hop->head);
        write_distrust("", *last.hop);
        if (!chain.error.empty())
            return sentence("There is no grade, since the last response was not seen: {}.", visible(chain.error));
        sentence("Grade {}, {} points (100 is full marks; extras earn up to 30 more). HTTP Observatory: {}, {} points.",
                 styled(last.report.grade(), fmt::emphasis::bold), last.report.score(), last.observatory.grade(),
                 last.observatory.score());
    }

    /// A redirect is not what a site's users see.
    void write_unfollowed(const Chain& chain, const ResponseHead& last) {
        const std::string* const location = last.redirects_to();
        if (location == nullptr || !chain.error.empty()) return;
        if (location->empty()) return sentence("This is a redirect with an empty Location, which leads nowhere.");
        sentence("This is a redirect to {}; the response there was not looked at.",
                 visible(without_user(*location), most_shown));
    }

    void write_distrust(std::string_view indent, const Hop& hop) {
        if (hop.distrust.empty()) return;
        sentence("{}The certificate was not verified: {}.", indent, visible(hop.distrust));
        sentence("{}Browsers ignore Strict-Transport-Security there.", indent);
    }

    void write_hops(const std::vector<Examined>& all) {
        line("\nOn the way:");
        bool found = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Hop& hop = *all[i].hop;
            const std::string* const location = hop.head.redirects_to();
            line("  {}. {} {}{}", i + 1, hop.head.status,
                 hop.url.empty() ? (hop.https ? "over HTTPS" : "over plain HTTP") : visible(hop.url, most_shown),
                 location == nullptr || location->empty() ? ""
                                                          : ", leads to " + visible(without_user(*location), most_shown));
            if (i + 1 == all.size()) continue;
            write_distrust("     ", hop);
            found = found || !all[i].report.findings().empty();
            for (const sh::Finding& finding : all[i].report.findings())
                sentence("     {} {}, {}: {}", word(finding.severity), finding.id, visible(finding.header, most_shown),
                         finding.message);
        }
        if (found) sentence("  --explain and its name says how to mend what was found on the way.");
    }

    /// Such as "5 findings: 1 high, 4 low".
    std::string counted(const sh::detail::List<sh::Finding>& findings) const {
        std::string counts;
        for (const sh::Severity severity :
             {sh::Severity::critical, sh::Severity::high, sh::Severity::medium, sh::Severity::low, sh::Severity::info}) {
            std::size_t count = 0;
            for (const sh::Finding& finding : findings) count += finding.severity == severity ? 1 : 0;
            if (count != 0) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, word(severity));
        }
        return fmt::format("{} {}: {}", findings.size(), findings.size() == 1 ? "finding" : "findings", counts);
    }

    void write_findings(const Examined& examined, const sh::audit_rules::Response& response) {
        const auto& findings = examined.report.findings();
        if (findings.empty()) return line("\nNothing to mend.");
        line("");
        sentence("{}.", counted(findings));
        sentence(
            "Fix is C++ in which {}. "
            "Send is the header for any other server, where ... stands for what it says already.",
            explained_names(findings));
        for (std::size_t i = 0; i < findings.size();) {
            const Policies& policies = policies_of(findings[i].header, response);
            std::size_t end = i;  // those of one rule are told at once
            while (end < findings.size() && is_sent_with(findings[i], findings[end], policies, response.cookies()))
                ++end;
            write_finding(findings.begin() + i, findings.begin() + end, examined.hop->head, response);
            i = end;
        }
        for (const std::string_view header : {"Content-Security-Policy", "Content-Security-Policy-Report-Only"})
            write_mended(mended_line(findings, header, policies_of(header, response), response));
    }

    static const Policies& policies_of(std::string_view header, const sh::audit_rules::Response& response) {
        return header == "Content-Security-Policy-Report-Only" ? response.csp_report_only() : response.csp();
    }

    void write_mended(std::string_view policy) {
        if (policy.empty()) return;
        line("");
        sentence("With all of the policy mended, to be tried as Content-Security-Policy-Report-Only first:");
        line("  {}", green(policy));
        if (policy.find("nonce-RANDOM") != std::string_view::npos)
            sentence("  RANDOM is new in each response, which no cache may then keep.");
    }

    void write_finding(const sh::Finding* first, const sh::Finding* last, const ResponseHead& head,
                       const sh::audit_rules::Response& response) {
        const Policies& policies = policies_of(first->header, response);
        line("");
        sentence("{} {}, {}", word(first->severity), styled(first->id, fmt::emphasis::bold),
                 visible(first->header, most_shown));
        sentence("  {}", first->message);
        for (const sh::Finding* finding = first; finding != last; ++finding) {
            if (finding->value.empty()) continue;
            const std::string directive =
                is_policy(*finding) ? std::string{name_at(policies, finding->offset)} : cookie_at(*finding, response);
            line("  In {}{}, at byte {}: {}", directive.empty() ? "" : visible(directive, most_shown) + " of ",
                 visible(finding->header, most_shown), finding->offset,
                 styled(visible(shown_value(*finding), most_shown), fmt::emphasis::italic));
        }
        write_fix("  ", first->fix);
        const std::string cookie = cookie_line(*first, head, response.context().https);
        write_line_to_send("  ", cookie.empty() ? header_line(first, last, policies) : cookie);
        sentence("  See: {}", fmt::join(first->references, "; "));
    }

    /// The name of the cookie that has what the finding shows, unless that is the name itself.
    static std::string cookie_at(const sh::Finding& finding, const sh::audit_rules::Response& response) {
        std::string name;
        if (!sh::detail::iequals(finding.header, "Set-Cookie")) return name;
        for (std::size_t i = 0; i < response.cookies().size(); ++i)
            if (response.cookies()[i].begin <= finding.offset) name = response.cookies()[i].name.text;
        return name == finding.value.view() ? std::string{} : name;
    }

    std::string green(std::string_view text) const { return styled(text, fmt::fg(fmt::terminal_color::green)); }

    void write_fix(std::string_view indent, std::string_view fix) {
        if (code_of(fix).empty()) return sentence("{}Fix: {}", indent, green(fix));
        line("{}Fix: {}", indent, green(fix));
    }

    /// Where the line is too wide, the remarks are sentences of their own, but for another header to be sent.
    void write_line_to_send(std::string_view indent, std::string_view text) {
        constexpr std::string_view label = "Send: ", remark = "  (";
        if (text.empty()) return;
        std::size_t end = indent.size() + label.size() + text.size() <= width_ ? text.size() : begin_of_notes(text);
        if (text.starts_with('(')) return sentence("{}{}{}", indent, label, green(text));
        line("{}{}{}", indent, label, green(text.substr(0, end)));
        while (end < text.size()) {
            const std::size_t begin = end + 2;
            end = std::min(text.find(remark, begin), text.size());
            const std::string_view one = text.substr(begin, end - begin);
            const std::string shown = std::string(indent.size() + label.size(), ' ') + green(one);
            line("{}", one.starts_with("(and ") && one.find(": ") != one.npos ? shown : wrapped(shown, width_));
        }
    }

    static bool has_finding(const Examined& examined, std::string_view name) {
        for (const sh::Finding& finding : examined.report.findings())
            if (sh::detail::iequals(finding.header, name)) return true;
        return false;
    }

    void write_headers(const Examined& examined) {
        const ResponseHead& head = examined.hop->head;
        std::string found, others;
        line("\nHeaders that are there:");
        for (const Field& field : head.fields) {
            if (head.find(field.name) != &field.value) continue;  // of several the first
            if (const GuideEntry* const entry = find_guide(field.name)) {
                sentence("  {}: {} ({})", entry->name, entry->purpose, entry->cwe);
                continue;
            }
            std::string& names = has_finding(examined, field.name) ? found : others;
            names += (names.empty() ? "" : ", ") + visible(field.name, most_shown);
        }
        if (!found.empty()) sentence("  Others, with a finding above: {}", found);
        if (!others.empty()) sentence("  Others, without a finding: {}", others);
    }

    void write_missing(const Hop& hop, const sh::audit_rules::Response& response) {
        const bool has_ancestors = sh::audit_rules::framing::ancestors(response) != nullptr;
        bool any = false;
        for (const GuideEntry& entry : header_guide) {
            if (hop.head.find(entry.name) != nullptr || !is_wanted(entry.wanted, response)) continue;
            if (entry.name == "X-Frame-Options" && has_ancestors) continue;  // frame-ancestors says it instead
            if (!any) line("\nHeaders that are missing:");
            any = true;
            sentence("  {}: {} ({})", entry.name, entry.purpose, entry.cwe);
        }
    }

    void write_also(std::string_view auditor, sh::Words ids) {
        if (!ids.empty()) sentence("{} calls it {}", auditor, fmt::join(ids, ", "));
    }

    std::string out_{};
    bool colours_;
    std::size_t width_;
};

}  // namespace audit_command
