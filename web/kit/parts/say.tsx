export type Tone = 'ok' | 'hot' | 'honey' | 'info' | 'bad' | 'quiet';

/** A sentence with its weighty words marked: `再拼 **18** 件` shows 18 bold, in `tone` when given. */
export function Say({ text, tone }: { text: string; tone?: Tone }) {
  const pieces = text.split('**');
  return pieces.map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <b key={index} className={tone && `lb-tone-${tone}`}>
        {piece}
      </b>
    ),
  );
}
