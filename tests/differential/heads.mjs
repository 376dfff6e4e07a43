// SPDX-License-Identifier: MIT
// Heads in the style of well-known kinds of sites, with their oddities, to start from. One header a line.
const text = `
content-type: text/html; charset=UTF-8
strict-transport-security: max-age=31536000
content-security-policy: object-src 'none';base-uri 'self';script-src 'nonce-3mKx1NfBq0Tg_u2vZ6yC4A' 'strict-dynamic' 'report-sample' 'unsafe-eval' 'unsafe-inline' https: http:;report-uri https://csp.example.com/csp/gws/other-hp
content-security-policy-report-only: object-src 'none';base-uri 'self';script-src 'nonce-3mKx1NfBq0Tg_u2vZ6yC4A' 'strict-dynamic' 'report-sample' https: http:;report-uri https://csp.example.com/csp/other
cross-origin-opener-policy: same-origin-allow-popups; report-to="gws"
report-to: {"group":"gws","max_age":2592000,"endpoints":[{"url":"https://csp.example.com/csp/report-to/gws/other"}]}
permissions-policy: unload=()
server: gws
x-xss-protection: 0
x-frame-options: SAMEORIGIN
set-cookie: AEC=AVh_V2g; expires=Sun, 23-May-2027 10:00:00 GMT; path=/; domain=.example.com; Secure; HttpOnly; SameSite=lax
set-cookie: NID=520=abc_def; expires=Thu, 27-May-2027 10:00:00 GMT; path=/; domain=.example.com; HttpOnly
alt-svc: h3=":443"; ma=2592000,h3-29=":443"; ma=2592000

server: github.com
content-type: text/html; charset=utf-8
vary: X-PJAX, Accept-Language, Accept-Encoding, Accept
cache-control: max-age=0, private, must-revalidate
strict-transport-security: max-age=31536000; includeSubdomains; preload
x-frame-options: deny
x-content-type-options: nosniff
x-xss-protection: 0
referrer-policy: origin-when-cross-origin, strict-origin-when-cross-origin
content-security-policy: default-src 'none'; base-uri 'self'; child-src github.example/assets-cdn/worker/ github.example/webpack/ gist.example/; connect-src 'self' uploads.example www.status.example collector.example raw.example api.example github-cloud.s3.amazonaws.com *.rel.tunnels.api.visualstudio.com wss://*.rel.tunnels.api.visualstudio.com; font-src assets.example; form-action 'self' github.example gist.example; frame-ancestors 'none'; frame-src viewscreen.example notebooks.example; img-src 'self' data: blob: assets.example media.example *.githubusercontent.com; manifest-src 'self'; media-src github.example user-images.example; script-src assets.example; style-src 'unsafe-inline' assets.example; upgrade-insecure-requests; worker-src github.example/assets-cdn/worker/ gist.example/
set-cookie: _gh_sess=abc%2Bdef--x%3D--y; path=/; HttpOnly; secure; SameSite=Lax
set-cookie: _octo=GH1.1.1; path=/; domain=.example.com; expires=Tue, 24 Nov 2027 19:00:00 GMT; secure; SameSite=Lax
set-cookie: logged_in=no; path=/; domain=.example.com; HttpOnly; secure; SameSite=Lax

content-type: text/html
strict-transport-security: max-age=63072000
x-content-type-options: nosniff
x-frame-options: DENY
referrer-policy: strict-origin-when-cross-origin
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
content-security-policy: default-src 'self'; script-src 'report-sample' 'self' 'wasm-unsafe-eval' https://www.google-analytics.com/analytics.js https://www.googletagmanager.com/gtag/js https://js.stripe.com 'sha256-YWOtAQrQvH2XfJ6bOLo3lmZfwwvqyrYb5IFiHhlCbrE=' 'sha256-Cmj9zEoUrDC8Ad2CHBdyVt0dlIr5M8RDVhN6z9oJ4u0='; script-src-elem 'report-sample' 'self' https://www.google-analytics.com/analytics.js 'sha256-YWOtAQrQvH2XfJ6bOLo3lmZfwwvqyrYb5IFiHhlCbrE='; style-src 'report-sample' 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; connect-src 'self' updates.example www.googletagmanager.com *.google-analytics.com stats.g.doubleclick.net; font-src 'self'; frame-src 'self' interactive.example *.mdnplay.example jsfiddle.net www.youtube-nocookie.com codepen.io; img-src 'self' data: *.githubusercontent.com *.gravatar.com *.wikimedia.org; manifest-src 'self'; media-src 'self' archive.org videos.example; child-src 'self'; worker-src 'self'

server: mw-web.eqiad.main-1
vary: Accept-Encoding,Cookie,Authorization
strict-transport-security: max-age=106384710; includeSubDomains; preload
report-to: { "group": "wm_nel", "max_age": 604800, "endpoints": [{ "url": "https://intake.example/v1/events?stream=w3c.reportingapi.network_error&schema_uri=/w3c/reportingapi/network_error/1.0.0" }] }
nel: { "report_to": "wm_nel", "max_age": 604800, "failure_fraction": 0.05, "success_fraction": 0.0}
set-cookie: WMF-Last-Access=24-Nov-2026;Path=/;HttpOnly;secure;Expires=Sat, 26 Dec 2026 12:00:00 GMT
set-cookie: GeoIP=DE:BE:Berlin:52.52:13.40:v4; Path=/; secure; Domain=.example.com
set-cookie: NetworkProbeLimit=0.001;Path=/;Secure;SameSite=None;Max-Age=3600
content-type: text/html; charset=UTF-8
x-content-type-options: nosniff
x-cache: cp3067 hit, cp3067 hit/13

server: Belfrage
content-type: text/html; charset=utf-8
strict-transport-security: max-age=31536000; preload
content-security-policy: connect-src 'self' https://*.akamaihd.net https://*.bbc.example *.sslcert.example wss://*.bbc.example; default-src 'self' https://*.bbc.example; font-src https://*.files.bbci.example https://gel.files.example; frame-src 'self' https://*.bbc.example https://bbc-maps.carto.com https://flo.uri.sh https://www.instagram.com https://www.youtube.com https://www.tiktok.com; img-src 'self' data: https: blob:; media-src 'self' blob: https://*.akamaized.net; script-src 'self' 'unsafe-eval' 'unsafe-inline' https://*.bbc.example https://cdnjs.cloudflare.com https://connect.facebook.net https://platform.twitter.com; style-src 'self' 'unsafe-inline' https://*.files.bbci.example; worker-src 'self' blob:; report-to csp; upgrade-insecure-requests
nel: {"report_to":"default","max_age":2592000,"include_subdomains":true,"failure_fraction":0.25}
report-to: {"group":"default","max_age":2592000,"endpoints":[{"url":"https://europe-west1-x.example/report"}],"include_subdomains":true}
referrer-policy: no-referrer-when-downgrade
cache-control: private, stale-if-error=90, stale-while-revalidate=30, max-age=0, must-revalidate
x-frame-options: SAMEORIGIN
x-content-type-options: nosniff

server: Server
content-type: text/html;charset=UTF-8
strict-transport-security: max-age=47474747; includeSubDomains; preload
x-xss-protection: 1;
content-security-policy: upgrade-insecure-requests;report-uri https://metrics.media-amazon.example/
content-security-policy-report-only: default-src 'self' blob: https: data: mediastream: 'unsafe-eval' 'unsafe-inline';report-uri https://metrics.media-amazon.example/
x-content-type-options: nosniff
x-frame-options: SAMEORIGIN
accept-ch: ect,rtt,downlink,device-memory,sec-ch-device-memory
cache-control: no-cache
pragma: no-cache
expires: -1
set-cookie: session-id=131-1; Domain=.example.com; Expires=Wed, 24-Nov-2027 10:00:00 GMT; Path=/; Secure
set-cookie: session-id-time=2082787201l; Domain=.example.com; Expires=Wed, 24-Nov-2027 10:00:00 GMT; Path=/; Secure
set-cookie: i18n-prefs=USD; Domain=.example.com; Expires=Wed, 24-Nov-2027 10:00:00 GMT; Path=/

server: cloudflare
content-type: text/html; charset=UTF-8
cf-ray: 8a1b2c3d4e5f-FRA
strict-transport-security: max-age=15552000; includeSubDomains
permissions-policy: geolocation=(), camera=(), microphone=()
referrer-policy: strict-origin-when-cross-origin
x-content-type-options: nosniff
x-frame-options: SAMEORIGIN
set-cookie: __cf_bm=abc.def-1732449600-1.0.1.1-x; path=/; expires=Tue, 24-Nov-26 13:00:00 GMT; domain=.example.com; HttpOnly; Secure; SameSite=None

content-type: text/html; charset="utf-8"
vary: Accept-Encoding
set-cookie: fr=0abc..AAA.0.0.Bn; expires=Mon, 22-Feb-2027 12:00:00 GMT; Max-Age=7776000; path=/; domain=.example.com; secure; httponly; SameSite=None
set-cookie: sb=abc; expires=Wed, 29-Dec-2027 12:00:00 GMT; Max-Age=34560000; path=/; domain=.example.com; secure; httponly
reporting-endpoints: coop_report="https://www.fb.example/browser_reporting/coop/?minimize=0", coep_report="https://www.fb.example/browser_reporting/coep/?minimize=0", default="https://www.fb.example/ajax/browser_error_reports/?device_level=unknown"
report-to: {"max_age":2592000,"endpoints":[{"url":"https://www.fb.example/browser_reporting/coop/?minimize=0"}],"group":"coop_report","include_subdomains":true}, {"max_age":86400,"endpoints":[{"url":"https://www.fb.example/browser_reporting/coep/?minimize=0"}],"group":"coep_report"}
content-security-policy: default-src blob: 'self' https://*.fbsbx.com *.facebook.com *.fbcdn.net; script-src *.facebook.com *.fbcdn.net 'nonce-Ab3dEf7h' blob: 'self' connect.facebook.net 'wasm-unsafe-eval' https://*.google-analytics.com; style-src *.fbcdn.net data: *.facebook.com 'unsafe-inline'; connect-src *.facebook.com facebook.com *.fbcdn.net wss://*.facebook.com:* wss://*.whatsapp.com:* attachment.fbsbx.com ws://localhost:* blob: *.cdninstagram.com 'self'; font-src data: *.facebook.com *.fbcdn.net; img-src *.fbcdn.net *.facebook.com data: https://*.fbsbx.com blob: android-webview-video-poster: *.oculuscdn.com; media-src *.cdninstagram.com blob: *.fbcdn.net 'self' data:; frame-src *.facebook.com *.fbsbx.com fbsbx.com data:; block-all-mixed-content; upgrade-insecure-requests; require-trusted-types-for 'script';
document-policy: force-load-at-top, include-js-call-stacks-in-crash-reports
permissions-policy: accelerometer=(), attribution-reporting=(self), autoplay=(), bluetooth=(), camera=(self), ch-device-memory=(), ch-ua-full-version-list=(self), fullscreen=(self), geolocation=(self), gyroscope=(), keyboard-map=(self), microphone=(self), xr-spatial-tracking=(self);report-to="permissions_policy"
cross-origin-resource-policy: same-origin
cross-origin-opener-policy: unsafe-none;report-to="coop_report"
cross-origin-embedder-policy-report-only: require-corp;report-to="coep_report"
pragma: no-cache
cache-control: private, no-cache, no-store, must-revalidate
expires: Sat, 01 Jan 2000 00:00:00 GMT
x-content-type-options: nosniff
x-xss-protection: 0
x-frame-options: DENY
strict-transport-security: max-age=15552000; preload
priority: u=3,i

server: nginx/1.18.0 (Ubuntu)
content-type: text/html; charset=UTF-8
x-powered-by: PHP/7.4.3
link: <https://blog.example/wp-json/>; rel="https://api.w.org/"
x-pingback: https://blog.example/xmlrpc.php
set-cookie: PHPSESSID=abcdef; path=/
set-cookie: wordpress_test_cookie=WP%20Cookie%20check; path=/; secure

server: Apache/2.4.41 (Unix) OpenSSL/1.1.1d
content-type: text/html
x-frame-options: ALLOW-FROM https://partner.example
x-xss-protection: 1; mode=block
strict-transport-security: max-age=31536000; includeSubDomains; preload;
content-security-policy: default-src https: data: 'unsafe-inline' 'unsafe-eval'
access-control-allow-origin: *
access-control-allow-credentials: true
feature-policy: geolocation 'none'; camera 'none'
public-key-pins: pin-sha256="cUPcTAZWKaASuYWhhneDttWpY3oBAkE3h2+soZS7sWs="; max-age=5184000
expect-ct: max-age=86400, enforce

server: Microsoft-IIS/10.0
x-aspnet-version: 4.0.30319
x-aspnetmvc-version: 5.2
x-powered-by: ASP.NET
content-type: text/html; charset=utf-8
cache-control: private
set-cookie: ASP.NET_SessionId=abc123; path=/; HttpOnly; SameSite=Lax
set-cookie: __RequestVerificationToken=abc; path=/; HttpOnly
set-cookie: ARRAffinity=abc;Path=/;HttpOnly;Secure;Domain=.example.com
set-cookie: ARRAffinitySameSite=abc;Path=/;HttpOnly;SameSite=None;Secure;Domain=.example.com
x-frame-options: SAMEORIGIN, DENY
x-ua-compatible: IE=edge

content-type: text/html; charset=utf-8
x-frame-options: SAMEORIGIN
x-xss-protection: 0
x-content-type-options: nosniff
x-permitted-cross-domain-policies: none
referrer-policy: strict-origin-when-cross-origin
x-download-options: noopen
etag: W/"abc"
set-cookie: _rails_app_session=abc; path=/; secure; HttpOnly; SameSite=Lax
set-cookie: csrf_token=abc; path=/; secure
x-request-id: 1a2b3c
x-runtime: 0.042
strict-transport-security: max-age=63072000; includeSubDomains
content-security-policy: default-src 'self' https:; font-src 'self' https: data:; img-src 'self' https: data:; object-src 'none'; script-src 'self' https: 'nonce-c29tZSBub25jZSBvZiByYWlscw=='; style-src 'self' https:

content-type: text/html; charset=utf-8
x-frame-options: DENY
vary: Cookie
x-content-type-options: nosniff
referrer-policy: same-origin
cross-origin-opener-policy: same-origin
set-cookie: csrftoken=abc; expires=Tue, 23 Nov 2027 10:00:00 GMT; Max-Age=31449600; Path=/; SameSite=Lax; Secure
set-cookie: sessionid=abc; expires=Tue, 08 Dec 2026 10:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax; Secure
strict-transport-security: max-age=3600

x-powered-by: Express
content-security-policy: default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
origin-agent-cluster: ?1
referrer-policy: no-referrer
strict-transport-security: max-age=31536000; includeSubDomains
x-content-type-options: nosniff
x-dns-prefetch-control: off
x-download-options: noopen
x-frame-options: SAMEORIGIN
x-permitted-cross-domain-policies: none
x-xss-protection: 0
content-type: text/html; charset=utf-8

content-type: application/json
access-control-allow-origin: https://app.example
access-control-allow-credentials: true
access-control-allow-methods: GET, POST, OPTIONS
access-control-expose-headers: X-Total-Count
vary: Origin
cache-control: no-store
strict-transport-security: max-age=31536000; includeSubDomains
x-content-type-options: nosniff
cross-origin-resource-policy: cross-origin
content-security-policy: default-src 'none'; frame-ancestors 'none'

server: Vercel
content-type: text/html; charset=utf-8
strict-transport-security: max-age=63072000
access-control-allow-origin: *
cache-control: public, max-age=0, must-revalidate
x-vercel-cache: HIT
x-nextjs-prerender: 1
content-security-policy: frame-ancestors 'self' https://*.example.com http://localhost:3000
x-powered-by: Next.js

server: nginx
content-type: text/html; charset=utf-8
content-security-policy: script-src 'self' 'nonce-{{nonce}}' 'strict-dynamic'; object-src: none; base-uri: 'none'
strict-transport-security: max-age="31536000"; includeSubDomains
x-content-type-options: no-sniff
x-frame-options: AllowAll
referrer-policy: none
cross-origin-opener-policy: Same-Origin
cross-origin-embedder-policy: require-corp; report-to=endpoint
cross-origin-resource-policy: SAME-SITE

content-type: text/html; charset=utf-8
strict-transport-security: max-age=31536000; includeSubDomains, max-age=31536000
x-content-type-options: nosniff, nosniff
x-frame-options: DENY, DENY
referrer-policy: no-referrer, no-referrer
content-security-policy: default-src 'self', script-src 'self' 'unsafe-inline'
cross-origin-opener-policy: same-origin, same-origin
set-cookie: a=1; Secure; HttpOnly; SameSite=Strict, b=2; Secure

content-type: text/html; charset=utf-8
content-security-policy: default-src 'self'
content-security-policy: script-src 'self' https://cdn.example.com; object-src 'none'
content-security-policy: frame-ancestors 'none'; base-uri 'none'; form-action 'self'
strict-transport-security: max-age=0
referrer-policy: unsafe-url
cross-origin-embedder-policy: credentialless
cross-origin-opener-policy: noopener-allow-popups
set-cookie: __Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Strict
set-cookie: __Secure-login=abc; Path=/; Secure; HttpOnly; SameSite=Strict

content-type: text/html
content-security-policy: default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' *.google.com *.googleapis.com *.gstatic.com *.googletagmanager.com *.google-analytics.com *.doubleclick.net *.facebook.net *.hotjar.com *.hs-scripts.com *.hubspot.com *.linkedin.com snap.licdn.com bat.bing.com *.clarity.ms cdn.cookielaw.org *.onetrust.com js.intercomcdn.com widget.intercom.io *.zendesk.com static.zdassets.com *.cloudfront.net *.amazonaws.com cdn.jsdelivr.net unpkg.com cdnjs.cloudflare.com ajax.googleapis.com code.jquery.com maxcdn.bootstrapcdn.com use.fontawesome.com yastatic.net mc.yandex.ru vk.com blob: data:; style-src 'self' 'unsafe-inline' *.googleapis.com; img-src * data: blob:; font-src 'self' data: fonts.gstatic.com; connect-src *; frame-src *; object-src 'none'; media-src * blob:; worker-src blob:; base-uri 'self'; form-action 'self' *.hsforms.com; report-uri https://o1.ingest.sentry.io/api/1/security/?sentry_key=abc
x-frame-options: SAMEORIGIN
strict-transport-security: max-age=31536000 ; includeSubDomains
x-content-type-options: NOSNIFF
referrer-policy: STRICT-ORIGIN-WHEN-CROSS-ORIGIN

content-type: text/html; charset=utf-8
content-security-policy: trusted-types default dompurify 'allow-duplicates'; require-trusted-types-for 'script'; script-src 'self' 'sha256-abc' 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==' 'unsafe-hashes'; object-src 'none'; base-uri 'none'; report-to csp-endpoint; report-uri /csp
reporting-endpoints: csp-endpoint="https://reports.example.com/csp"
strict-transport-security: Max-Age=31536000; INCLUDESUBDOMAINS; Preload
cross-origin-embedder-policy: require-corp
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-site
referrer-policy: no-referrer, strict-origin-when-cross-origin
set-cookie: sid=1; Secure; HttpOnly; SameSite=None; Partitioned
set-cookie: theme=dark; Max-Age=31536000

content-type: text/html
content-security-policy: default-src 'self'; script-src 'self'; script-src 'self' https://cdn.example.com; img-src http://images.example.com
content-security-policy-report-only: default-src 'none'
x-content-type-options:
x-frame-options:
strict-transport-security:
referrer-policy:

content-type: text/html
content-security-policy: sandbox allow-scripts allow-forms; default-src 'none'; script-src 'unsafe-inline'; img-src data: https:; style-src 'unsafe-inline' https://fonts.googleapis.com; frame-ancestors *; report-to a; report-to b
strict-transport-security: max-age=16070400; includeSubDomains
set-cookie: login=1; Secure; HttpOnly; SameSite=Nope
set-cookie: XSRF-TOKEN=abc; Path=/

content-type: text/html; charset=utf-8
x-webkit-csp: default-src 'self'
x-content-security-policy: default-src 'self'
content-security-policy: script-src 'self' 'unsafe-inline' 'unsafe-eval' data: https:; object-src *; plugin-types application/pdf application/x-shockwave-flash; reflected-xss block; referrer no-referrer; navigate-to 'self'; prefetch-src 'self'
p3p: CP="This is not a P3P policy"
strict-transport-security: max-age=300
access-control-allow-origin: null
timing-allow-origin: *

content-type: text/html; charset=utf-8
content-security-policy: default-src 'none'; script-src 'self' 'strict-dynamic'; connect-src 'self'; img-src 'self' https://*; style-src 'self' 'nonce-abcdefghijklmnopqrstuv==' 'unsafe-inline'; base-uri 'self'; form-action 'self'; frame-ancestors 'self' https: ; webrtc 'block'; fenced-frame-src https:; manifest-src 'self'
strict-transport-security: includeSubDomains; max-age=31536000
referrer-policy: no-referrer; strict-origin
x-frame-options: "DENY"
x-content-type-options: "nosniff"
set-cookie: id=1; SameSite
set-cookie: __Host-id=1; Secure; Path=/app
set-cookie: heroku-session-affinity=abc; Version=1; Expires=Tue, 24 Nov 2026 20:00:00 GMT; Domain=.example.com; Path=/
`;

// Each as a list of [name, value].
export const heads = text.trim().split("\n\n").map((head) =>
  head.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
