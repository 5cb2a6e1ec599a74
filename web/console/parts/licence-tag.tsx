import { Tag } from '../../kit/parts/tag.tsx';
import { useNow } from '../../kit/use-now.ts';
import { useSupplierText } from '../texts/suppliers.ts';

const soonMs = 30 * 86_400_000;

/** Until when a licence holds (a calendar day in Shanghai); honey in its last 30 days, red after them or without one. */
export function LicenceTag({ until, number }: { until: string | null; number?: string }) {
  const T = useSupplierText();
  const now = useNow();
  if (until === null) return <Tag tone="bad">{T.noLicence}</Tag>;
  const leftMs = new Date(`${until}T23:59:59+08:00`).getTime() - now;
  const tone = leftMs < 0 ? 'bad' : leftMs < soonMs ? 'honey' : 'ok';
  return (
    <span className="tags" title={number}>
      <Tag tone={tone}>{leftMs < 0 ? T.expired(until) : T.until(until)}</Tag>
    </span>
  );
}
