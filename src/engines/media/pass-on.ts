import { Agent, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

const agent = new Agent({ keepAlive: true });
const unavailable = '直播服务正在重启，请稍候 / live video is restarting, wait a moment\n';

/** Passes a request on to a local server and its answer back, as fast as the slower side takes it. */
export function passOn(request: IncomingMessage, response: ServerResponse, socketPath: string): void {
  const { method, url: path, headers } = request;
  // A local pipe has no address: the log of refusals wants the visitor's.
  const from = { ...headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' };
  const side = ask({ socketPath, agent, method, path, headers: from }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // Players wait for the first byte of the head, which may come long before the first picture.
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  side.on('error', () => {
    if (response.headersSent) response.destroy();
    else refuseRequest(response);
  });
  response.on('close', () => side.destroy());
  request.pipe(side);
}

/** Answers a request that cannot be taken now. */
export function refuseRequest(response: ServerResponse): void {
  response
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
    .end(unavailable);
}
