import { texts } from '../../kit/text.ts';

const zh = {
  noFile: '没有导出来，请再试一次',
  export: '导出',
  asXlsx: 'Excel（XLSX）',
  asCsv: '文本（CSV）',
};
const en: typeof zh = {
  noFile: 'Not exported, please try again',
  export: 'Export',
  asXlsx: 'Excel (XLSX)',
  asCsv: 'Text (CSV)',
};

export const useApiText = texts({ zh, en });
