import type { Supplier } from './shapes.ts';

const usualLeadHours = 12;

export interface SupplierDraft {
  name: string;
  contactName: string;
  phone: string;
  licenceNumber: string;
  licenceUntil: string | null;
  leadHours: number | undefined;
  lng: string;
  lat: string;
  isActive: boolean;
}

/** The supplier to change, or an empty one at the alliance's place. */
export function draftOfSupplier(
  supplier: Supplier | undefined,
  alliance: { lng: number | null; lat: number | null } | undefined,
): SupplierDraft {
  return {
    name: supplier?.name ?? '',
    contactName: supplier?.contactName ?? '',
    phone: supplier?.phone ?? '',
    licenceNumber: supplier?.licenceNumber ?? '',
    licenceUntil: supplier?.licenceUntil ?? null,
    leadHours: supplier?.leadHours ?? usualLeadHours,
    lng: String(supplier?.lng ?? alliance?.lng ?? ''),
    lat: String(supplier?.lat ?? alliance?.lat ?? ''),
    isActive: supplier?.status !== 'paused',
  };
}
