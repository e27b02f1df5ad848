import type { EventData, RecommendationFinding, RecommendationView } from '@sightline/contracts';

export type Scheme = EventData<'programme.scheme-upserted'>;
export type Recommendation = EventData<'programme.recommendation-upserted'>;
type Category = Scheme['categories'][number];
type Finding = RecommendationView['findings'][number];

/** The scrutiny scheme: known without being told, and replaced by one of the same name. */
export const scrutinyScheme: Scheme = {
  scheme: 'Scrutiny',
  body: 'Overview and scrutiny committee',
  categories: [
    { code: '1', label: 'Achieved', achieved: true },
    { code: '2', label: 'Not achieved (obstacle)', needsObstacle: true },
    { code: '3', label: 'Not achieved (an anticipated date is required)', needsAnticipatedDate: true },
    { code: '4', label: 'In progress' },
    { code: '5', label: 'Achieved, outcomes monitored', achieved: true },
  ],
};

export const categoryOf = ({ category }: Recommendation, schemes: readonly Scheme[]): Category | undefined =>
  category && schemeOf(category.scheme, schemes)?.categories.find(({ code }) => code === category.code);

/** Whether nothing more is to be done: its category says so or, without one, its achieved date. */
export const isAchieved = (recommendation: Recommendation, schemes: readonly Scheme[]): boolean =>
  recommendation.category === undefined ? recommendation.achievedDate !== undefined : (categoryOf(recommendation, schemes)?.achieved ?? false);

/** What is wrong with how a recommendation is assessed: its label against its own key, and what its category asks for. */
export function findingsOf(recommendation: Recommendation, schemes: readonly Scheme[]): Finding[] {
  const { category, anticipatedDate, obstacle, achievedDate } = recommendation;
  if (category === undefined) return [];
  const said = `"${category.code} – ${category.label}"`;
  const scheme = schemeOf(category.scheme, schemes);
  if (scheme === undefined) return [finding('unknown-scheme', `Assessed as ${said} in "${category.scheme}", a scheme that nobody has described.`)];
  const key = categoryOf(recommendation, schemes);
  if (key === undefined) return [finding('unknown-code', `Assessed as ${said}, but the ${scheme.scheme} scheme has no ${category.code}.`)];
  return [
    ...(agrees(category.label, key) ? [] : [finding('label-disagrees', `Assessed as ${said}, but in the ${scheme.scheme} scheme ${key.code} means "${key.label}".`)]),
    ...(key.needsAnticipatedDate === true && anticipatedDate === undefined ? [finding('no-anticipated-date', `${said} needs an anticipated date.`)] : []),
    ...(key.needsObstacle === true && (obstacle ?? '').trim() === '' ? [finding('no-obstacle', `${said} needs words about the obstacle.`)] : []),
    ...(key.achieved === true && achievedDate === undefined ? [finding('no-achieved-date', `${said}, but the day on which it was achieved is not given.`)] : []),
  ];
}

const finding = (of: RecommendationFinding, explanation: string): Finding => ({ finding: of, explanation });

const schemeOf = (name: string, schemes: readonly Scheme[]): Scheme | undefined => schemes.find(({ scheme }) => plain(scheme) === plain(name));

/** A label agrees with its key when it says the same, with or without the code before it and the key's own remark in brackets. */
function agrees(label: string, key: Category): boolean {
  const rest = label.startsWith(key.code) ? /^\s*[–—.:·)-](.*)$/u.exec(label.slice(key.code.length))?.[1] : undefined;
  const said = plain(rest ?? label);
  return said === plain(key.label) || said === plain(key.label.replace(/\s*\([^)]*\)\s*$/u, ''));
}

const plain = (words: string): string => words.trim().toLowerCase().replaceAll(/\s+/gu, ' ');
