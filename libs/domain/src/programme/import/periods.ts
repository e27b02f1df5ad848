import { monthNames } from '../../sheets/dates.js';

/** A month and a year, an ISO date, a date, or a quarter of a financial year (Q1 is April to June). */
const months = /\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?[\s\-_'’/]*(\d{4}|\d{2})(?!\d)/i;
const iso = /\b(20\d{2})-(0[1-9]|1[0-2])(?:-\d{2})?\b/;
const numeric = /\b\d{1,2}[/.](\d{1,2})[/.](20\d{2})\b/;
const quarter = /\bq(?:uarter )?([1-4])[\s,\-–of]*(20\d{2}|\d{2})\s*[/–-]\s*(?:20)?\d{2}\b/i;

const written = (year: number, month: number): string => `${year < 100 ? 2000 + year : year}-${String(month).padStart(2, '0')}`;

/** The reporting period that a heading or a title names, `YYYY-MM`, with the text that names it. */
export function periodIn(text: string): { readonly period: string; readonly words: string } | undefined {
  const byIso = iso.exec(text);
  if (byIso) return { period: `${byIso[1] ?? ''}-${byIso[2] ?? ''}`, words: byIso[0] };
  const byQuarter = quarter.exec(text);
  if (byQuarter) {
    const [words, number = '', year = ''] = byQuarter;
    return { period: number === '4' ? written(Number(year) + 1, 3) : written(Number(year), Number(number) * 3 + 3), words };
  }
  const byMonth = months.exec(text);
  if (byMonth) return { period: written(Number(byMonth[2]), monthNames.indexOf((byMonth[1] ?? '').slice(0, 3).toLowerCase()) + 1), words: byMonth[0] };
  const byNumber = numeric.exec(text);
  const month = Number(byNumber?.[1]);
  return byNumber && month >= 1 && month <= 12 ? { period: written(Number(byNumber[2]), month), words: byNumber[0] } : undefined;
}
