import { ApiProblem, makeClient, type Transport } from './client.ts';

/** The alliance of this page: `?alliance=slug` once, remembered; absent means the installation's first. */
export function currentAlliance(): string | null {
  const asked = new URLSearchParams(location.search).get('alliance');
  if (asked) localStorage.setItem('lianbo.alliance', asked);
  return asked ?? localStorage.getItem('lianbo.alliance');
}

const fetchTransport: Transport = {
  async send({ method, url, headers, body }) {
    const alliance = currentAlliance();
    const lang = localStorage.getItem('lianbo.lang');
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        body,
        credentials: 'same-origin',
        headers: {
          ...headers,
          ...(alliance ? { 'x-lianbo-alliance': alliance } : {}),
          ...(lang ? { 'x-lianbo-lang': lang } : {}),
        },
      });
    } catch {
      throw new ApiProblem(0, { kind: 'offline' });
    }
    const retryAfter = Number(response.headers.get('retry-after'));
    const json: unknown = await response.json().catch(() => ({ kind: 'defect', requestId: '' }));
    return { status: response.status, json, retryAfterSeconds: retryAfter > 0 ? retryAfter : null };
  },
  newKey: () => crypto.randomUUID(),
  pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

/** The one client of a page. */
export const api = makeClient(fetchTransport);
