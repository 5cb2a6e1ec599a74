import { pinyin } from 'pinyin-pro';
import { foldText } from '../rules/item-facts.ts';

/** What an item can be found by. Each part is one word of the text, so that a substring never spans two parts. */
export function searchTextOf(item: {
  readonly name: string;
  readonly spec: string;
  readonly brand: string;
  readonly itemCode: string;
  readonly gtin: string | null;
}): string {
  const spoken = [item.name, item.brand].flatMap((text) => [fullPinyin(text), pinyinInitials(text)]);
  const written = [item.name, item.spec, item.brand, item.itemCode, item.gtin ?? ''].map(foldText);
  return [...written, ...spoken].filter((part) => part !== '').join('\n');
}

/** 白糖罂荔枝 → baitangyinglizhi; ü is typed as v. Letters and digits between the characters stay. */
function fullPinyin(text: string): string {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  return foldText(syllables.join('')).replaceAll(' ', '');
}

/** 白糖罂荔枝 → btylz. */
export function pinyinInitials(text: string): string {
  const letters = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' });
  return foldText(letters.join(''));
}
