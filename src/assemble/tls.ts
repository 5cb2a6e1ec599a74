import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';
import type { Config } from '../config.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, to compare on the phone that warns about it. */
  readonly fingerprint: string;
}

const validDays = 90;

/**
 * Phones give a camera to HTTPS pages only. Either your own certificate, or one for development made at start for the
 * names and addresses of this machine and kept beside the data until it expires.
 */
export async function readTls(config: Config['tls'], dataDir: string): Promise<Tls | null> {
  if (!config) return null;
  if (config !== 'development') {
    return withFingerprint({
      cert: readFileSync(config.cert, 'utf8'),
      key: readFileSync(config.key, 'utf8'),
    });
  }
  const file = join(dataDir, 'development-certificate.json');
  const kept = readKept(file);
  const pair = kept ?? (await makeCertificate());
  if (!kept) writeFileSync(file, JSON.stringify(pair), { mode: 0o600 });
  // The payment simulator beside us calls back over HTTPS and must know the certificate.
  setDefaultCACertificates([...getCACertificates('default'), pair.cert]);
  return withFingerprint(pair);
}

function readKept(file: string): { cert: string; key: string } | null {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { cert: string; key: string };
    const expires = new Date(new X509Certificate(kept.cert).validTo);
    return expires.getTime() > Date.now() + 86_400_000 ? kept : null;
  } catch {
    return null; // absent or unreadable: a new one is made
  }
}

async function makeCertificate(): Promise<{ cert: string; key: string }> {
  const notAfterDate = new Date(Date.now() + validDays * 86_400_000);
  const made = await generate([{ name: 'commonName', value: 'Lianbo development' }], {
    keyType: 'ec',
    notAfterDate,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...localAddresses()].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/** IPv4 addresses under which phones of this network reach the machine. */
export function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);
}

function withFingerprint({ cert, key }: { cert: string; key: string }): Tls {
  const hash = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex').toUpperCase();
  return { cert, key, fingerprint: hash.match(/../g)!.join(':') };
}
