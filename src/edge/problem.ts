import type { z } from 'zod';
import { commonRefusals, refusalTable, type Problem, type RefusalCode } from '../../contract/problems.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Lang, sentenceOf } from './malformed-words.ts';

export type { Lang };

/** A request the schema refuses: 400 with the path of every issue. */
export class Malformed extends Error {
  readonly issues: { path: string; message: string }[];
  constructor(issues: { path: string; message: string }[]) {
    super('malformed');
    this.issues = issues;
  }
}

const locales: Record<Lang, z.core.$ZodErrorMap> = {
  zh: (issue) => sentenceOf(issue, 'zh'),
  en: (issue) => sentenceOf(issue, 'en'),
};
const maxIssues = 50;
const maxNameChars = 100;

/** Decodes with the schema or throws Malformed with messages in the person's language. */
export function decode<S extends z.ZodType>(schema: S, value: unknown, lang: Lang): z.output<S> {
  const parsed = schema.safeParse(value, { error: locales[lang] });
  if (parsed.success) return parsed.data;
  throw new Malformed(
    parsed.error.issues
      .slice(0, maxIssues)
      .flatMap((issue) => said(issue, lang))
      .slice(0, maxIssues),
  );
}

/** Fields too many are each told by themselves, and by no more of their name than a name should have. */
function said({ message, ...issue }: z.core.$ZodIssue, lang: Lang): { path: string; message: string }[] {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, maxIssues) : [null];
  return names.map((name) => {
    const path = name === null ? issue.path : [...issue.path, name.slice(0, maxNameChars)];
    return { path: path.map(String).join('.') || '(body)', message: inLanguage(message, lang) };
  });
}

/** Sentences of the contract stand there in both languages: 中文 / English. */
function inLanguage(message: string, lang: Lang): string {
  const [zh = message, en = message] = message.split(' / ');
  return lang === 'zh' ? zh : en;
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
