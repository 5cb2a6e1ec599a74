import { useSyncExternalStore } from 'react';

/** What a person chose on this device. Kept in the browser, mirrored as `data-*` on `<html>` for the style sheets. */
export interface Settings {
  size: 'normal' | 'elder';
  theme: 'day' | 'night';
  density: 'normal' | 'compact';
  language: 'zh' | 'en';
}

const storageKey = 'lianbo.settings';
const defaults: Settings = { size: 'normal', theme: 'day', density: 'normal', language: 'zh' };
const listeners = new Set<() => void>();
let current: Settings = read();

function read(): Settings {
  if (typeof localStorage === 'undefined') return defaults;
  const stored = localStorage.getItem(storageKey);
  return stored === null ? defaults : { ...defaults, ...(JSON.parse(stored) as Partial<Settings>) };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Writes the settings onto `<html>`. Call once before the first render; `setSetting` repeats it. */
export function applySettings(): void {
  const root = document.documentElement;
  for (const name of ['size', 'theme', 'density'] as const) root.dataset[name] = current[name];
  root.lang = current.language === 'zh' ? 'zh-CN' : 'en';
}

export function setSetting<Name extends keyof Settings>(name: Name, value: Settings[Name]): void {
  current = { ...current, [name]: value };
  localStorage.setItem(storageKey, JSON.stringify(current));
  // The client tells the server the language with every call.
  if (name === 'language') localStorage.setItem('lianbo.lang', current.language);
  applySettings();
  for (const listener of listeners) listener();
}

export function useSetting<Name extends keyof Settings>(name: Name): Settings[Name] {
  const snapshot = () => current[name];
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
