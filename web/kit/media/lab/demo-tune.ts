/** Five notes of the pentatonic scale in a calm order; every note fades before the loop turns. */
const notesHertz = [392, 440, 523.25, 587.33, 659.25] as const;
const order = [0, 2, 3, 2, 4, 3, 1, 2, 0, 1, 2, 4, 3, 2, 1, 0] as const;
const lastNoteMarginSeconds = 1.2;

/** A quiet music-box tune of our own, exactly as long as the loop. */
export async function renderTune(durationSeconds: number, sampleRateHertz: number): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, Math.round(durationSeconds * sampleRateHertz), sampleRateHertz);
  const stepSeconds = (durationSeconds - lastNoteMarginSeconds) / order.length;
  order.forEach((note, i) => {
    const start = 0.05 + i * stepSeconds;
    for (const [overtone, loudness] of [
      [1, 0.16],
      [2, 0.05],
      [4, 0.015],
    ] as const) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = (notesHertz[note] ?? 392) * overtone;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(loudness, start + 0.008);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + 1.1);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + 1.15);
    }
  });
  return context.startRendering();
}
