# SPDX-License-Identifier: MIT
"""Prints the nanoseconds that secure.py takes for its headers on a response that stores them in a dict."""
import timeit

import secure

headers = secure.Secure.with_default_headers()


class Response:
    def __init__(self):
        self.headers = {}


count = 2000
print(min(timeit.repeat(lambda: headers.set_headers(Response()), number=count, repeat=30)) / count * 1e9)
