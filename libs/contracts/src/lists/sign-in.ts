/**
 * Why single sign-on let nobody in, as the sign-in page says it: what happened, and what to ask of whom.
 * The keys travel in its address (`/sign-in?refusal=no-role`).
 */
export const signInProblems = {
  unavailable: 'The council’s sign-in cannot be reached just now. Try again in a minute.',
  expired: 'This sign-in was not started in this browser, was used already, or took longer than ten minutes. Start again.',
  cancelled: 'The council’s sign-in let nobody through: it was cancelled there, or you are not assigned to Sightline. Try again, or ask your IT service desk to assign you.',
  'provider-error': 'The council’s sign-in did not complete. Start again; if it happens again, tell your IT service desk that it refused Sightline.',
  'not-trusted': 'The answer of the council’s sign-in did not pass Sightline’s checks, so nobody was signed in. Start again; if it happens again, tell your IT service desk.',
  'no-role': 'The council knows you, but none of your groups opens Sightline. Ask your manager which role you should have, and your IT service desk to put you into its group.',
  'too-many-groups': 'You are in more groups than the council’s sign-in tells at once. Ask your IT service desk to send Sightline only the groups assigned to it, or to use app roles.',
  'second-factor': 'Sightline asks for a second factor, and the council’s sign-in did not ask you for one. Set one up for your council account, or ask your IT service desk to require it for Sightline.',
  disabled: 'Your Sightline account is closed. Ask a Sightline administrator to open it again.',
  address: 'Single sign-on does not work at this address. Use the address that your council gave you for Sightline.',
} as const;
export type SignInProblem = keyof typeof signInProblems;

/** Whether `back`, which anyone may have put into an address, is a page of ours: a path, visible ASCII alone, as browsers drop tabs and line ends. */
export const isOwnPage = (back: string): boolean => /^\/(?![/\\])[\x21-\x7e]{0,2000}$/.test(back) && !/^\/(sign-in|api)(?![\w-])/.test(back);

/** `action` of the 401 that asks for the code of a second factor, and of the 403 until one is set up. */
export const secondFactorAction = 'second-factor';
export const enrolAction = 'enrol-second-factor';
