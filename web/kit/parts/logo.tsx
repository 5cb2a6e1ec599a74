export interface LogoProps {
  size?: number;
  /** Colourway: on paper (follows the theme) or white on green. */
  on?: 'paper' | 'green';
  title?: string;
}

/**
 * Two awnings meet over a voice: the sound bars of the live badge stand where the shops' counter would be. Minimum
 * 20 px; keep one scallop of clear space; never outline or tilt it, nor put it on a photo.
 */
export function Logo({ size = 30, on = 'paper', title }: LogoProps) {
  const left = on === 'paper' ? 'var(--lb-leaf-600)' : '#fff';
  const right = on === 'paper' ? 'var(--lb-kaki-500)' : '#ffd9a8';
  const spoken =
    title === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': title };
  return (
    <svg {...spoken} width={size} height={size} viewBox="0 0 48 48" style={{ flex: 'none' }}>
      <path fill={left} d="M4 18 8.4 6H24v12a5 5 0 0 1-10 0 5 5 0 0 1-10 0Z" />
      <path fill={right} d="M44 18 39.6 6H24v12a5 5 0 0 0 10 0 5 5 0 0 0 10 0Z" />
      <g strokeWidth="5.4" strokeLinecap="round">
        <path stroke={left} d="M14 35v5.3" />
        <path stroke={right} d="M24 29.4v10.9" />
        <path stroke={left} d="M34 32.6v7.7" />
      </g>
    </svg>
  );
}
