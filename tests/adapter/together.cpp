// SPDX-License-Identifier: MIT
// The adapters of the frameworks that are installed, in one file: no two define the same name.
#if __has_include(<boost/beast/http.hpp>)
#include <secure_headers/adapter/beast.hpp>
#endif
#if __has_include(<httplib.h>)
#include <secure_headers/adapter/cpp_httplib.hpp>
#endif
#if __has_include(<microhttpd.h>)
#include <secure_headers/adapter/libmicrohttpd.hpp>
#endif
#if __has_include(<pistache/endpoint.h>)
#include <secure_headers/adapter/pistache.hpp>
#endif
#if __has_include(<Poco/Net/HTTPServer.h>)
#include <secure_headers/adapter/poco.hpp>
#endif
#if __has_include(<QHttpServer>)
#include <secure_headers/adapter/qt_httpserver.hpp>
#endif
#if __has_include(<drogon/HttpAppFramework.h>) && __has_include(<json/json.h>)
#include <secure_headers/adapter/drogon.hpp>
#endif
#if __has_include(<crow.h>)
#include <secure_headers/adapter/crow.hpp>
#endif
#if __has_include(<oatpp/web/server/HttpConnectionHandler.hpp>)
#include <secure_headers/adapter/oatpp.hpp>
#endif
#if __has_include(<uWebSockets/App.h>)
#include <secure_headers/adapter/uwebsockets.hpp>
#endif
