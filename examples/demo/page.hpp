// SPDX-License-Identifier: MIT
#pragma once

#include <secure_headers/nonce.hpp>

#include <string>

namespace demo {

inline std::string commands(const std::string& url) {
    const auto curl = [&](const char* rest) { return "  curl -s -D - -o /dev/null " + url + rest; };
    const auto http = [&](const char* rest) { return "  http --ignore-stdin --headers " + url + rest; };
    return curl("/plain       # a bare server\n") + curl("/            # the recommended set\n") +
           curl("/secure-py   # the article's set and cookie\n") + http("/strict  # all that one response can do\n") +
           http("/error   # a handler that throws\n") + "  http --ignore-stdin --headers POST " + url +
           "/log-in  # a cookie for a session\n";
}

inline constexpr const char* route_page = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A policy of its own</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/style.css">
<h1>A policy of its own</h1>
<p>This page's handler sets its own Content-Security-Policy, which allows no scripts at all. It was kept, and the site's
other headers were added.</p>
</html>
)html";

inline constexpr const char* log_in_page = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/style.css">
<h1>Nobody is logged in</h1>
<form method="post" action="/log-in"><button>Log in</button></form>
</html>
)html";

inline constexpr const char* account_page = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your account</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/style.css">
<h1>You are logged in</h1>
<p>By a cookie named __Host-session, which no script can read, and which goes to this host alone.</p>
<form method="post" action="/log-out"><button>Log out</button></form>
</html>
)html";

inline constexpr const char* before_nonce = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>secure_headers</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<h1>What arrived with this page</h1>
<p>Each row is a response header that the server sent, read back by the page's own script.</p>
<table>
<thead><tr><th>Header</th><th>What it is for</th><th>What it stops</th></tr></thead>
<tbody>
<tr data-header="strict-transport-security"><td>Comes to this site by HTTPS only. Browsers take it over HTTPS alone, so it is
not sent over plain HTTP.</td><td>Someone on the same network who answers in place of the site</td></tr>
<tr data-header="content-security-policy"><td>Names what the page may load, run, and send to.</td><td>Scripts that an attacker
slips into the page</td></tr>
<tr data-header="x-frame-options"><td>Keeps the page out of other sites' frames, for old browsers.</td><td>Clicks stolen
through an invisible frame</td></tr>
<tr data-header="x-content-type-options"><td>Has browsers believe the Content-Type.</td><td>An uploaded picture that is run as
a script</td></tr>
<tr data-header="referrer-policy"><td>Tells other sites only that a visitor came from here.</td><td>Addresses with secrets in
other sites' logs</td></tr>
<tr data-header="permissions-policy"><td>Switches off camera, location and more.</td><td>A hijacked page or frame that
listens in</td></tr>
<tr data-header="cross-origin-opener-policy"><td>Cuts the tie to windows of other sites.</td><td>A page that steers the window
that opened it</td></tr>
<tr data-header="cross-origin-embedder-policy"><td>Loads only what agrees to be loaded.</td><td>Side channels such as
Spectre</td></tr>
<tr data-header="cross-origin-resource-policy"><td>Keeps other sites from embedding the response.</td><td>Data read through
side channels of a picture or script</td></tr>
<tr data-header="origin-agent-cluster"><td>Asks for a process of the site's own.</td><td>Interference by sites of the same
domain</td></tr>
<tr data-header="x-permitted-cross-domain-policies"><td>Tells Adobe's clients that nothing is permitted.</td><td>Old
plug-ins that read across sites</td></tr>
<tr data-header="x-dns-prefetch-control"><td>Looks hosts up only when a link is followed.</td><td>Watchers of name
look-ups</td></tr>
<tr data-header="reporting-endpoints"><td>Names where browsers report what a policy keeps out.</td><td>Nothing: it tells you
of attacks and mistakes</td></tr>
<tr data-header="cache-control"><td>Keeps the response out of caches.</td><td>The next user of a shared computer</td></tr>
<tr data-header="server"><td>Would name the server's software.</td><td>Nothing: it helps attackers, so it is removed</td></tr>
<tr data-header="x-powered-by"><td>Would name the framework.</td><td>Nothing: it helps attackers, so it is removed</td></tr>
</tbody>
</table>
<h2>Tried on this page</h2>
<ul id="trials">
<li data-trial="inline">A script without the nonce, as an attacker would slip it in</li>
<li data-trial="eval">Text run as code with eval()</li>
<li data-trial="image">A picture from another site</li>
</ul>
<h2>Other routes</h2>
<ul>
<li><a href="/plain">/plain</a>: a bare server, which tells its version</li>
<li><a href="/strict">/strict</a>: all that one response can do</li>
<li><a href="/api">/api</a>: for programs</li>
<li><a href="/secure-py">/secure-py</a>: the list of secure.py 0.2</li>
<li><a href="/account">/account</a>: log in and out with a cookie that browsers keep and attackers do not get</li>
<li><a href="/reporting">/reporting</a>: this page, with reports of what its policy keeps out, shown at
<a href="/reports">/reports</a></li>
<li><a href="/route">/route</a>: a page with a policy of its own</li>
<li><a href="/missing">/missing</a> and <a href="/error">/error</a>: not found, and a handler that throws</li>
</ul>
<script )html";

inline constexpr const char* after_nonce = R"html(>
"use strict";
function show(trial, ran) {
    const item = document.querySelector(`[data-trial=${trial}]`);
    item.append(ran ? ": ran" : ": blocked");
    item.className = ran ? "ran" : "blocked";
}
document.addEventListener("securitypolicyviolation", event => {
    if (event.effectiveDirective.startsWith("script-src") && event.blockedURI === "inline") show("inline", false);
    if (event.effectiveDirective === "img-src") show("image", false);
});
try {
    const injected = document.createElement("script");
    injected.text = "show('inline', true)";  // itself refused where Trusted Types are required
    document.body.append(injected);
} catch { show("inline", false); }
try { eval("0"); show("eval", true); } catch { show("eval", false); }
const image = new Image();
image.onload = () => show("image", true);
image.src = "https://images.example.com/pixel.png";
fetch(location.href).then(response => {
    for (const row of document.querySelectorAll("[data-header]")) {
        const name = row.dataset.header, value = response.headers.get(name);
        const cell = document.createElement("th");
        const code = document.createElement("code");
        cell.append(name, code);
        code.textContent = value ?? "not sent";
        row.prepend(cell);
        row.className = value === null ? "absent" : "present";
    }
});
</script>
</body>
</html>
)html";

/// The page, whose script carries the nonce of its response.
inline std::string page(const secure_headers::Nonce& nonce) {
    return std::string{before_nonce}.append(nonce.attribute()).append(after_nonce);
}

}  // namespace demo
