// SPDX-License-Identifier: MIT
// Readings of what the library writes that share no code with it, straight from the grammars of the specifications.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oracle {

using Text = std::string_view;

inline const std::string digit = "0123456789";
inline const std::string lower = "abcdefghijklmnopqrstuvwxyz";
inline const std::string alpha = lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline const std::string hexdig = digit + "abcdefABCDEF";

inline bool only(Text text, Text members) { return text.find_first_not_of(members) == Text::npos; }
inline bool some(Text text, Text members) { return !text.empty() && only(text, members); }

/// Cuts at each `separator`; an empty text is one empty part.
inline std::vector<Text> split(Text text, char separator) {
    std::vector<Text> parts;
    for (std::size_t end = text.find(separator); end != Text::npos; end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

inline std::string lowered(Text text) {
    std::string low{text};
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

/// Removes `prefix` if it is there, without regard to case.
inline bool take(Text& text, Text prefix) {
    if (lowered(text.substr(0, prefix.size())) != lowered(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// RFC 9110

inline bool token(Text text) { return some(text, alpha + digit + "!#$%&'*+-.^_`|~"); }

/// Printable ASCII that neither begins nor ends with a space: what each recipient reads the same.
inline bool field_value(Text text) {
    const auto printable = [](char c) { return c >= 0x20 && c <= 0x7e; };
    return !text.empty() && std::all_of(text.begin(), text.end(), printable) && text.front() != ' ' && text.back() != ' ';
}

struct Field {
    std::string name;
    std::string value;
    bool operator==(const Field&) const = default;
};

/// Reads `Name: value\r\n...`; nothing if one byte is not as it should be.
inline std::optional<std::vector<Field>> block(Text text) {
    std::vector<Field> fields;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        if (end == Text::npos) return std::nullopt;
        const Text line = text.substr(0, end);
        text.remove_prefix(end + 2);
        const std::size_t colon = line.find(':');
        if (colon == Text::npos || !token(line.substr(0, colon)) || line.substr(colon, 2) != ": ") return std::nullopt;
        if (!field_value(line.substr(colon + 2))) return std::nullopt;
        fields.push_back({std::string{line.substr(0, colon)}, std::string{line.substr(colon + 2)}});
    }
    return fields;
}

// RFC 3986

inline bool percent_encoded(Text text) {
    for (std::size_t at = text.find('%'); at != Text::npos; at = text.find('%', at + 1))
        if (text.size() - at < 3 || !only(text.substr(at + 1, 2), hexdig)) return false;
    return true;
}
inline bool pchars(Text text, Text more) {
    return only(text, alpha + digit + "-._~!$&'()*+,;=:@%" + std::string{more}) && percent_encoded(text);
}
inline bool scheme(Text text) { return some(text, alpha + digit + "+-.") && only(text.substr(0, 1), alpha); }

inline bool authority(Text text) {
    if (const std::size_t at = text.find('@'); at != Text::npos) {
        if (!only(text.substr(0, at), alpha + digit + "-._~!$&'()*+,;=:%") || !percent_encoded(text)) return false;
        text.remove_prefix(at + 1);
    }
    Text host = text, port;
    const bool literal = text.substr(0, 1) == "[";
    const std::size_t end = literal ? text.find(']') : text.find(':');
    if (literal && end == Text::npos) return false;
    if (end != Text::npos) {
        host = text.substr(0, literal ? end + 1 : end);
        port = text.substr(host.size());
    }
    if (!port.empty()) {
        if (port.front() != ':' || !only(port.substr(1), digit)) return false;
        port.remove_prefix(std::min(port.find_first_not_of(":0"), port.size()));  // zeros in front mean nothing
        if (port.size() > 5 || (!port.empty() && std::stoi(std::string{port}) > 65535)) return false;
    }
    if (literal) return some(host.substr(1, host.size() - 2), hexdig + ":.");
    return only(host, alpha + digit + "-._~!$&'()*+,;=%") && percent_encoded(host);
}

/// URI-reference, with a port that fits into 16 bits.
inline bool uri_reference(Text text) {
    if (const std::size_t hash = text.find('#'); hash != Text::npos) {
        if (!pchars(text.substr(hash + 1), "/?")) return false;
        text = text.substr(0, hash);
    }
    if (const std::size_t query = text.find('?'); query != Text::npos) {
        if (!pchars(text.substr(query + 1), "/?")) return false;
        text = text.substr(0, query);
    }
    const std::size_t colon = text.find(':');
    if (colon != Text::npos && colon < text.find('/')) {
        if (!scheme(text.substr(0, colon))) return false;
        text.remove_prefix(colon + 1);
    }
    if (text.substr(0, 2) == "//") {
        text.remove_prefix(2);
        const std::size_t path = std::min(text.find('/'), text.size());
        if (!authority(text.substr(0, path))) return false;
        text.remove_prefix(path);
    }
    return pchars(text, "/");
}

inline bool https_url(Text text) {
    const Text rest = text.substr(std::min<std::size_t>(8, text.size()));
    return text.substr(0, 8) == "https://" && uri_reference(text) && !rest.empty() &&
           Text{"/?#:@"}.find(rest[0]) == Text::npos;
}

/// Report to https, or to a path of the site.
inline bool report_to_url(Text text) {
    if (text.substr(0, 1) == "/") return uri_reference(text) && text.substr(0, 2) != "//";
    return https_url(lowered(text));
}

/// The same, or to this machine.
inline bool endpoint_url(Text text) {
    if (report_to_url(text)) return true;
    const std::string low = lowered(text);
    Text rest = low;
    if (!uri_reference(text) || !take(rest, "http://")) return false;
    return take(rest, "localhost") || take(rest, "127.0.0.1") || take(rest, "[::1]")
               ? rest.empty() || Text{":/?#"}.find(rest[0]) != Text::npos
               : false;
}

// CSP3

inline bool directive_name(Text text) { return some(text, alpha + digit + "-"); }

/// Where reports go, of characters that a policy holds.
inline bool report_uri(Text text) { return endpoint_url(text) && text.find_first_of(";,") == Text::npos; }

inline bool host_name(Text host, Text beside_letters = "-") {
    if (host == "*") return true;
    if (host.substr(0, 2) == "*.") host.remove_prefix(2);
    if (!host.empty() && host.back() == '.') host.remove_suffix(1);
    const auto labels = split(host, '.');
    const std::string taken = alpha + digit + std::string{beside_letters};
    return std::all_of(labels.begin(), labels.end(), [&taken](Text label) { return some(label, taken); });
}
inline bool port(Text text) {
    return text == "*" ||
           (some(text, digit) && text.substr(std::min(text.find_first_not_of('0'), text.size())).size() <= 5 &&
            std::stol("0" + std::string{text.substr(std::min(text.find_first_not_of('0'), text.size()))}) <= 65535);
}
inline bool host_and_port(Text text, Text beside_letters = "-") {
    const std::size_t colon = text.find(':');
    return host_name(text.substr(0, colon), beside_letters) && (colon == Text::npos || port(text.substr(colon + 1)));
}
inline bool host_source(Text text) {
    if (const std::size_t end = text.find("://"); end < text.find('/')) {
        if (!scheme(text.substr(0, end))) return false;
        text.remove_prefix(end + 3);
    }
    const std::size_t slash = std::min(text.find('/'), text.size());
    const Text path = text.substr(slash);
    return host_and_port(text.substr(0, slash)) && pchars(path, "/") && path.find_first_of(";,") == Text::npos &&
           path.substr(0, 2) != "//";
}
inline bool base64_value(Text text) {
    const std::size_t end = std::min(text.find('='), text.size());
    return some(text.substr(0, end), alpha + digit + "+/-_") && only(text.substr(end), "=") && text.size() - end <= 2;
}
inline bool quoted_source(Text inner) {
    static const std::vector<std::string> keywords{"self",
                                                   "none",
                                                   "unsafe-inline",
                                                   "unsafe-eval",
                                                   "unsafe-hashes",
                                                   "strict-dynamic",
                                                   "report-sample",
                                                   "report-sha256",
                                                   "report-sha384",
                                                   "report-sha512",
                                                   "wasm-unsafe-eval",
                                                   "trusted-types-eval",
                                                   "unsafe-allow-redirects",
                                                   "unsafe-webtransport-hashes",
                                                   "inline-speculation-rules"};
    if (std::count(keywords.begin(), keywords.end(), lowered(inner)) != 0) return true;
    if (take(inner, "nonce-")) return base64_value(inner);
    for (const auto& [algorithm, size] : {std::pair{"sha256-", 44}, std::pair{"sha384-", 64}, std::pair{"sha512-", 88}})
        if (take(inner, algorithm)) return base64_value(inner) && inner.size() == static_cast<std::size_t>(size);
    return false;
}
inline bool csp_source(Text text) {
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'')
        return quoted_source(text.substr(1, text.size() - 2));
    return (!text.empty() && text.back() == ':' && scheme(text.substr(0, text.size() - 1))) || host_source(text);
}

/// An origin as a browser writes it, whose host may have _. RFC 6454, section 6.2; URL, section 3.1.
inline bool origin(Text text) {
    const std::size_t end = text.find("://");
    if (end == Text::npos || !scheme(text.substr(0, end)) || lowered(text) != text) return false;
    const Text name = text.substr(0, end), rest = text.substr(end + 3);
    const std::size_t bracket = rest.substr(0, 1) == "[" ? rest.find(']') : 0;
    if (bracket == Text::npos) return false;
    const Text colon = rest.substr(std::min(rest.find(':', bracket), rest.size()));
    if (name == "https" && colon == ":443") return false;
    if (name == "http" && colon == ":80") return false;
    if (rest.find('*') != Text::npos || colon.substr(0, 2) == ":0") return false;
    if (bracket == 0) return host_and_port(rest, "-_");
    return some(rest.substr(1, bracket - 1), digit + "abcdef:") && bracket + 1 + colon.size() == rest.size() &&
           (colon.empty() || port(colon.substr(1)));
}

/// The same with a wildcard where Permissions-Policy takes one, or a scheme.
inline bool origin_pattern(Text text) {
    if (!text.empty() && text.back() == ':') return scheme(text.substr(0, text.size() - 1));
    const std::size_t end = text.find("://");
    return end != Text::npos && scheme(text.substr(0, end)) && host_and_port(text.substr(end + 3));
}

using Directives = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Parse a serialized CSP. CSP3, section 2.2.1.
inline Directives csp(Text serialized) {
    Directives directives;
    for (const Text part : split(serialized, ';')) {
        std::vector<std::string> words;
        for (const Text word : split(part, ' '))
            if (!word.empty()) words.emplace_back(word);
        if (words.empty()) continue;
        const std::string name = lowered(words.front());
        words.erase(words.begin());
        const bool known =
            std::any_of(directives.begin(), directives.end(), [&](const auto& d) { return d.first == name; });
        if (!known) directives.emplace_back(name, std::move(words));
    }
    return directives;
}

// RFC 6265bis

/// cookie-octets, perhaps between quotes.
inline bool cookie_value(Text text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return only(text, alpha + digit + "!#$%&'()*+-./:<=>?@[]^_`{|}~");
}

inline bool cookie_name(Text text) {
    const std::string low = lowered(text);
    for (const std::string prefix : {"__Http-", "__Host-", "__Secure-"})
        if (low.substr(0, prefix.size()) == lowered(prefix) && text.substr(0, prefix.size()) != prefix) return false;
    if (low.substr(0, 12) == "__host-http-" && text.substr(0, 12) != "__Host-Http-") return false;
    return token(text) && text.size() <= 4096;
}

inline bool domain(Text text) {
    const auto labels = split(text, '.');
    if (labels.size() < 2 || text.size() > 253 || only(labels.back(), digit)) return false;
    return std::all_of(labels.begin(), labels.end(), [](Text label) {
        return some(label, alpha + digit + "-") && label.size() < 64 && label.front() != '-' && label.back() != '-';
    });
}

struct Cookie {
    std::string name{};
    std::string value{};
    std::vector<std::pair<std::string, std::string>> attributes{};  ///< Names in lower case.

    bool has(Text attribute) const {
        return std::any_of(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == attribute; });
    }
};

inline Text stripped(Text text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// What a browser makes of a Set-Cookie, if it does not drop it for its syntax. Section 5.6.
inline std::optional<Cookie> cookie(Text text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return std::nullopt;
    Cookie read;
    bool first = true;
    for (const Text part : split(text, ';')) {
        const std::size_t equals = part.find('=');
        std::string name{stripped(part.substr(0, equals))}, value;
        if (equals != Text::npos) value = stripped(part.substr(equals + 1));
        if (!first) {
            read.attributes.emplace_back(lowered(name), value);
            continue;
        }
        first = false;
        if (equals == Text::npos) std::swap(name, value);
        read.name = name;
        read.value = value;
    }
    if (read.name.size() + read.value.size() > 4096 || (read.name.empty() && read.value.empty())) return std::nullopt;
    return read;
}

inline std::string base64url(Text bytes) {
    static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string bits, text;
    for (const char c : bytes)
        for (int bit = 7; bit >= 0; --bit) bits += (static_cast<unsigned char>(c) >> bit & 1) != 0 ? '1' : '0';
    while (bits.size() % 6 != 0) bits += '0';
    for (std::size_t at = 0; at < bits.size(); at += 6) text += digits[std::stoul(bits.substr(at, 6), nullptr, 2)];
    return text;
}

inline std::string percent(Text bytes) {
    std::string text;
    for (const char c : bytes) {
        if ((alpha + digit + "-._~").find(c) != std::string::npos) {
            text += c;
        } else {
            text += '%';
            text += "0123456789ABCDEF"[static_cast<unsigned char>(c) / 16];
            text += "0123456789ABCDEF"[static_cast<unsigned char>(c) % 16];
        }
    }
    return text;
}

// RFC 9651, section 4.2, as far as the headers need it.

inline bool sf_key(Text text) { return some(text, lower + digit + "_-.*") && only(text.substr(0, 1), lower + "*"); }
inline bool sf_token(Text text) {
    return some(text, alpha + digit + "!#$%&'*+-.^_`|~:/") && only(text.substr(0, 1), alpha + "*");
}

struct Value {
    char kind = '?';  ///< s string, t token, i integer, d decimal, b boolean.
    std::string text{};
    bool operator==(const Value&) const = default;
};
struct Member {
    std::string key{};
    bool is_list = false;
    std::vector<Value> values{};
    std::vector<std::pair<std::string, Value>> parameters{};
    bool operator==(const Member&) const = default;
};

class Dictionary {
public:
    static std::optional<std::vector<Member>> read(Text text) {
        Dictionary reading{text};
        std::vector<Member> members;
        while (reading.good_ && !reading.text_.empty()) {
            Member member;
            member.key = reading.key();
            if (reading.next('='))
                reading.member(member);
            else
                member.values.push_back({'b', "1"});
            reading.parameters(member);
            members.push_back(std::move(member));
            if (reading.text_.empty()) break;
            reading.spaces();
            if (!reading.next(',')) return std::nullopt;
            reading.spaces();
            if (reading.text_.empty()) return std::nullopt;
        }
        if (!reading.good_) return std::nullopt;
        return members;
    }

private:
    explicit Dictionary(Text text) : text_{text} {}

    bool next(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    void spaces() {
        while (next(' ')) {
        }
    }
    std::string word(Text members) {
        const std::size_t end = std::min(text_.find_first_not_of(members), text_.size());
        std::string read{text_.substr(0, end)};
        text_.remove_prefix(end);
        return read;
    }
    std::string key() {
        std::string read = word(lower + digit + "_-.*");
        good_ = good_ && sf_key(read);
        return read;
    }
    Value string() {
        std::string read;
        while (good_) {
            if (next('"')) return {'s', read};
            const bool escape = next('\\');
            good_ = !text_.empty() && text_.front() >= 0x20 && text_.front() < 0x7f &&
                    (!escape || Text{"\"\\"}.find(text_.front()) != Text::npos);
            if (!good_) break;
            read += text_.front();
            text_.remove_prefix(1);
        }
        return {};
    }
    Value item() {
        if (next('"')) return string();
        if (next('?')) return {'b', word("01")};
        if (!text_.empty() && (digit + "-").find(text_.front()) != std::string::npos) {
            const std::string number = word(digit + "-.");
            return {number.find('.') == std::string::npos ? 'i' : 'd', number};
        }
        Value token{'t', word(alpha + digit + "!#$%&'*+-.^_`|~:/")};
        good_ = good_ && sf_token(token.text);
        return token;
    }
    void member(Member& member) {
        if (!(member.is_list = next('('))) {
            member.values.push_back(item());
            return;
        }
        while (good_) {
            spaces();
            if (next(')')) return;
            member.values.push_back(item());
            good_ = good_ && !text_.empty() && (text_.front() == ' ' || text_.front() == ')');
        }
    }
    void parameters(Member& member) {
        while (good_ && next(';')) {
            spaces();
            const std::string name = key();
            member.parameters.emplace_back(name, next('=') ? item() : Value{'b', "1"});
        }
    }

    Text text_;
    bool good_ = true;
};

}  // namespace oracle
