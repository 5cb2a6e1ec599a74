import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { DevOutbox, SentMessage } from '../engines/sms/dev-outbox.ts';

/** /dev/outbox shows what would have been sent to phones. Without a demo outbox there is no such page (404). */
export function mountDevOutbox(app: FastifyInstance, outbox: DevOutbox | null): void {
  if (!outbox) return;
  app.get('/dev/outbox.json', (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ rows: outbox.latest() }),
  );
  app.get('/dev/outbox', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`,
      )
      .header('cache-control', 'no-store')
      .header('refresh', '3')
      .type('text/html; charset=utf-8')
      .send(page(outbox.latest(), nonce));
  });
}

const style = `
  body { margin: 0; background: #f6f3ec; color: #1f1b16; font: 16px/1.5 'PingFang SC', 'Noto Sans CJK SC', sans-serif }
  main { max-width: 640px; margin: 0 auto; padding: 24px 16px }
  h1 { font-size: 22px; line-height: 1.25; margin: 0 0 4px }
  p { margin: 0 } header p, time, .empty { color: #6e675c; font-size: 14px }
  ol { list-style: none; margin: 16px 0 0; padding: 0; display: grid; gap: 10px }
  li { background: #fff; border-radius: 14px; padding: 12px 16px }
  li div { display: flex; justify-content: space-between; gap: 12px; font-variant-numeric: tabular-nums }
  strong { color: #0b6549; letter-spacing: .06em }
`;

function page(messages: readonly SentMessage[], nonce: string): string {
  const rows = messages.map(rowOf).join('\n');
  const list = rows
    ? `<ol>${rows}</ol>`
    : '<p class="empty">还没有短信。在登录页获取验证码，这里就会出现。</p>';
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示短信箱 · 联播</title><style nonce="${nonce}">${style}</style></head>
<body><main>
<header><h1>演示短信箱</h1><p>演示环境不发真短信，验证码和通知都在这里，最新的在上面，每 3 秒刷新</p></header>
${list}
</main></body></html>`;
}

function rowOf({ phone, text, at }: SentMessage): string {
  const time = at.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
  const body = escaped(text).replace(/\d{6}/, '<strong>$&</strong>');
  return `<li><div><span>${escaped(phone)}</span><time datetime="${at.toISOString()}">${time}</time></div><p>${body}</p></li>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
