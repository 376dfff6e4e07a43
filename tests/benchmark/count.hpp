// SPDX-License-Identifier: MIT
#pragma once

#include <malloc.h>
#include <valgrind/callgrind.h>
#include <string>

/// Counts the instructions of `work` when it runs for the second time: the first one binds symbols and warms up.
template <class Work>
void count(const std::string& name, Work&& work) {
    work();
    CALLGRIND_ZERO_STATS;
    work();
    CALLGRIND_DUMP_STATS_AT(name.c_str());
}

/// The same when it runs for the first time: of work that is large, binding and warming up are no part to speak of.
/// What was freed before is put together beforehand, or the first large allocation does so.
template <class Work>
void count_once(const std::string& name, Work&& work) {
    malloc_trim(0);
    CALLGRIND_ZERO_STATS;
    work();
    CALLGRIND_DUMP_STATS_AT(name.c_str());
}

/// Hides from the compiler what it may else compute beforehand.
template <class T>
[[gnu::noinline]] void hide(T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}
