/** What stands behind a number that a person writes and is not dialled to reach the line itself. */
const extension = /\s*(?:[;,#].*|(?:extension|extn|ext|x)\.?\s*\d{1,6})$/iu;
/** `tel:+44…`, `sip:+44…@exchange.example`: what telephone systems send. */
const address = /^(?:tel|sips?):|@.*$/giu;

/** Subscriber digits of a number in the United Kingdom (Ofcom's national numbering plan): nine or ten, and none begins with 0, 4 or 6. */
const withinCountry = /^[1-357-9]\d{8,9}$/u;
/** A whole number of another country (ITU-T E.164): at most fifteen digits with the country's own. */
const abroad = /^[1-9]\d{7,14}$/u;

const inCountry = (digits: string): string | undefined => (withinCountry.test(digits) ? `44${digits}` : undefined);

/**
 * The digits by which two ways of writing a telephone number are the same: those of E.164 without the plus, such as
 * `447700900123` for `07700 900 123`, `+44 (0) 7700 900123` and `0044 7700 900123 ext. 4`. A number without a country is one
 * in the United Kingdom; ten digits whose leading nought a spreadsheet has eaten are one too. `undefined` of what is no
 * number: withheld, anonymous, too short, or two numbers in one field, of which neither may be taken for the other.
 */
export function telephoneKey(text: string): string | undefined {
  const written = text.normalize('NFKC').trim().replace(address, '').replace(extension, '');
  const digits = written.replace(/\D/gu, '');
  const international = /^\D*\+/u.test(written) ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (international !== undefined) return international.startsWith('44') ? inCountry(international.slice(2).replace(/^0+/u, '')) : abroad.test(international) ? international : undefined;
  if (digits.startsWith('0')) return inCountry(digits.slice(1));
  if (digits.length === 10 && /^[1-3789]/u.test(digits)) return inCountry(digits);
  return digits.startsWith('44') && digits.length >= 11 ? inCountry(digits.slice(2).replace(/^0/u, '')) : undefined;
}
