import { expect, test } from 'vitest';
import { z } from 'zod';
import { phone } from '../../contract/endpoint.ts';
import { decode, Malformed } from './problem.ts';

function said(schema: z.ZodType, value: unknown, lang: 'zh' | 'en'): string {
  try {
    decode(schema, value, lang);
  } catch (error) {
    if (error instanceof Malformed) return error.issues[0]!.message;
  }
  throw new Error('taken');
}

test.each([
  ['a field left empty', z.string().min(5), '', '请填写这一项', 'This field is needed'],
  ['too short', z.string().min(5), 'abc', '至少 5 个字', 'At least 5 characters'],
  ['too long', z.string().max(2), 'abc', '最多 2 个字', 'At most 2 characters'],
  ['too few', z.array(z.string()).min(2), [], '至少 2 项', 'At least 2'],
  ['too small', z.number().min(1), 0, '不能小于 1', 'Not less than 1'],
  ['not above', z.number().gt(0), 0, '要大于 0', 'Must be more than 0'],
  ['a part of a piece', z.number().int(), 1.5, '应是整数', 'Should be a whole number'],
  ['a word for a number', z.number(), 'eight', '应是数字', 'Should be a number'],
  ['none of the choices', z.enum(['a', 'b']), 'c', '只能是 a、b', 'Must be one of a, b'],
  ['no calendar day', z.iso.date(), '23.11.', '日期请写成 2026-11-23 这样', 'Write the date like 2026-11-23'],
  ['no phone', phone, '123', '11 位大陆手机号', 'a mainland mobile number of 11 digits'],
  ['something else', z.union([z.boolean(), z.number()]), 'x', '格式不对', 'This is not in the right form'],
] as const)('%s is said as people say it', (_, schema, value, zh, en) => {
  expect(said(schema, value, 'zh')).toBe(zh);
  expect(said(schema, value, 'en')).toBe(en);
});
