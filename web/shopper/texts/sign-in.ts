import { texts } from '../../kit/text.ts';

const zh = {
  title: '登录',
  signIn: '登录',
  signingIn: '登录中',
  hello: '街坊，欢迎来联播',
  why: '新手机号第一次登录就是注册',
  phone: '手机号',
  phoneHint: '11 位大陆手机号',
  code: '验证码',
  codeHint: '短信里的 6 位数字',
  send: '获取验证码',
  sendAgain: '重新获取',
  wait: (seconds: number) => `${seconds} 秒后可重发`,
  sent: '验证码已发出',
  demo: '这是演示，短信在这里看',
  terms: '手机号只用来登录、通知取货和送货',
};
const en: typeof zh = {
  title: 'Sign in',
  signIn: 'Sign in',
  signingIn: 'Signing in',
  hello: 'Welcome, neighbour',
  why: 'A new number joins by signing in',
  phone: 'Phone',
  phoneHint: '11 digits',
  code: 'Code',
  codeHint: '6 digits from the text message',
  send: 'Send a code',
  sendAgain: 'Send again',
  wait: (seconds) => `Again in ${seconds} s`,
  sent: 'Code sent',
  demo: 'This is a demo: read the message here',
  terms: 'Your number is used to sign in, and for pickup and delivery',
};

export const useSignInText = texts({ zh, en });
