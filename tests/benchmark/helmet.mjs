// SPDX-License-Identifier: MIT
// Prints "what<TAB>nanoseconds" of helmet's middleware: on a stub that stores headers, and on node's own response.
import { createRequire } from "node:module";
import { IncomingMessage, ServerResponse } from "node:http";
const helmet = createRequire(process.argv[2] + "/")("helmet");

const middleware = helmet();
const request = new IncomingMessage(null);
class Stub {
    headers = new Map();
    setHeader(name, value) { this.headers.set(name.toLowerCase(), value); }
    removeHeader(name) { this.headers.delete(name.toLowerCase()); }
}
function measure(make) {
    let best = Infinity;
    const count = 2000;
    for (let round = 0; round < 60; ++round) {
        const responses = Array.from({ length: count }, make);
        const begin = process.hrtime.bigint();
        for (const response of responses) middleware(request, response, () => {});
        best = Math.min(best, Number(process.hrtime.bigint() - begin) / count);
    }
    return best;
}
console.log(`a stub\t${measure(() => new Stub())}`);
console.log(`node's ServerResponse\t${measure(() => new ServerResponse(request))}`);
