import { gtin13CheckDigit, isGtin13 } from '../../../kernel/gtin.ts';
import { foldText, type ItemFacts } from './item-facts.ts';

/** A cell that could not be read: what is wrong and what to do. */
export interface Fault {
  readonly message: string;
  readonly remedy: string;
}
export type Cell<T> = { readonly value: T } | Fault;

const fenMax = 999_999_999_999n;
const daysPer: Readonly<Record<string, number>> = {
  天: 1,
  日: 1,
  周: 7,
  个月: 30,
  月: 30,
  年: 365,
  d: 1,
  days: 1,
  day: 1,
};
const gramPer: Readonly<Record<string, number>> = {
  g: 1,
  克: 1,
  kg: 1_000,
  千克: 1_000,
  公斤: 1_000,
  斤: 500,
  两: 50,
};
const gramsMax = 200_000;
const daysMax = 3_650;

function fault(message: string, remedy: string): Fault {
  return { message, remedy };
}

export function readText(text: string, charsMax: number): Cell<string> {
  if (text.length > charsMax) return fault(`最多 ${charsMax} 个字`, `删到 ${charsMax} 个字以内`);
  return { value: text };
}

/** "12.5", "¥12.50", "１２．５０元", "1,234.5" as fen. */
export function readYuan(text: string): Cell<bigint> {
  const plain = foldText(text)
    .replace(/^(¥|rmb|cny)\s*/, '')
    .replace(/\s*元(\/.*)?$/, '')
    .replaceAll(',', '');
  const match = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain);
  if (!match) return fault('不是价格', '写成 12.50 这样的数字，不能是负数');
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > 2) return fault('小数多于两位', '价格精确到分，如 12.50');
  const amountFen = BigInt(match[1]!) * 100n + BigInt(decimals.padEnd(2, '0'));
  return amountFen > fenMax ? fault('价格太大', '核对单位是不是元') : { value: amountFen };
}

/** "1.029E+14": with its plus, because 7E3 may well be somebody's code. */
const scientific = /^\d(\.\d+)?e\+\d+$/i;
const asText = '表格软件把长数字改成了科学计数：先把这一列设为文本，再填一次';

export function readItemCode(text: string): Cell<string> {
  const code = text.normalize('NFKC');
  if (scientific.test(code)) return fault('编码不完整', asText);
  if (!/^[A-Za-z0-9-]{1,30}$/.test(code))
    return fault('编码只能用字母、数字和连字符', '最多 30 位，如 LB-0218-0031');
  return { value: code };
}

/** Thirteen digits with their check digit; twelve (UPC-A) get the zero in front that makes them thirteen. */
export function readGtin(text: string): Cell<string> {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (scientific.test(digits)) return fault('条码不完整', asText);
  const code = /^\d{12}$/.test(digits) ? `0${digits}` : digits;
  if (!/^\d{13}$/.test(code)) return fault('条码要 13 位数字', '核对包装上的条码；没有就留空');
  if (isGtin13(code)) return { value: code };
  return fault('条码校验位不对', `前 12 位没错的话，最后一位应是 ${gtin13CheckDigit(code.slice(0, 12))}`);
}

/** "7", "7天", "6个月" as days. */
export function readDays(text: string): Cell<number> {
  const match = /^(\d{1,5})\s*(天|日|周|个月|月|年|days|day|d)?$/.exec(foldText(text));
  const days = match ? Number(match[1]) * (daysPer[match[2] ?? '天'] ?? 1) : 0;
  if (days < 1 || days > daysMax) return fault('不是保质期', '写天数，如 7 或 7天、6个月');
  return { value: days };
}

/** "500", "500g", "2.5 kg", "1斤" as grams. */
export function readGrams(text: string): Cell<number> {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)\s*(g|克|kg|千克|公斤|斤|两)?$/.exec(foldText(text));
  const grams = match ? Math.round(Number(match[1]) * (gramPer[match[2] ?? 'g'] ?? 1)) : 0;
  if (grams < 1 || grams > gramsMax) return fault('不是重量', '写克数，如 500 或 500g、2.5kg');
  return { value: grams };
}

const zones = words({
  ambient: '常温 室温 阴凉',
  chilled: '冷藏 0-4℃',
  frozen: '冷冻 -18℃',
  'fresh-live': '鲜活 活鲜',
});
const ways = words({ piece: '按件 计件 件 份 个 标品', gram: '称重 按重量 按克 按斤 散称' });
const policies = words({
  'seven-days': '七天无理由 7天无理由 七天无理由退货 7天无理由退货 支持退货',
  'no-return-perishable': '生鲜不退 生鲜不支持退货 不支持退货 不退',
  'no-return-opened': '开封不退 拆封不退 开封后不退',
});
const answers = words({ yes: '是 有 y true 1 √ ✓', no: '否 无 不是 n false 0 ×' });

export const readZone = (text: string): Cell<ItemFacts['temperatureZone']> =>
  oneOf(text, zones, '常温、冷藏、冷冻、鲜活');
export const readSoldBy = (text: string): Cell<ItemFacts['soldBy']> => oneOf(text, ways, '按件、称重');
export const readReturnPolicy = (text: string): Cell<ItemFacts['returnPolicy']> =>
  oneOf(text, policies, '七天无理由、生鲜不退、开封不退');

export function readYesNo(text: string): Cell<boolean> {
  const answer = oneOf(text, answers, '是、否');
  return 'value' in answer ? { value: answer.value === 'yes' } : answer;
}

/** The words for each value, the value itself among them. */
function words<T extends string>(table: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  const entries = Object.entries(table) as [T, string][];
  return new Map(
    entries.flatMap(([value, list]) => [value, ...list.split(' ')].map((word) => [foldText(word), value])),
  );
}

function oneOf<T extends string>(text: string, known: ReadonlyMap<string, T>, choices: string): Cell<T> {
  const value = known.get(foldText(text));
  return value === undefined ? fault('不认识这个写法', `可以写：${choices}`) : { value };
}
