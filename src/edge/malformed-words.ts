import type { z } from 'zod';
import { unstorableText } from './door-schema.ts';

export type Lang = 'zh' | 'en';
type Issue = z.core.$ZodRawIssue;

/** At most this many allowed values are listed. */
const listedValues = 12;

const words = {
  zh: {
    missing: '请填写这一项',
    unknown: '没有这个字段，请去掉',
    unstorable: '含有无法保存的字符（NUL 或不完整的字符），请删去',
    shape: '格式不对',
    types: {
      string: '应是文字',
      number: '应是数字',
      int: '应是整数',
      bigint: '应是整数',
      boolean: '应是 true 或 false',
      array: '应是一个列表',
      object: '应是一个对象',
    },
    formats: {
      uuid: '编号格式不对',
      date: '日期请写成 2026-11-23 这样',
      datetime: '时间请写成 2026-11-23T19:30:00+08:00 这样',
      email: '邮箱地址不对',
      url: '网址不对',
    },
    atLeast: {
      string: (n: string) => `至少 ${n} 个字`,
      array: (n: string) => `至少 ${n} 项`,
      number: (n: string) => `不能小于 ${n}`,
    },
    atMost: {
      string: (n: string) => `最多 ${n} 个字`,
      array: (n: string) => `最多 ${n} 项`,
      number: (n: string) => `不能大于 ${n}`,
    },
    above: (n: string) => `要大于 ${n}`,
    below: (n: string) => `要小于 ${n}`,
    oneOf: (values: string) => `只能是 ${values}`,
    between: '、',
    multiple: (n: string) => `要是 ${n} 的倍数`,
  },
  en: {
    missing: 'This field is needed',
    unknown: 'There is no such field: remove it',
    unstorable: 'Holds a character that cannot be stored (NUL, or half of a pair): remove it',
    shape: 'This is not in the right form',
    types: {
      string: 'Should be a text',
      number: 'Should be a number',
      int: 'Should be a whole number',
      bigint: 'Should be a whole number',
      boolean: 'Should be true or false',
      array: 'Should be a list',
      object: 'Should be an object',
    },
    formats: {
      uuid: 'This is not an id',
      date: 'Write the date like 2026-11-23',
      datetime: 'Write the moment like 2026-11-23T19:30:00+08:00',
      email: 'This is not an e-mail address',
      url: 'This is not a web address',
    },
    atLeast: {
      string: (n: string) => `At least ${n} characters`,
      array: (n: string) => `At least ${n}`,
      number: (n: string) => `Not less than ${n}`,
    },
    atMost: {
      string: (n: string) => `At most ${n} characters`,
      array: (n: string) => `At most ${n}`,
      number: (n: string) => `Not more than ${n}`,
    },
    above: (n: string) => `Must be more than ${n}`,
    below: (n: string) => `Must be less than ${n}`,
    oneOf: (values: string) => `Must be one of ${values}`,
    between: ', ',
    multiple: (n: string) => `Must be a multiple of ${n}`,
  },
} as const;

/** What is wrong with a field and what to write instead, in words of people who fill in forms. */
export function sentenceOf(issue: Issue, lang: Lang): string {
  const say = words[lang];
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return say.missing;
      return Object.hasOwn(say.types, issue.expected)
        ? say.types[issue.expected as keyof typeof say.types]
        : say.shape;
    case 'unrecognized_keys':
      return say.unknown;
    case 'too_small':
      return tooSmall(issue, lang);
    case 'too_big':
      return tooBig(issue, lang);
    case 'invalid_format':
      return Object.hasOwn(say.formats, issue.format)
        ? say.formats[issue.format as keyof typeof say.formats]
        : say.shape;
    case 'invalid_value':
      return say.oneOf(issue.values.slice(0, listedValues).map(String).join(say.between));
    case 'not_multiple_of':
      return say.multiple(String(issue.divisor));
    case 'custom':
      return issue.params?.['why'] === unstorableText ? say.unstorable : say.shape;
    default:
      return say.shape;
  }
}

/** An empty text is a field that was not filled in. */
function tooSmall(
  { origin, minimum, inclusive, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>,
  lang: Lang,
) {
  const say = words[lang];
  const bound = String(minimum);
  if (origin === 'string') return input === '' || bound === '1' ? say.missing : say.atLeast.string(bound);
  if (origin === 'array') return say.atLeast.array(bound);
  return inclusive === false ? say.above(bound) : say.atLeast.number(bound);
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>, lang: Lang) {
  const say = words[lang];
  const bound = String(maximum);
  if (origin === 'string') return say.atMost.string(bound);
  if (origin === 'array') return say.atMost.array(bound);
  return inclusive === false ? say.below(bound) : say.atMost.number(bound);
}
