import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faultOf } from './engines/media/servers/addresses.ts';
import { type ServerConfig, type ServerKind, serverKinds } from './engines/media/servers/server.ts';
import { isMapsService, type MapsConfig } from './engines/maps/open-maps.ts';
import { readDetours } from './engines/maps/straight.ts';

/** Everything a start can be told, from flags and the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Your own PostgreSQL 15 or newer; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** Data of the embedded database, uploads and the secret; null lets the supervisor choose. */
  readonly dataDir: string | null;
  /** Plant the demo district on an empty database, show codes on a page, run the payment simulator. */
  readonly demo: boolean;
  readonly demoSize: 'founding' | 'district';
  readonly tls: { readonly cert: string; readonly key: string } | 'development' | null;
  readonly secret: string | null;
  /** The Redis through which several nodes share their feed; null when there is one node. */
  readonly redisUrl: string | null;
  /** Your own gateway for text messages; null keeps them on the page /dev/outbox. */
  readonly smsWebhook: string | null;
  /** `mailto:` or https address shown to push services; null simulates pushes on the page /dev/outbox. */
  readonly pushContact: string | null;
  /** A payment provider that speaks engines/pay/wire.ts; null starts the simulator. */
  readonly payUrl: string | null;
  readonly payPort: number;
  /** Where OBS and other encoders publish; null for nowhere. */
  readonly rtmpPort: number | null;
  /** A port of the media hub's own, to which a proxy may send /media/; null for none. */
  readonly mediaPort: number | null;
  /** A media server or CDN that shows what the hub has; null: the hub shows it itself. */
  readonly mediaServer: ServerConfig | null;
  /** Behind a proxy that sets X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** Where distances come from, and how crooked streets are. */
  readonly maps: MapsConfig;
  /** Tiles of the map that plans are shown on, as https://…/{z}/{x}/{y}.png; null draws a plain ground. */
  readonly tileUrl: string | null;
  /** Codes asked for from one address in an hour; null takes the rules' default. */
  readonly codesPerAddressPerHour: number | null;
  readonly rate: { readonly perSessionPerMinute: number; readonly perAddressPerMinute: number };
}

const defaultPort = 8080;
/** The port of RTMP (IANA: macromedia-fcs), which every encoder presumes. */
const defaultRtmpPort = 1935;

export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      demo: { type: 'string' },
      'no-demo': { type: 'boolean' },
      https: { type: 'boolean' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
    },
  });
  const port = whole('port', values.port ?? env['PORT'], defaultPort, 65_535);
  const size = values.demo ?? env['LIANBO_DEMO'] ?? 'district';
  if (size !== 'founding' && size !== 'district' && size !== 'off') {
    throw new Error(`--demo is "${size}": use founding, district or off`);
  }
  const [cert, key] = [
    values['tls-cert'] ?? env['LIANBO_TLS_CERT'],
    values['tls-key'] ?? env['LIANBO_TLS_KEY'],
  ];
  if (Boolean(cert) !== Boolean(key)) throw new Error('--tls-cert and --tls-key go together');
  return {
    port,
    host: values.host ?? env['HOST'] ?? '0.0.0.0',
    databaseUrl: env['DATABASE_URL'] || null,
    dataDir: env['LIANBO_DATA'] ? resolve(env['LIANBO_DATA']) : null,
    demo: !values['no-demo'] && size !== 'off',
    demoSize: size === 'founding' ? 'founding' : 'district',
    tls: cert && key ? { cert, key } : values.https ? 'development' : null,
    secret: env['LIANBO_SECRET'] || null,
    redisUrl: env['LIANBO_REDIS_URL'] || null,
    smsWebhook: env['LIANBO_SMS_WEBHOOK'] || null,
    pushContact: readContact(env['LIANBO_PUSH_CONTACT']),
    payUrl: env['LIANBO_PAY_URL'] || null,
    payPort: whole('LIANBO_PAY_PORT', env['LIANBO_PAY_PORT'], port === 0 ? 0 : port + 1, 65_535),
    rtmpPort:
      env['LIANBO_RTMP_PORT'] === 'off'
        ? null
        : whole('LIANBO_RTMP_PORT', env['LIANBO_RTMP_PORT'], port === 0 ? 0 : defaultRtmpPort, 65_535),
    mediaPort: env['LIANBO_MEDIA_PORT']
      ? whole('LIANBO_MEDIA_PORT', env['LIANBO_MEDIA_PORT'], 0, 65_535)
      : null,
    mediaServer: readMediaServer(env),
    trustProxy: env['LIANBO_TRUST_PROXY'] === '1',
    logLevel: env['LIANBO_LOG'] ?? 'warn',
    maps: readMaps(env),
    tileUrl: readTileUrl(env['LIANBO_TILES']),
    codesPerAddressPerHour: env['LIANBO_CODES_PER_ADDRESS']
      ? whole('LIANBO_CODES_PER_ADDRESS', env['LIANBO_CODES_PER_ADDRESS'], 0, 1_000_000)
      : null,
    rate: {
      perSessionPerMinute: whole('LIANBO_RATE_PER_SESSION', env['LIANBO_RATE_PER_SESSION'], 600, 10_000_000),
      perAddressPerMinute: whole(
        'LIANBO_RATE_PER_ADDRESS',
        env['LIANBO_RATE_PER_ADDRESS'],
        6_000,
        10_000_000,
      ),
    },
  };
}

function readContact(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^(mailto:|https:\/\/)/.test(text))
    throw new Error(`LIANBO_PUSH_CONTACT is "${text}": use a mailto: or https address`);
  return text;
}

function readMediaServer(env: NodeJS.ProcessEnv): ServerConfig | null {
  const kind = env['LIANBO_MEDIA_SERVER'];
  if (!kind) return null;
  if (!serverKinds.includes(kind as ServerKind))
    throw new Error(`LIANBO_MEDIA_SERVER is "${kind}": use ${serverKinds.join(', ')}`);
  const server: ServerConfig = {
    kind: kind as ServerKind,
    pushUrl: env['LIANBO_MEDIA_PUSH_URL'] ?? '',
    playUrl: env['LIANBO_MEDIA_PLAY_URL'] ?? '',
    pushKey: env['LIANBO_MEDIA_PUSH_KEY'] || null,
    playKey: env['LIANBO_MEDIA_PLAY_KEY'] || null,
  };
  const fault = faultOf(server);
  if (fault !== null) throw new Error(fault);
  return server;
}

function readMaps(env: NodeJS.ProcessEnv): MapsConfig {
  const name = env['LIANBO_MAPS'] || null;
  if (name !== null && !isMapsService(name))
    throw new Error(`LIANBO_MAPS is "${name}": use osrm, valhalla, graphhopper, amap, tencent or baidu`);
  return {
    service: name,
    url: env['LIANBO_MAPS_URL'] || null,
    key: env['LIANBO_MAPS_KEY'] || null,
    detours: readDetours(env['LIANBO_DETOUR']),
  };
}

function readTileUrl(text: string | undefined): string | null {
  if (!text) return null;
  const isTemplate = ['{z}', '{x}', '{y}'].every((part) => text.includes(part));
  const one = text.replace('{s}', 'a');
  if (!isTemplate || !URL.canParse(one) || !/^https?:$/.test(new URL(one).protocol))
    throw new Error(`LIANBO_TILES is "${text}": use an address with {z}, {x} and {y}`);
  return text;
}

function whole(name: string, text: string | undefined, fallback: number, max: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new Error(`${name} is "${text}": use a whole number up to ${max}`);
  return value;
}
