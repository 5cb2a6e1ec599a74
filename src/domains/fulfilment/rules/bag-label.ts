/** "07-012": serial of the wave's number and bag within the wave, short enough to be written on a bag by hand. */
export function bagLabel(waveNumber: string, bag: number): string {
  const serial = waveNumber.split('-').at(-1) ?? '';
  return `${serial}-${bag.toString().padStart(3, '0')}`;
}
