// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/report/violation_report.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace secure_headers {

namespace detail {

/// Builds a line of visible ASCII: reports come from strangers, and what they hold must not end the line or steer a terminal.
class LogLine {
public:
    LogLine& raw(std::string_view text) {
        line_.append(text);
        return *this;
    }
    LogLine& quoted(std::string_view text) {
        constexpr std::string_view digits = "0123456789abcdef";
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '\\' || c == '"') {
                line_.append("\\").push_back(c);
            } else if (byte >= ' ' && byte < 0x7f) {
                line_.push_back(c);
            } else {
                line_.append("\\x").push_back(digits[byte >> 4U]);
                line_.push_back(digits[byte & 15U]);
            }
        }
        return *this;
    }
    LogLine& part(std::string_view before, std::string_view text, std::string_view after = {}) {
        return text.empty() ? *this : raw(before).quoted(text).raw(after);
    }
    LogLine& place(const SourcePlace& place) {
        part(" at ", place.file);
        if (place.line != 0) raw(":").raw(std::to_string(place.line)).raw(":").raw(std::to_string(place.column));
        return *this;
    }
    LogLine& disposition(csp::Disposition disposition) {
        return disposition == csp::Disposition::report ? raw(" (report-only)") : *this;
    }
    std::string take() { return std::move(line_); }

private:
    std::string line_{};
};

struct LogBody {
    LogLine& line;
    void operator()(const CspViolation& body) const {
        line.part(" ", body.effective_directive).part(" against ", body.blocked_url).part(" \"", body.sample, "\"");
        line.place(body.place).disposition(body.disposition);
    }
    void operator()(const CspHash& body) const {
        line.part(" ", body.destination).part(" ", body.subresource_url).part(" ", body.hash);
    }
    void operator()(const FeatureViolation& body) const {
        line.part(" ", body.feature).place(body.place).disposition(body.disposition).part(": ", body.message);
    }
    void operator()(const OpenerViolation& body) const {
        line.part(" ", body.kind).part(" against ", body.other_url).part(" by ", body.property);
        line.place(body.place).disposition(body.disposition);
    }
    void operator()(const EmbedderViolation& body) const {
        line.part(" ", body.kind).part(" against ", body.blocked_url).disposition(body.disposition);
    }
    void operator()(const IntegrityViolation& body) const {
        line.part(" ", body.destination).part(" against ", body.blocked_url).disposition(body.disposition);
    }
    void operator()(const NetworkError& body) const {
        line.part(" ", body.phase).part(" ", body.type).part(" from ", body.server_ip);
    }
    void operator()(const BrowserNotice& body) const {
        line.part(" ", body.id).place(body.place).part(": ", body.message);
    }
    void operator()(std::monostate) const {}
};

constexpr std::string_view log_word(Noise noise) {
    switch (noise) {
        case Noise::extension:
            return " [noise: extension]";
        case Noise::injected_script:
            return " [noise: injected script]";
        case Noise::browser:
            return " [noise: browser]";
        case Noise::none:
            break;
    }
    return {};
}

}  // namespace detail

/// The report as one line of visible ASCII, safe to log and to print; other bytes stand as `\x0a`, and a backslash
/// before each `\` and `"`, so that the quotes around a sample end with it.
inline std::string log_line(const ViolationReport& report) {
    detail::LogLine line;
    line.quoted(report.type).part(" on ", report.url);
    std::visit(detail::LogBody{line}, report.body);
    return line.raw(detail::log_word(report.noise)).take();
}

}  // namespace secure_headers
