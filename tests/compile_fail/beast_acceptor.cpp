// error: constraints not satisfied
// SPDX-License-Identifier: MIT
#include "secure_headers/adapter/beast.hpp"  // in quotes, so that the others do without Boost

#include "boost/asio/ip/tcp.hpp"
#include "boost/beast/http/empty_body.hpp"

namespace sh = secure_headers;
using boost::asio::ip::tcp;

#ifdef MISTAKE
using Stream = tcp::acceptor;
#else
using Stream = tcp::socket;
#endif

sh::Delivery delivery(const boost::beast::http::request<boost::beast::http::empty_body>& request, const Stream& stream) {
    return sh::delivery_for(request, stream);
}
