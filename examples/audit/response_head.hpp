// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/audit/response.hpp>
#include <secure_headers/detail/ascii.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit_command {

/// A field as it was received, and the line of the input where it stands.
struct Field {
    std::string name{};
    std::string value{};
    std::size_t line = 0;
};

/// The status line and fields of one response.
struct ResponseHead {
    unsigned status = 0;
    unsigned version = 1;  ///< Of HTTP, before the point.
    std::vector<Field> fields{};
    std::size_t line = 1;    ///< Of the status line.
    bool is_tunnel = false;  ///< The reason phrase is the one with which proxies say that they have made a tunnel.

    const std::string* find(std::string_view name) const {
        for (const Field& field : fields)
            if (secure_headers::detail::iequals(field.name, name)) return &field.value;
        return nullptr;
    }
    /// Where browsers go from a redirect, or null.
    const std::string* redirects_to() const {
        return secure_headers::audit_rules::is_redirect_status(status) ? find("Location") : nullptr;
    }
};

/// What was read, or why nothing could be.
struct Heads {
    std::vector<ResponseHead> heads{};
    std::string error{};
};

/// As much of the input as is looked at, and as large as a head may be: browsers take no more than 256 KiB.
inline constexpr std::size_t most_input = 1024 * 1024;
inline constexpr std::size_t most_head = 256 * 1024;

/// Text that was sent by a stranger, fit for a terminal: what is no visible ASCII stands as `\x0a`, and the end of what
/// is long is left out.
inline std::string visible(std::string_view text, std::size_t most = std::string_view::npos) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= ' ' && byte < 0x7f) {
            out.push_back(c);
        } else {
            out.append("\\x").push_back(digits[byte >> 4U]);
            out.push_back(digits[byte & 15U]);
        }
    }
    return text.size() > most ? out + "..." : out;
}

/// Reads what `curl -s -D - -o /dev/null URL` prints: one head, or those of a chain of redirects; what `curl -v` does,
/// where what was received stands behind `< `; `wget -S`, where it stands behind two blanks; and `http -v`, where
/// requests stand before their responses. What curl says of its progress may be anywhere between lines, and before one
/// of `curl -v`. Lines end with CR LF or LF, not CR alone; values may be folded; trailers, and what follows the last
/// head, such as a body, are left alone. All heads have to end within `most_input`: of those that do not, a redirect
/// would be taken for the answer.
class HeadReader {
public:
    explicit HeadReader(std::string_view text) : rest_{text.substr(0, most_input)}, is_cut_{text.size() > most_input} {
        if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);  // byte order mark
    }

    Heads read() {
        if (rest_.starts_with("\xff\xfe") || rest_.starts_with("\xfe\xff"))
            fail("is UTF-16; save it as UTF-8 or ASCII");
        find_out_source();
        while (result_.error.empty() && read_head()) {
        }
        if (!result_.error.empty()) return {{}, std::move(result_.error)};
        drop_preliminary();
        if (result_.heads.empty()) fail("holds no final response, only preliminary ones");
        return std::move(result_);
    }

