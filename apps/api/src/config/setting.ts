import * as z from 'zod';

/** One setting of the environment: what it means, what may be given, and what holds when nothing is. */
export interface Setting<T> {
  readonly means: string;
  /** What is allowed, as the end of the sentence "it must be …". */
  readonly allowed: string;
  readonly value: z.ZodType<T, string>;
  /** What holds when it is not given; absent where that is nothing, or a generated secret. */
  readonly otherwise?: string;
  /** Masked wherever settings are shown. */
  readonly secret?: true;
}

export const setting = <T>(definition: Setting<T>): Setting<T> => definition;
export const wholeNumber = (least: number, most: number) => z.string().regex(/^\d{1,9}$/).transform(Number).pipe(z.number().min(least).max(most));
export const webAddress = (protocols: readonly string[]) => z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''));
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};
export const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text;
export const commaSeparated = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

export const secretText = (least: number) => z.string().min(least).max(500).regex(/^[\x21-\x7e]+$/);
