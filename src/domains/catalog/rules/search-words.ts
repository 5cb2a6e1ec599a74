import { foldText } from './item-facts.ts';

const wordsMax = 6;

/** What is typed into a search box, as patterns that must all match, and a prefix that lifts a row to the top. */
export interface SearchWords {
  /** For `like all`: empty when nothing was typed. */
  readonly patterns: readonly string[];
  /** For `like`: null when nothing was typed. */
  readonly prefix: string | null;
}

export function searchWords(typed: string | undefined): SearchWords {
  const words = foldText(typed ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, wordsMax)
    .map(escapeLike);
  return {
    patterns: words.map((word) => `%${word}%`),
    prefix: words[0] === undefined ? null : `${words[0]}%`,
  };
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`);
}
