import { texts } from '../text.ts';

const zh = {
  console: '联播工作台',
  studio: '联播直播间',
  way: '登录方式',
  byPassword: '密码登录',
  byCode: '验证码登录',
  phone: '手机号',
  password: '密码',
  passwordWrong: '手机号或密码不对；忘了密码可用验证码登录',
  code: '验证码',
  sendCode: '发验证码',
  again: (seconds: number) => `${seconds} 秒后重发`,
  outbox: '演示环境：验证码在发件箱里',
  signIn: '登录',
};
const en: typeof zh = {
  console: 'Lianbo console',
  studio: 'Lianbo studio',
  way: 'Way to sign in',
  byPassword: 'Password',
  byCode: 'Code',
  phone: 'Phone',
  password: 'Password',
  passwordWrong: 'Wrong phone or password; a code works too',
  code: 'Code',
  sendCode: 'Send code',
  again: (seconds) => `Again in ${seconds} s`,
  outbox: 'Demo: the code lies in the outbox',
  signIn: 'Sign in',
};

export const useSignInText = texts({ zh, en });
