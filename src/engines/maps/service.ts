import type { Point } from '../../kernel/geo.ts';
import type { Datum } from './datum.ts';
import type { AskJson } from './ask-json.ts';
import type { MapsProfile } from './port.ts';

/** Ways from some points to others; null where the service knows none. Row-major, from × to. */
export interface Block {
  readonly meters: readonly (number | null)[];
  readonly seconds: readonly (number | null)[];
}

export interface BlockQuestion {
  /** In the datum of the service. */
  readonly from: readonly Point[];
  readonly to: readonly Point[];
  readonly profile: MapsProfile;
  readonly departAt: Date | undefined;
}

/** A road service behind HTTP: how it is asked for a block of ways, and how large a block may be. */
export interface MapsService {
  readonly datum: Datum;
  readonly fromMax: number;
  readonly toMax: number;
  /** @throws Error when the service refuses or answers in another shape */
  ask(question: BlockQuestion, askJson: AskJson): Promise<Block>;
}

export interface ServiceAddress {
  readonly url: URL;
  readonly key: string | null;
}

/** Rounded: a millionth of a degree is a hand's breadth. */
export function degrees(value: number): string {
  return value.toFixed(6);
}

/** The address of a path below the configured one, with its query. */
export function below({ url }: ServiceAddress, path: string, query: Readonly<Record<string, string>>): URL {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${path}`;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}
