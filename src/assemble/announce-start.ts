import QRCode from 'qrcode';
import type { Installation } from '../assemble.ts';
import type { Config } from '../config.ts';
import { localAddresses } from './tls.ts';

/** What a person needs after the start: where to go, and as whom. */
export async function announceStart(
  installation: Installation,
  config: Config,
  tookMs: number,
  say: (line: string) => void,
): Promise<void> {
  const scheme = installation.tls ? 'https' : 'http';
  const at = (host: string, path: string) => `${scheme}://${host}:${installation.port}${path}`;
  say('');
  say(`联播 Lianbo 已就绪，用时 ${(tookMs / 1_000).toFixed(1)} 秒`);
  say('');
  say(`  街坊（手机页）    ${at('localhost', '/')}`);
  say(`  联盟后台          ${at('localhost', '/console/')}`);
  say(`  主播台            ${at('localhost', '/studio/')}`);
  const { rtmpPort } = installation.engines.media.health();
  if (rtmpPort !== null) say(`  OBS 推流          rtmp://localhost:${rtmpPort}/live（密钥在主播台）`);
  say(`  接口文档          ${at('localhost', '/docs')}`);
  if (config.demo) say(`  演示短信箱        ${at('localhost', '/dev/outbox')}`);
  for (const address of localAddresses().slice(0, 3)) say(`  同一网络的手机    ${at(address, '/')}`);
  if (installation.tls) {
    say(`  证书指纹 SHA-256  ${installation.tls.fingerprint}`);
    const phone = at(localAddresses()[0] ?? 'localhost', '/studio/');
    say(await QRCode.toString(`${phone}#${installation.tls.fingerprint}`, { type: 'terminal', small: true }));
  }
  if (!installation.tls && config.host !== '127.0.0.1') say('  手机开播需要 HTTPS：npm start -- --https');
  if (installation.demoLogins.length > 0) {
    say('');
    say('演示账号（手机号 + 密码，或演示短信箱里的验证码）');
    for (const login of installation.demoLogins) {
      say(
        `  ${login.role.padEnd(8, '　')}${login.name.padEnd(6, '　')}${login.phone}  ${login.password ?? '验证码登录'}`,
      );
    }
  }
  for (const warning of installation.warnings) say(`注意：${warning}`);
  say('');
  say('按 Ctrl-C 停下。');
}
