import { create } from 'qrcode';
import { useMemo } from 'react';
import './qr-code.css';

export interface QrCodeProps {
  /** What is encoded. */
  value: string;
  /** Spoken: 取货码 6284. */
  label: string;
  /** px. */
  size?: number;
  /** The code in digits, shown under the picture; a QR never stands alone. */
  digits?: string;
}

const quietZone = 2;

/** A QR code as one SVG path, error correction M. */
export function QrCode({ value, label, size = 108, digits }: QrCodeProps) {
  const { side, path } = useMemo(() => draw(value), [value]);
  return (
    <figure className="lb-qr">
      <svg viewBox={`0 0 ${side} ${side}`} width={size} height={size} role="img" aria-label={label}>
        <path d={path} fill="#1f1b16" shapeRendering="crispEdges" />
      </svg>
      {digits !== undefined && <figcaption>{digits}</figcaption>}
    </figure>
  );
}

function draw(value: string): { side: number; path: string } {
  const { modules } = create(value, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column + quietZone} ${row + quietZone}h1v1h-1z`;
  return { side: modules.size + 2 * quietZone, path };
}
