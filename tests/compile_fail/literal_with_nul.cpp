// error: takes visible ASCII and inner spaces only, no CR, LF or NUL
#include <secure_headers/policy/custom_header.hpp>

#ifdef MISTAKE
void send(secure_headers::CustomHeader header = {"X-Name", "value\0\r\nSet-Cookie: a=b"});
#else
void send(secure_headers::CustomHeader header = {"X-Name", "value"});
#endif

int main() {}
