import { texts } from '../text.ts';

const zh = {
  stage: (name: string) => `${name} 的直播画面`,
  reconnecting: '主播马上回来',
  connecting: '正在接通',
  ended: '这场直播结束了',
  refused: '暂时看不了这场直播',
  unsupported: '这台设备放不了直播',
  play: '开始看',
  soundOn: '打开声音',
  soundOff: '关掉声音',
  preview: '我的画面',
  replay: '看回放',
  replayOf: (name: string) => `${name} 的直播回放`,
  marks: '讲解过的商品',
};

const en: typeof zh = {
  stage: (name) => `Live picture of ${name}`,
  reconnecting: 'The host will be right back',
  connecting: 'Connecting',
  ended: 'This live session has ended',
  refused: 'This live session is not open to you now',
  unsupported: 'This device cannot play live video',
  play: 'Watch',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  preview: 'My picture',
  replay: 'Watch the replay',
  replayOf: (name) => `Replay of ${name}`,
  marks: 'Items shown',
};

export const useMediaText = texts({ zh, en });
