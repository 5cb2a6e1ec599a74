import { texts } from '../../kit/text.ts';

const zh = {
  title: '自查',
  note: '每 6 小时核对一次；改好的下次核对后消失',
  none: '都对得上',
  what: '核对',
  subject: '对象',
  expected: '应为',
  found: '实为',
  since: '首次发现',
  kinds: {
    counter: '库存',
    pool: '集单',
    books: '账目合计',
    balance: '账户余额',
    facts: '消息积压',
  },
};

const en: typeof zh = {
  title: 'Self-check',
  note: 'Checked every 6 hours; what is mended goes with the next check',
  none: 'Everything adds up',
  what: 'Check',
  subject: 'Subject',
  expected: 'Should be',
  found: 'Is',
  since: 'First seen',
  kinds: {
    counter: 'Stock',
    pool: 'Pool',
    books: 'Sum of the books',
    balance: 'Account balances',
    facts: 'News held up',
  },
};

export const useSelfCheckText = texts({ zh, en });
