import { texts } from '../../kit/text.ts';

const zh = {
  title: '禁用词',
  word: '词',
  wordHint: '空格、符号和大小写不影响识别',
  suggestion: '换成怎么说',
  suggestionHint: '主播打字时会看到',
  none: '还没有禁用词',
  noSuggestion: '—',
  note: '含禁用词的聊天会先留给主播审',
  add: '加一个词',
  change: '修改',
  save: '保存',
  saved: '已保存',
  remove: '删除',
  removed: '已删除',
  wordFirst: '先写这个词',
};
const en: typeof zh = {
  title: 'Banned words',
  word: 'Word',
  wordHint: 'Spaces, signs and case make no difference',
  suggestion: 'Say instead',
  suggestionHint: 'The host sees it while typing',
  none: 'No banned word yet',
  noSuggestion: '—',
  note: 'A message with one is held for the host',
  add: 'Add a word',
  change: 'Change',
  save: 'Save',
  saved: 'Saved',
  remove: 'Remove',
  removed: 'Removed',
  wordFirst: 'Word first',
};

export const useBannedWordsText = texts({ zh, en });
