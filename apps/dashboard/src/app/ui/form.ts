/** The words that someone wrote in a field of a form; an empty string for nothing. */
export function written(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
