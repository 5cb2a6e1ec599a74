import { formatYuan } from '../../../kernel/money.ts';
import type { Transaction } from './ledger.ts';

const style = `
  :root{color-scheme:light;--ink:#1f1d1a;--soft:#6b665d;--green:#12785a}
  *{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f5f3ee;
  color:var(--ink);font:16px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
  main{width:min(92vw,360px);background:#fff;border-radius:20px;padding:32px 24px;text-align:center}
  h1{font-size:17px;font-weight:600;margin:0}p{margin:4px 0;color:var(--soft)}
  .sum{font-size:40px;font-weight:700;color:var(--ink);margin:20px 0 4px;font-variant-numeric:tabular-nums}
  form{display:grid;gap:12px;margin-top:28px}
  button,a.button{font:inherit;font-weight:600;min-height:48px;border-radius:24px;border:0;cursor:pointer;
  display:grid;place-items:center;text-decoration:none}
  .pay{background:var(--green);color:#fff}.cancel{background:#efece5;color:var(--ink)}
  button:focus-visible,a:focus-visible{outline:3px solid #8ac7b2;outline-offset:2px}
  small{display:block;margin-top:24px;color:var(--soft)}`;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${style}</style></head>
<body><main>${body}<small>联播演示收银台，不会真的扣款</small></main></body></html>`;
}

/** The page where a shopper pays or turns back. `back` is where they came from, or null. */
export function cashierPage(transaction: Transaction, now: Date, back: string | null): string {
  const sum = `<p class="sum">${formatYuan(BigInt(transaction.totalFen))}</p>`;
  const state = transaction.state === 'NOTPAY' && transaction.expiresAt <= now ? 'CLOSED' : transaction.state;
  if (state === 'SUCCESS') return page('支付成功', `<h1>支付成功</h1>${sum}${backLink(back)}`);
  if (state === 'CLOSED') return page('已关闭', `<h1>这笔付款已关闭</h1>${sum}${backLink(back)}`);
  const until = transaction.expiresAt.toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  });
  return page(
    '收银台',
    `<h1>${escape(transaction.description)}</h1>${sum}<p>请在 ${until} 前支付</p>
    <form method="post"><input type="hidden" name="redirect_url" value="${escape(back ?? '')}">
    <button class="pay" name="choice" value="pay">支付</button>
    <button class="cancel" name="choice" value="cancel">取消</button></form>`,
  );
}

export function messagePage(text: string): string {
  return page(text, `<h1>${escape(text)}</h1>`);
}

function backLink(back: string | null): string {
  return back ? `<form><a class="button pay" href="${escape(back)}">返回订单</a></form>` : '';
}
