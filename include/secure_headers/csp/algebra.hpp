// SPDX-License-Identifier: MIT
// What can be asked of parsed policies, and what can be made of them.
#pragma once

#include <secure_headers/csp/allows.hpp>
#include <secure_headers/csp/difference.hpp>
#include <secure_headers/csp/effective.hpp>
#include <secure_headers/csp/intersect.hpp>
#include <secure_headers/csp/match.hpp>
#include <secure_headers/csp/merge.hpp>
#include <secure_headers/csp/subsumes.hpp>
#include <secure_headers/csp/url.hpp>
