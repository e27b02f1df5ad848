/**
 * Text as a spreadsheet shows it and does not run it: what begins like a formula, in letters of either width, gets an apostrophe
 * before it. Source: OWASP, CSV Injection.
 */
export const inert = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
