/** A fixed offset, `+HH:00`, in which it is between noon and one o'clock at a moment: a test's day neither begins nor ends while it runs. */
export function noonZone(at: number): string {
  const hours = (((12 - new Date(at).getUTCHours()) % 24) + 24) % 24;
  return hours > 12 ? `-${String(24 - hours).padStart(2, '0')}:00` : `+${String(hours).padStart(2, '0')}:00`;
}
