import { z } from 'zod';
import { commonRefusals, refusalTable, type Problem, type RefusalCode } from '../../contract/problems.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { Refusal } from '../kernel/refusal.ts';
import { unstorableText } from './door-schema.ts';

export type Lang = 'zh' | 'en';

/** A request the schema refuses: 400 with the path of every issue. */
export class Malformed extends Error {
  readonly issues: { path: string; message: string }[];
  constructor(issues: { path: string; message: string }[]) {
    super('malformed');
    this.issues = issues;
  }
}

const texts = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };
const own = {
  missing: { zh: '请填写这一项', en: 'This field is needed' },
  unknown: { zh: '没有这个字段，请去掉', en: 'There is no such field: remove it' },
  unstorable: {
    zh: '含有无法保存的字符（NUL 或不完整的字符），请删去',
    en: 'Holds a character that cannot be stored (NUL, or half of a pair): remove it',
  },
};

/** The library's sentence in the person's language, and our own where it would be unclear or as long as the input. */
function errorsIn(lang: Lang): z.core.$ZodErrorMap {
  return (issue) => {
    if (issue.code === 'invalid_type' && issue.input === undefined) return own.missing[lang];
    if (issue.code === 'unrecognized_keys') return own.unknown[lang];
    if (issue.code === 'custom' && issue.params?.['why'] === unstorableText) return own.unstorable[lang];
    return texts[lang](issue);
  };
}
const locales = { zh: errorsIn('zh'), en: errorsIn('en') };
const maxIssues = 50;
const maxNameChars = 100;

/** Decodes with the schema or throws Malformed with messages in the person's language. */
export function decode<S extends z.ZodType>(schema: S, value: unknown, lang: Lang): z.output<S> {
  const parsed = schema.safeParse(value, { error: locales[lang] });
  if (parsed.success) return parsed.data;
  throw new Malformed(parsed.error.issues.slice(0, maxIssues).flatMap(said).slice(0, maxIssues));
}

/** Fields too many are each told by themselves, and by no more of their name than a name should have. */
function said({ message, ...issue }: z.core.$ZodIssue): { path: string; message: string }[] {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, maxIssues) : [null];
  return names.map((name) => {
    const path = name === null ? issue.path : [...issue.path, name.slice(0, maxNameChars)];
    return { path: path.map(String).join('.') || '(body)', message };
  });
}

/**
 * The answer for a thrown error: three kinds only. A refusal that the endpoint does not declare is a defect, so that
 * the contract never lies.
 */
export function problemOf(
  error: unknown,
  endpoint: Endpoint | null,
  lang: Lang,
  requestId: string,
): { status: number; body: Problem } {
  if (error instanceof Malformed) {
    return { status: 400, body: { kind: 'malformed', issues: error.issues, requestId } };
  }
  if (error instanceof Refusal && isDeclared(error.code, endpoint)) {
    const [status, zh, en] = refusalTable[error.code];
    return {
      status,
      body: {
        kind: 'refusal',
        code: error.code,
        message: fill(lang === 'zh' ? zh : en, error.data),
        field: error.field,
        data: error.data,
        requestId,
      },
    };
  }
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    const issue = frameworkIssues[code ?? ''] ?? {
      path: '(request)',
      message: (message ?? '').slice(0, maxNameChars),
    };
    return { status: statusCode, body: { kind: 'malformed', issues: [issue], requestId } };
  }
  return { status: 500, body: { kind: 'defect', requestId } };
}

/** What the framework refuses before any door is asked. */
const frameworkIssues: Readonly<Record<string, { path: string; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    path: '(body)',
    message: '内容太大，请分几次提交 / too large: send less at a time',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: { path: '(body)', message: '不是有效的 JSON / not valid JSON' },
  FST_ERR_MAX_PARAM_LENGTH: { path: '(path)', message: '网址太长 / the address is too long' },
  FST_ERR_BAD_URL: { path: '(path)', message: '网址编码有误 / the address is not encoded as UTF-8' },
};

function isDeclared(code: string, endpoint: Endpoint | null): code is RefusalCode {
  if (!(code in refusalTable)) return false;
  return (
    commonRefusals.includes(code as RefusalCode) || !endpoint || (endpoint.refusals ?? []).includes(code)
  );
}

function fill(sentence: string, data: Refusal['data']): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (name in data ? String(data[name]) : hole));
}
