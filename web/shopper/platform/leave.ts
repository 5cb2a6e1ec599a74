/** Leaves the client for a page of someone else, the cashier; `backTo` is where that page sends the person afterwards. */
export function payAt(payUrl: string, backTo: string): void {
  const url = new URL(payUrl, location.href);
  url.searchParams.set('redirect_url', absolute(backTo));
  location.assign(url.href);
}

/** A path of this client as an address others can open. */
export function absolute(path: string): string {
  return new URL(path, location.origin).href;
}

/** Hands a link to another app, or copies it where sharing does not exist. Returns what happened. */
export async function passOn(title: string, path: string): Promise<'shared' | 'copied' | 'dropped'> {
  const url = absolute(path);
  if ('share' in navigator) {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'dropped';
      throw error;
    }
  }
  await copy(url);
  return 'copied';
}

/** The clipboard API exists on HTTPS only; a shop's own Wi-Fi address has the older way. */
export async function copy(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** The page shown, as a path that can be come back to. */
export function here(): string {
  return location.pathname + location.search;
}
