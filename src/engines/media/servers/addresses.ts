import type { MediaAction, MediaGrant } from '../port.ts';
import { signToken } from '../token.ts';
import type { ServerConfig, ServerKind } from './server.ts';
import { type AddressToSign, signAliyun, signTencent } from './sign-address.ts';

/** Who publishes to a server in the hub's name: hosts publish to the hub, which records them. */
export const relayMember = 'relay';

const signers: Partial<Readonly<Record<ServerKind, (address: AddressToSign) => string>>> = {
  tencent: signTencent,
  aliyun: signAliyun,
};

/** The address to send a stream to, or to play it from. CDNs check their own signature, others ask for our token. */
export function addressOf(config: ServerConfig, secret: string, grant: MediaGrant): string {
  const template = templateOf(config, grant.action);
  const sign = signers[config.kind];
  const bare = template.replaceAll('{stream}', grant.streamId);
  if (sign === undefined) return bare.replaceAll('{token}', signToken(secret, grant));
  const key = grant.action === 'publish' ? config.pushKey : config.playKey;
  const { streamId, expiresAtMillis } = grant;
  const path = new URL(bare.replaceAll('{token}', '')).pathname;
  const token = key === null ? '' : sign({ key, streamId, path, expiresAtMillis });
  return bare.replaceAll('{token}', token);
}

/** Whether this kind asks us who may publish and play. */
export function asksUs(kind: ServerKind): boolean {
  return signers[kind] === undefined;
}

/** What is wrong with a configuration, in words for whoever starts the product; null when nothing is. */
export function faultOf(config: ServerConfig): string | null {
  for (const action of ['publish', 'play'] as const) {
    const template = templateOf(config, action);
    const name = action === 'publish' ? 'LIANBO_MEDIA_PUSH_URL' : 'LIANBO_MEDIA_PLAY_URL';
    const schemes = action === 'publish' ? ['rtmp:', 'rtmps:'] : ['https:', 'http:'];
    const url = URL.parse(template.replaceAll(/[{}]/g, ''));
    if (url === null || !schemes.includes(url.protocol))
      return `${name} must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
    if (url.username !== '' || url.password !== '') return `${name} must not carry a password`;
    if (!template.includes('{stream}')) return `${name} must contain {stream}`;
    const key = action === 'publish' ? config.pushKey : config.playKey;
    const isSigned = asksUs(config.kind) || key !== null;
    if (isSigned && !template.includes('{token}')) return `${name} must contain {token}`;
  }
  return null;
}

function templateOf({ pushUrl, playUrl }: ServerConfig, action: MediaAction): string {
  return action === 'publish' ? pushUrl : playUrl;
}
