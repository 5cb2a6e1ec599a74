import { z } from 'zod';
import { commonRefusals, refusalTable, type Problem, type RefusalCode } from '../../contract/problems.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { Refusal } from '../kernel/refusal.ts';

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
const missing = { zh: '请填写这一项', en: 'This field is needed' };

/** The library's sentence in the person's language; a field left out is said plainly. */
function errorsIn(lang: Lang): z.core.$ZodErrorMap {
  return (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined ? missing[lang] : texts[lang](issue);
}
const locales = { zh: errorsIn('zh'), en: errorsIn('en') };
const maxIssues = 50;

/** Decodes with the schema or throws Malformed with messages in the person's language. */
export function decode<S extends z.ZodType>(schema: S, value: unknown, lang: Lang): z.output<S> {
  const parsed = schema.safeParse(value, { error: locales[lang] });
  if (parsed.success) return parsed.data;
  throw new Malformed(
    parsed.error.issues.slice(0, maxIssues).map((issue) => ({
      path: pathOf(issue),
      message: issue.message,
    })),
  );
}

function pathOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') path.push(issue.keys.join(','));
  return path.join('.') || '(body)';
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
    const path = code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? '(body)' : '(request)';
    return {
      status: statusCode,
      body: { kind: 'malformed', issues: [{ path, message: message ?? 'bad request' }], requestId },
    };
  }
  return { status: 500, body: { kind: 'defect', requestId } };
}

function isDeclared(code: string, endpoint: Endpoint | null): code is RefusalCode {
  if (!(code in refusalTable)) return false;
  return (
    commonRefusals.includes(code as RefusalCode) || !endpoint || (endpoint.refusals ?? []).includes(code)
  );
}

function fill(sentence: string, data: Refusal['data']): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (name in data ? String(data[name]) : hole));
}
