import { connect, type Socket } from 'node:net';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterSeconds: number | null;
}

/** One keep-alive connection, one question at a time. */
export interface Line {
  ask(text: string): Promise<Answer>;
  close(): void;
}

/** HTTP/1.1 over a plain socket, because Node's client costs more than the server it would measure. */
export async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let [heard, waiting] = ['', null as PromiseWithResolvers<Answer> | null];
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
    const end = heard.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(heard)?.[1] ?? 0);
    if (end < 0 || heard.length < end + 4 + length) return;
    const retryAfter = /^retry-after: (\d+)/im.exec(heard.slice(0, end));
    const answer = {
      status: Number(heard.slice(9, 12)),
      body: heard.slice(end + 4),
      retryAfterSeconds: retryAfter ? Number(retryAfter[1]) : null,
    };
    heard = '';
    waiting?.resolve(answer);
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')));
  return {
    ask(text) {
      waiting = Promise.withResolvers<Answer>();
      socket.write(text);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}
