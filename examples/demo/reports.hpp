// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/report/log_line.hpp>
#include <secure_headers/report/parse.hpp>

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace demo {

/// The last reports of browsers, a line each.
class Reports {
public:
    std::size_t add(std::string_view body) {
        const auto read = secure_headers::parse_violation_reports(body);
        const std::lock_guard lock{mutex_};
        for (const auto& report : read.reports) {
            lines_.push_back(secure_headers::log_line(report));
            if (lines_.size() > 100) lines_.pop_front();
        }
        return read.reports.size();
    }
    std::string shown() const {
        const std::lock_guard lock{mutex_};
        std::string text = lines_.empty() ? "No reports yet: open /reporting in a browser.\n" : "";
        for (const std::string& line : lines_) text.append(line).append("\n");
        return text;
    }

private:
    mutable std::mutex mutex_{};
    std::deque<std::string> lines_{};
};

}  // namespace demo
