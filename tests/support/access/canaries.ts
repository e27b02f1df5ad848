/** Who looks: a role, a kind of link, or a machine. */
export type Viewer = string;
/** Where something reached them: `GET /api/…` as in the contract, or `topic <name>`. */
export type Place = string;

/** A value of somebody invented that is unlike any other, and where it may be read: `viewer place`, with `*` for any place. */
export interface Canary {
  readonly what: string;
  /** As it is told, and as it might be written otherwise. */
  readonly spellings: readonly string[];
  readonly mayReach: readonly `${Viewer} ${Place}`[];
}

/** The child whose caller was verified; those with a banner and on other routes are {@link otherChildren}. */
export const child = { ref: 'C1', first: 'Zephyrine', last: 'Quillfeather', birthDate: '2014-02-27', postcode: 'ZZ91 7QX' };
export const bannered = { ref: 'C2', first: 'Ottoline', last: 'Vandersnook', birthDate: '2013-07-19', postcode: 'ZZ92 8QX' };
export const elsewhere = { ref: 'C3', first: 'Barnabus', last: 'Wigglesworth', birthDate: '2012-05-31', postcode: 'ZZ93 9QX' };
export const guardian = { ref: 'G1', name: 'Perpetua Quillfeather-Moss', telephone: '07700 900411', email: 'perpetua@canary.example', password: 'Buttercup canary' };
export const otherGuardian = { ref: 'G3', name: 'Cuthbert Wigglesworth-Pym', telephone: '07700 900422', email: 'cuthbert@canary.example', password: 'Marmalade canary' };
export const guide = { ref: 'A1', name: 'Hepzibah Crumbholme', telephone: '0121 496 0711' };
export const standIn = { ref: 'A2', name: 'Mortimer Featherstonehaugh', telephone: '0121 496 0722' };
export const callerNumber = '07700 900433';
export const keys = { source: 'canary-key-of-a-source', account: 'canary password of an account' };
export const words = {
  runNote: 'canarynoteofarun: the bus was turned round by the police',
  caseNote: 'canarynoteofacase: the family has moved',
  contact: 'canarywordsofacall: waited forty minutes',
  told: 'canarytold: six minutes',
  contactNote: 'canarynoteofacall: it was the other stop',
  handover: 'canaryhandover: mind the bridge',
  message: 'canarymessage: the bus is late',
};
export const schoolEmail = 'office@beechwood.canary.example';
export const operatorEmail = 'desk@ridgeway.canary.example';

const date = (iso: string): string[] => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return [iso, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}/${year}`];
};
const telephone = (written: string): string[] => [written, written.replaceAll(' ', ''), `+44${written.replaceAll(' ', '').slice(1)}`, `44${written.replaceAll(' ', '').slice(1)}`];
const postcode = (written: string): string[] => [written, written.replace(' ', '')];

const never: Canary['mayReach'] = [];
const lookUp = ['calls topic look-up'] as const;
/** The rows that a file's sender gets back are their own. */
const ownFile = ['admin GET /api/imports/jobs/{importId}/rejects.csv', 'feed GET /api/imports/jobs/{importId}/rejects.csv'] as const;
/** A child's own record, for whoever answers its subject access request. */
const ownRecord = ['admin POST /api/rights/subjects/{kind}/{ref}/export'] as const;
const ofTheChild = [...ownFile, ...ownRecord] as const;
const childCanaries = (of: typeof child, first: Canary['mayReach'], last: Canary['mayReach']): Canary[] => [
  { what: `first name of ${of.ref}`, spellings: [of.first], mayReach: first },
  { what: `last name of ${of.ref}`, spellings: [of.last], mayReach: last },
  { what: `birth date of ${of.ref}`, spellings: date(of.birthDate), mayReach: of.ref === child.ref ? ownRecord : never },
  { what: `postcode of ${of.ref}`, spellings: postcode(of.postcode), mayReach: of.ref === child.ref ? ofTheChild : never },
];
const guardianCanaries = (of: typeof guardian): Canary[] => [
  { what: `name of ${of.ref}`, spellings: [of.name, of.name.split(' ')[0] ?? ''], mayReach: never },
  { what: `telephone of ${of.ref}`, spellings: telephone(of.telephone), mayReach: never },
  { what: `email of ${of.ref}`, spellings: [of.email], mayReach: never },
  { what: `password of ${of.ref}`, spellings: [of.password, of.password.split(' ')[0] ?? ''], mayReach: never },
];

/** What may be told by nobody's word but the table's: everything that names, locates or authenticates somebody. */
export const canaries: readonly Canary[] = [
  ...childCanaries(child, [...lookUp, ...ofTheChild, 'link:crew topic crew'], [...lookUp, ...ofTheChild]),
  ...childCanaries(bannered, ['link:crew topic crew'], never),
  ...childCanaries(elsewhere, ['link:crew:other topic crew'], never),
  ...guardianCanaries(guardian),
  ...guardianCanaries(otherGuardian),
  { what: 'name of the guide', spellings: [guide.name], mayReach: ['control *', ...lookUp] },
  { what: 'telephone of the guide', spellings: telephone(guide.telephone), mayReach: ['control *'] },
  { what: 'name of a guide who could stand in', spellings: [standIn.name], mayReach: ['control *'] },
  { what: 'telephone of a guide who could stand in', spellings: telephone(standIn.telephone), mayReach: ['control *'] },
  { what: 'number of a caller', spellings: telephone(callerNumber), mayReach: never },
  { what: 'key of a source', spellings: [keys.source], mayReach: never },
  { what: 'password of an account', spellings: [keys.account], mayReach: never },
  { what: 'note of a case', spellings: ['canarynoteofacase'], mayReach: ['manager *', ...ownRecord] },
  { what: 'note of a run', spellings: ['canarynoteofarun'], mayReach: ['control *', 'manager *'] },
  { what: 'words of a call', spellings: ['canarywordsofacall', 'canarytold', 'canarynoteofacall'], mayReach: [...ownRecord, 'calls GET /api/contact/contacts/{contactRef}', 'manager GET /api/contact/contacts/{contactRef}'] },
  { what: 'words of a handover', spellings: ['canaryhandover'], mayReach: ['control *', 'manager *', 'admin *'] },
  { what: 'words of a message', spellings: ['canarymessage'], mayReach: ['control *', 'calls *', 'manager *', 'admin *'] },
  { what: "a school's address for messages", spellings: [schoolEmail], mayReach: never },
  { what: "an operator's address for messages", spellings: [operatorEmail], mayReach: never },
];

/** What of `text` this viewer must not get here, by its name and never by its value. Works on what was sent, whatever its form. */
export function found(text: string, viewer: Viewer, place: Place): string[] {
  const lower = text.toLowerCase();
  return canaries.filter(({ spellings, mayReach }) => !mayReach.includes(`${viewer} ${place}`) && !mayReach.includes(`${viewer} *`) && spellings.some((each) => lower.includes(each.toLowerCase()))).map(({ what }) => what);
}
