import { type Settings, useSetting } from './settings.ts';

type Language = Settings['language'];

/**
 * A message table: plain strings, and functions for sentences with figures in them. Chinese is the first language and
 * gives the shape; English, once written, must be complete. Returns the hook that hands out the table in use.
 *
 * ```ts
 * export const useHomeText = texts({ zh: { title: '邻里集单', gap: (n: number) => `还差 **${n}** 件` } });
 * const T = useHomeText(); // T.title, <Say text={T.gap(18)} tone="hot" />
 * ```
 */
export function texts<Table extends object>(tables: { zh: Table; en?: Table }): () => Table {
  return function useText(): Table {
    return textsOf(tables, useSetting('language'));
  };
}

/** The table of one language; Chinese where the English is not written yet. */
export function textsOf<Table extends object>(tables: { zh: Table; en?: Table }, language: Language): Table {
  return language === 'en' ? (tables.en ?? tables.zh) : tables.zh;
}
