import { texts } from '../../kit/text.ts';

const zh = {
  decline: '供不了',
  less: '只能供一部分',
  confirm: (n: number) => `确认 ${n} 件`,
  confirmLess: '确认少供',
  canDeliver: '能供多少',
  ofOrdered: (n: number) => `订了 ${n} 件`,
  quantityNeeded: '填能供的数量',
  answered: '已回复',
  sheet: { confirm: '按数供货', short: '只能供一部分', decline: '这次供不了' },
  means: {
    confirm: (n: number) => `确认按时送到 ${n} 件，确认后不能改。`,
    short: (n: number) => `订了 ${n} 件。少的部分联盟会退款给街坊，确认后不能改。`,
    decline: () => '联盟会另找供应商或给街坊退款，回复后不能改。',
  },
  pieces: '件',
  note: '留言',
};
const en: typeof zh = {
  decline: 'Decline',
  less: 'Less',
  confirm: (n) => `Confirm ${n}`,
  confirmLess: 'Confirm less',
  canDeliver: 'Can deliver',
  ofOrdered: (n) => `${n} ordered`,
  quantityNeeded: 'How many can you deliver?',
  answered: 'Answered',
  sheet: { confirm: 'Deliver all', short: 'Deliver a part', decline: 'Cannot deliver' },
  means: {
    confirm: (n) => `You confirm ${n} pieces in time. This cannot be changed.`,
    short: (n) => `${n} were ordered; the rest is refunded to neighbours. This cannot be changed.`,
    decline: () => 'The alliance finds another supplier or refunds. This cannot be changed.',
  },
  pieces: 'pcs',
  note: 'Note',
};

export const useSupplierAnswerText = texts({ zh, en });
