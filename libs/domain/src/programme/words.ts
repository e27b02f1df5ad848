const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-09` as `September 2026`. */
export function periodWords(period: string): string {
  const [year, month] = period.split('-');
  return `${months[Number(month) - 1] ?? ''} ${year ?? ''}`;
}

/** `2026-09-15` as `15 September 2026`. */
export const dateWords = (date: string): string => `${Number(date.slice(8))} ${periodWords(date.slice(0, 7))}`;
