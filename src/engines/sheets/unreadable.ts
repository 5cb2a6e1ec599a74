import { Refusal } from '../../kernel/refusal.ts';

/** The file is at fault; the reason is for the person who brought it. */
export function unreadable(reason: string): Refusal {
  return new Refusal('file-unreadable', { reason }, 'file');
}