private:
    enum class Source : unsigned char { heads, curl_verbose, wget, exchange };
    static constexpr std::string_view pseudo_header = ":status:", of_wget = "  HTTP/";

    void fail(std::string why) {
        if (result_.error.empty()) result_.error = std::move(why);
    }

    void fail_cut() { fail("line " + std::to_string(line_) + ": the heads are larger than 1 MiB"); }

    /// Whose words these are, by the first line that tells it.
    void find_out_source() {
        std::string_view text = rest_;
        bool is_first = true, is_of_wget = false;
        for (std::size_t lines_before = 0; !text.empty(); ++lines_before) {
            const std::string_view line = cut_line(text), said = behind_progress(line);
            is_of_wget = is_of_wget || is_fetched_by_wget(line);
            if (said.starts_with("== Info: ")) return fail("is what curl --trace prints; give what curl -v does");
            if (said.starts_with("< HTTP/")) return void(source_ = Source::curl_verbose);
            if (line.starts_with(of_wget) && (is_first || is_of_wget)) return void(source_ = Source::wget);
            if (is_first && is_request(line)) return void(source_ = Source::exchange);
            if (is_first && line.starts_with(pseudo_header)) return;
            const std::string_view status_line = line.starts_with("HTTP/") ? line : said;  // behind progress, if any
            if (is_first && status_line.starts_with("HTTP/")) {
                rest_.remove_prefix(static_cast<std::size_t>(status_line.data() - rest_.data()));
                line_ += lines_before;
                return;
            }
            is_first = is_first && is_progress(line);
        }
    }

    /// The next line, without its end.
    static std::string_view cut_line(std::string_view& text) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    /// What stands behind all that curl has said of its progress, which begins with CR and has no end, or the time.
    static std::string_view behind_progress(std::string_view line) {
        line.remove_prefix(line.rfind('\r') + 1);
        const std::size_t begin = line.find_first_not_of(" 0123456789.:-kMGTP");
        return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
    }
    static bool is_progress(std::string_view line) {
        return line.starts_with("  % Total ") || line.ends_with(" Dload  Upload   Total   Spent    Left  Speed") ||
               behind_progress(line).empty();
    }

    /// Such as `--2026-12-01 14:58:10--  https://a.example/`.
    static bool is_fetched_by_wget(std::string_view line) {
        return line.starts_with("--") && line.find("--  http") != std::string_view::npos;
    }

    /// Such as `GET / HTTP/1.1`.
    static bool is_request(std::string_view line) {
        const std::size_t version = line.rfind(" HTTP/");
        return version != std::string_view::npos && version + 9 >= line.size() &&
               secure_headers::detail::is_token(line.substr(0, line.find(' ')));
    }

    /// Skips a redirect's body, and the request behind it.
    void skip_request() {
        bool is_asked = false;
        while (!at_end() && !(is_asked && rest_.starts_with("HTTP/"))) {
            const bool begins = is_request(next_raw_line());
            is_asked = is_asked || begins;
        }
        if (at_end() && result_.heads.empty()) fail("holds a request, and no response");
    }

    bool at_end() const { return rest_.empty(); }
    bool at_cut() const { return is_cut_ && at_end(); }

    std::string_view next_line() {
        std::string_view line = next_raw_line();
        if (source_ == Source::wget) return line.starts_with("  ") ? line.substr(2) : std::string_view{};
        if (source_ != Source::curl_verbose) return line;
        while (!is_received(line) && !at_end()) line = next_raw_line();
        if (!is_received(line)) return {};
        return line.substr(line.starts_with("< ") ? 2 : 1);
    }

    /// Takes off what stands before the mark.
    static bool is_received(std::string_view& line) {
        if (!line.starts_with("< ") && line != "<") line = behind_progress(line);
        return line.starts_with("< ") || line == "<";
    }

    std::string_view next_raw_line() {
        ++line_;
        return cut_line(rest_);
    }

    /// False if there is no other head.
    bool read_head() {
        if (source_ == Source::exchange && (result_.heads.empty() || result_.heads.back().redirects_to() != nullptr))
            skip_request();
        const std::string_view line = behind_trailers();
        if (at_cut() && std::string_view{"HTTP/"}.starts_with(line.substr(0, 5))) {  // what is cut off may be a head
            fail_cut();
            return false;
        }
        const bool first = result_.heads.empty();
        ResponseHead head;
        head.line = line_;
        if (line.empty()) return fail_first(first, first && line_ == 0 ? "is empty" : "holds blank lines only");
        if (!read_status(line, head)) {
            const std::string shown = visible(line, 40);
            return fail_first(first, "line " + std::to_string(line_) +
                                         " is no status line such as 'HTTP/1.1 200 OK', but '" + shown + "'");
        }
        if (line.find('\r') != std::string_view::npos) fail_byte("CR without LF");
        read_fields(head);
        result_.heads.push_back(std::move(head));
        return true;
    }

    /// The next line that is not blank, and none of the trailers that curl prints behind the head that they belong to,
    /// without a blank line at their end. RFC 9110, section 6.5.
    std::string_view behind_trailers() {
        const bool expected = may_have_trailers();
        const std::size_t begin = rest_.size();
        while (!at_end()) {
            const std::string_view line = next_line();
            const bool is_trailer = expected && is_field(line) && begin - rest_.size() <= most_head;
            if (!line.empty() && !is_trailer) return line;
        }
        return {};
    }

    /// Of HTTP/1.1 only what is chunked has trailers. RFC 9112, section 7.1.2.
    bool may_have_trailers() const {
        if (result_.heads.empty()) return false;
        const ResponseHead& last = result_.heads.back();
        return last.version >= 2 || last.find("Transfer-Encoding") != nullptr;
    }

    static bool is_field(std::string_view line) {
        const std::size_t colon = line.find(':');
        return colon != std::string_view::npos && secure_headers::detail::is_token(line.substr(0, colon));
    }

    bool fail_first(bool first, std::string why) {
        if (first) fail(std::move(why));
        return false;
    }

    /// HTTP/1.1 200 OK, or HTTP/2 200, or the pseudo-header that stands for it. RFC 9112, section 4; RFC 9113, section
    /// 8.3.2.
    static bool read_status(std::string_view line, ResponseHead& head) {
        using secure_headers::detail::is_digit;
        if (line.starts_with(pseudo_header)) {
            head.version = 2;
            return read_code(trimmed(line.substr(pseudo_header.size())), head);
        }
        if (!line.starts_with("HTTP/") || line.size() < 6 || !is_digit(line[5])) return false;
        head.version = static_cast<unsigned>(line[5] - '0');
        line.remove_prefix(6);
        if (line.size() >= 2 && line[0] == '.' && is_digit(line[1])) line.remove_prefix(2);
        if (!line.starts_with(' ')) return false;
        while (line.starts_with(' ')) line.remove_prefix(1);
        return read_code(line, head);
    }

    /// 200, or 200 OK.
    static bool read_code(std::string_view line, ResponseHead& head) {
        using secure_headers::detail::is_digit;
        if (line.size() < 3 || (line.size() > 3 && line[3] != ' ')) return false;
        head.is_tunnel = line.starts_with("200") &&
                         secure_headers::detail::iequals(trimmed(line.substr(3)), "Connection established");
        for (const char c : line.substr(0, 3)) {
            if (!is_digit(c)) return false;
            head.status = head.status * 10 + static_cast<unsigned>(c - '0');
        }
        return head.status >= 100;
    }

    static std::string_view trimmed(std::string_view text) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
        return text;
    }

    void read_fields(ResponseHead& head) {
        const std::size_t begin = rest_.size();
        while (!at_end() && !(source_ == Source::wget && rest_.starts_with(of_wget))) {
            const std::string_view line = next_line();
            if (begin - rest_.size() > most_head)
                return fail("line " + std::to_string(line_) + ": the head is larger than 256 KiB");
            if (at_cut()) return fail_cut();
            if (line.empty()) return;
            if (line.starts_with(pseudo_header) && head.fields.empty()) {  // beside the status line
                ResponseHead beside;
                if (!read_status(line, beside) || beside.status != head.status) return fail_line(line);
                continue;
            }
            if (line.find('\0') != std::string_view::npos) return fail_byte("NUL byte");
            if (line.find('\r') != std::string_view::npos) return fail_byte("CR without LF");
            if (line.front() == ' ' || line.front() == '\t') {  // folded. RFC 9112, section 5.2
                if (head.fields.empty()) return fail_line(line);
                std::string& value = head.fields.back().value;
                const std::string_view more = trimmed(line);
                if (!value.empty() && !more.empty()) value.push_back(' ');
                value.append(more);
                continue;
            }
            const std::size_t colon = line.find(':');
            const std::string_view name = trimmed(line.substr(0, colon));
            if (colon == std::string_view::npos || !secure_headers::detail::is_token(name)) return fail_line(line);
            head.fields.push_back({std::string{name}, std::string{trimmed(line.substr(colon + 1))}, line_});
        }
    }

    /// Of a CR that ends no line recipients make what they like. RFC 9112, section 2.2.
    void fail_byte(const std::string& what) { fail("line " + std::to_string(line_) + " holds a " + what); }

    void fail_line(std::string_view line) {
        fail("line " + std::to_string(line_) + " is no header field: '" + visible(line, 40) + "'");
    }

    /// A proxy's own answer, if another head follows: that it wants a password, or that it has made a tunnel. Nothing
    /// follows a site's 200 in a chain, and that of another site has content, which the answer to CONNECT has not.
    /// RFC 9110, sections 9.3.6 and 15.5.8.
    static bool is_of_proxy(const ResponseHead& head) {
        if (head.status == 407 || head.is_tunnel) return true;
        if (head.status != 200) return false;
        for (const char* const name : {"Content-Type", "Content-Length", "Transfer-Encoding"})
            if (head.find(name) != nullptr) return false;
        return true;
    }

    /// Takes out 1xx responses, and what a proxy says before the site does. Behind 101, HTTP ends, unless its next
    /// version is what was switched to. RFC 9110, section 15.2.2.
    void drop_preliminary() {
        std::vector<ResponseHead> kept;
        for (ResponseHead& head : result_.heads) {
            const bool is_last = &head == &result_.heads.back();
            const bool is_final = head.status >= 200 || (is_last && head.status == 101);
            if (is_final && (is_last || !is_of_proxy(head))) kept.push_back(std::move(head));
        }
        result_.heads = std::move(kept);
    }

    std::string_view rest_;
    bool is_cut_;
    Source source_ = Source::heads;
    std::size_t line_ = 0;
    Heads result_{};
};

inline Heads read_heads(std::string_view text) { return HeadReader{text}.read(); }

}  // namespace audit_command
