const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthWord = '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const gap = '[\\s,./-]*';
const year = '(?<year>(?:19|20)\\d\\d|\\d\\d)';
const day = '(?<day>0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';

/** Ways to say a date, the ones that cannot be anything else first. A day comes before its month, as in this country. */
const ways: readonly RegExp[] = [
  /(?<![\d])(?<year>(?:19|20)\d\d)[-/. ](?<month>\d{1,2})[-/. ](?<day>\d{1,2})(?!\d)/iu,
  new RegExp(`(?<![\\p{L}\\d])${day}${gap}(?:of\\s+)?${monthWord}\\.?${gap}['’]?${year}(?!\\d)`, 'iu'),
  new RegExp(`(?<![\\p{L}\\d])${monthWord}\\.?${gap}${day}[\\s,]+${year}(?!\\d)`, 'iu'),
  /(?<!\d)(?<day>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>(?:19|20)\d\d|\d\d)(?!\d)/iu,
  /(?<!\d)(?<day>0[1-9]|[12]\d|3[01])(?<month>0[1-9]|1[0-2])(?<year>20\d\d)(?!\d)/iu,
  /(?<!\d)(?<day>0[1-9]|[12]\d|3[01])(?<month>0[1-9]|1[0-2])(?<year>\d\d)(?!\d)/iu,
];

/**
 * The date of birth in what was typed, `YYYY-MM-DD`, and the rest of the words. `today` (`YYYY-MM-DD`) decides the century of two
 * digits: nobody is born tomorrow. A month over twelve is taken for the day. `undefined` of what is no date, or has no such day.
 */
export function saidDate(typed: string, today: string): { readonly date: string; readonly rest: string } | undefined {
  for (const way of ways) {
    const match = way.exec(typed);
    if (match?.groups === undefined) continue;
    const date = dateOf(match.groups, today);
    if (date !== undefined) return { date, rest: `${typed.slice(0, match.index)} ${typed.slice(match.index + match[0].length)}` };
  }
  return undefined;
}

function dateOf(said: Partial<Record<string, string>>, today: string): string | undefined {
  const named = said.name === undefined ? undefined : months.findIndex((name) => name.startsWith((said.name ?? '').toLowerCase().slice(0, 3))) + 1;
  const first = Number(said.day);
  const second = named ?? Number(said.month);
  const inYear = fullYear(said.year ?? '', today);
  return civil(inYear, second, first, today) ?? (named === undefined ? civil(inYear, first, second, today) : undefined);
}

function fullYear(year: string, today: string): number {
  if (year.length === 4) return Number(year);
  const century = Number(today.slice(0, 2)) * 100 + Number(year);
  return century > Number(today.slice(0, 4)) ? century - 100 : century;
}

function civil(inYear: number, month: number, onDay: number, today: string): string | undefined {
  const date = `${inYear}-${String(month).padStart(2, '0')}-${String(onDay).padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) && date <= today ? date : undefined;
}
