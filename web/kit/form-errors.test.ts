import { expect, test } from 'vitest';
import { formErrors } from './form-errors.ts';

const requestId = 'r-1';

test('issues of a malformed input land at their fields, the first of each', () => {
  const issues = [
    { path: 'tiers.0.priceFen', message: '写成 19.60' },
    { path: 'tiers.0.priceFen', message: '不能空' },
    { path: '', message: '至少一档' },
  ];
  expect(formErrors({ kind: 'malformed', issues, requestId }, '没连上')).toEqual({
    fields: { 'tiers.0.priceFen': '写成 19.60' },
    form: '至少一档',
  });
});

test('a refusal stands at the field the server names, or at the one the form knows better', () => {
  const refusal = {
    kind: 'refusal',
    code: 'moq-not-pack',
    message: '要是箱规的倍数',
    data: { lower: 48 },
    requestId,
  } as const;
  expect(formErrors({ ...refusal, field: 'moq' }, '')).toEqual({ fields: { moq: '要是箱规的倍数' } });
  expect(formErrors({ ...refusal, field: null }, '')).toEqual({ fields: {}, form: '要是箱规的倍数' });
  const words = {
    'moq-not-pack': (data: Record<string, unknown>) => ({ field: 'moq', message: `改成 ${data['lower']}` }),
  };
  expect(formErrors({ ...refusal, field: null }, '', words)).toEqual({ fields: { moq: '改成 48' } });
});

test('a defect gives the request id to quote', () => {
  expect(formErrors({ kind: 'defect', requestId }, '没办成，再试一次')).toEqual({
    fields: {},
    form: '没办成，再试一次 (r-1)',
  });
});
