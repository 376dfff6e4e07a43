// SPDX-License-Identifier: MIT
#pragma once

#include <pistache/http.h>
#include <cstdint>
#include <ostream>

/// Pistache sends no raw headers, so that each that one writes by hand needs a type; this one copies nothing.
class PistacheLiteral : public Pistache::Http::Header::Header {
public:
    PistacheLiteral(const char* name, const char* value) : name_{name}, value_{value} {}
    const char* name() const override { return name_; }
    void write(std::ostream& out) const override { out << value_; }
    std::uint64_t hash() const override { return 0; }

private:
    const char* name_;
    const char* value_;
};
