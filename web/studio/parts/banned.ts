export interface BannedWord {
  readonly word: string;
  readonly suggestion: string;
}

/** Compared without width, case, spaces and signs between the characters, as the server does. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\p{S}|(?!%)\p{P}/gu, '');
}

/** The longest banned word in a text: it has the most telling suggestion. The server has the last word. */
export function bannedIn(text: string, words: readonly BannedWord[]): BannedWord | undefined {
  const heard = plain(text);
  return words
    .filter(({ word }) => plain(word) !== '' && heard.includes(plain(word)))
    .toSorted((a, b) => b.word.length - a.word.length)[0];
}
