/** "138****0042": enough to recognise one's own number, not enough to call. Other texts keep two characters. */
export function maskPhone(phone: string): string {
  if (/^\d{11}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  return `${phone.slice(0, 2)}****`;
}

/** "陈**": the first character only, counted by code points so that rare characters survive. */
export function maskName(name: string): string {
  return `${[...name.trim()][0] ?? '*'}**`;
}
