// SPDX-License-Identifier: MIT
#pragma once

// Durations and the clock. libstdc++ has them in a header of their own; its <chrono> adds calendars, time zones and
// streams, which would cost each includer as much time as all of this library.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
