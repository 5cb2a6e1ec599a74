export interface ReceiptDraft {
  quantity: number | undefined;
  /** Empty = not chosen yet. */
  locationId: string;
  batch: string;
  expiresOn: string | null;
  note: string;
}

export const emptyReceipt: ReceiptDraft = {
  quantity: undefined,
  locationId: '',
  batch: '',
  expiresOn: null,
  note: '',
};
