import type { FeatureRetention, HoldsNobody, RetentionRule, SubjectKind, SubjectRows } from './rule.js';

/** Injection token of the {@link Schedule}. */
export const SCHEDULE = Symbol('schedule');

/** The whole schedule, put together of what each feature says that it keeps. */
export class Schedule {
  readonly rules: readonly RetentionRule[];
  readonly nobody: readonly HoldsNobody[];

  constructor(private readonly features: readonly FeatureRetention[]) {
    this.rules = features.flatMap(({ rules }) => rules);
    this.nobody = features.flatMap(({ nobody = [] }) => nobody);
  }

  /** The rules by which something about a subject is found, with where. */
  about(kind: SubjectKind): readonly { readonly rule: RetentionRule; readonly rows: SubjectRows }[] {
    return this.rules.flatMap((rule) => {
      const rows = rule.subjects?.[kind];
      return rows === undefined ? [] : [{ rule, rows }];
    });
  }

  /** Everything that is held back: a query for (kind, ref, cause, because, until). Open cases have no until. */
  heldSql(closedDays: number): string {
    const sources = this.features.flatMap(({ holds = [] }) => holds);
    const own = sources.flatMap(({ held }) => held ?? []);
    const spreads = sources.flatMap(({ spreads: each }) => each ?? []);
    const steps = [`held0 AS (${own.join('\n UNION ALL ')})`, ...spreads.map((spread, index) => `held${index + 1} AS (SELECT * FROM held${index} UNION ${spread.replaceAll(/\bheld\b/g, `held${index}`)})`)];
    return `WITH ${steps.join(',\n')} SELECT kind, ref, cause, because, until FROM held${spreads.length} WHERE ref IS NOT NULL`.replaceAll('$days', String(Math.trunc(closedDays)));
  }
}

/** The name of a rule, of which there is one a table, and one for each kind of fact that has personal fields. */
export const ruleName = ({ table, events }: RetentionRule): string => (events === undefined ? table : `${table}: ${events.join(', ')}`);
