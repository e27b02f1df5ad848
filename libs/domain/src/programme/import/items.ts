import type { ItemKind, Rating, Travel } from '@sightline/contracts';
import { ratingWord } from '../words.js';
import { kindOfLevels, levelsOf } from './reference.js';
import { fold } from '../../sheets/cells.js';
import type { Named, PlanCellProblem, PlanRow } from './rows.js';

/** A rating of an item in a period, as the plan says it. */
export interface ItemRating {
  readonly period: string;
  readonly rating: Rating;
  readonly commentary?: string;
  readonly pathToGreen?: { readonly words: string; readonly date: string };
  readonly assessedByRole?: string;
  readonly assessedDate?: string;
}

/** What a plan says of an item. What it does not say is left out; `said`: the row, where it has one of its own. */
export interface PlanItem {
  readonly itemRef: string;
  readonly kind: ItemKind;
  readonly parentRef?: string;
  readonly title?: string;
  /** Whether the title is only the reference, because nobody gave another. */
  readonly isUntitled?: boolean;
  readonly leadRole?: string;
  readonly ledBy?: string;
  readonly startDate?: string;
  readonly dueDate?: string;
  readonly ratings: readonly ItemRating[];
  readonly travel?: Travel;
  readonly said?: Pick<PlanRow, 'sheet' | 'line' | 'place'>;
}

export interface Gathered {
  readonly items: PlanItem[];
  readonly rejected: { readonly sheet: string; readonly place: number; readonly problems: readonly PlanCellProblem[] }[];
  readonly warnings: PlanCellProblem[];
}

interface Periods {
  readonly period: string | undefined;
  readonly previousPeriod: string | undefined;
}

/** Puts the rows of all sheets together: who is whose parent, who is there twice, and who is only named by others. */
export function gatherItems(rows: readonly PlanRow[], periods: Periods): Gathered {
  return new Gathering(periods).of(rows);
}

const order: readonly ItemKind[] = ['workstream', 'project', 'action'];

class Gathering {
  private readonly items = new Map<string, PlanItem>();
  private readonly derived = new Map<string, PlanItem>();
  /** References of workstreams and projects that bear only a name, by that name. */
  private readonly refs = new Map<string, string>();
  private readonly gathered: Gathered = { items: [], rejected: [], warnings: [] };

  constructor(private readonly periods: Periods) {}

  of(rows: readonly PlanRow[]): Gathered {
    for (const row of rows) this.learn(row);
    for (const row of rows) this.take(row);
    const all = [...this.items.values(), ...[...this.derived.values()].filter(({ itemRef }) => !this.items.has(itemRef))].map((item) => this.inherited(item));
    const whole = all.map((item) => ledWhole(item, all)).map((item, _, others) => ledWhole(item, others));
    this.gathered.items.push(...whole.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)));
    return this.gathered;
  }

  /** A name without a reference is what the references of the first row below it say. */
  private learn({ ref, workstream, project, kind }: PlanRow): void {
    const [top, second] = levelsOf(ref);
    if (workstream !== undefined && workstream.ref === undefined && top !== undefined && kind !== 'workstream') this.name('workstream', workstream, top);
    if (project !== undefined && project.ref === undefined && second !== undefined && kind === 'action') this.name('project', project, second);
  }

  private name(kind: string, { title }: Named, ref: string): void {
    const key = `${kind}\n${fold(title)}`;
    if (!this.refs.has(key)) this.refs.set(key, ref);
  }

  private take(read: PlanRow): void {
    const row = read.ref === '' && read.about !== undefined ? { ...read, ref: this.refOf(read.kind ?? '', read.about) ?? '' } : read;
    const { sheet, place, line } = row;
    const problems = [...row.problems];
    const tell = (value: string, reason: string): void => void problems.push({ sheet, line, column: 'Reference', value, reason });
    if (row.ref === '' && row.about !== undefined) tell(row.about.title, 'has no reference, and nor has any action below it');
    if (row.ref !== '' && row.kind === undefined) tell(row.ref, 'does not tell whether it is a workstream, a project or an action: say so in a column “Kind”, or number it as A, A2, A2.4');
    const item = row.kind === undefined || row.ref === '' ? undefined : this.itemOf(row, row.kind);
    const first = this.items.get(row.ref);
    if (item !== undefined && first?.said !== undefined && row.ref !== '') {
      const difference = differenceOf(first, item);
      // The same item on a summary and on its own sheet is no second one, as long as they agree.
      if (difference === undefined && problems.length === 0 && first.said.sheet !== sheet) return void this.items.set(row.ref, merged(first, item));
      tell(row.ref, `is the reference of line ${first.said.line}${first.said.sheet === '' ? '' : ` of “${first.said.sheet}”`} already${difference === undefined ? '' : `, ${difference}`}: which of the two is right?`);
    }
    if (problems.length > 0 || item === undefined) return void this.gathered.rejected.push({ sheet, place, problems });
    this.items.set(row.ref, item);
    this.gathered.warnings.push(...row.warnings);
    this.deriveAbove(row, item);
  }

  private itemOf(row: PlanRow, kind: ItemKind): PlanItem {
    const { values, ledBy } = row;
    const parentRef = this.parentOf(row, kind);
    return {
      itemRef: row.ref,
      kind,
      ...(parentRef === undefined ? {} : { parentRef }),
      ...(values.title === undefined ? {} : { title: values.title }),
      ...(values.lead === undefined ? {} : { leadRole: values.lead.slice(0, 300) }),
      ...(ledBy === undefined ? {} : { ledBy: ledBy.slice(0, 300) }),
      ...(values.startDate === undefined ? {} : { startDate: values.startDate }),
      ...(values.dueDate === undefined ? {} : { dueDate: values.dueDate }),
      ratings: this.ratingsOf(row),
      ...(row.travel === undefined ? {} : { travel: row.travel }),
      said: { sheet: row.sheet, line: row.line, place: row.place },
    };
  }

  private ratingsOf({ ratings, values }: PlanRow): ItemRating[] {
    const { period, previousPeriod } = this.periods;
    const told = wordsOf(values);
    return ratings.flatMap(({ rating, isPrevious, commentary, ...said }): ItemRating[] => {
      const of = said.period ?? (isPrevious ? previousPeriod : period);
      if (of === undefined) return [];
      const own = commentary === undefined ? {} : { commentary };
      return [of === period ? { period: of, rating, ...told, ...own } : { period: of, rating, ...own }];
    });
  }

  /** Where an item is filed: in the project or workstream that its row names, else in that of its reference. */
  private parentOf(row: PlanRow, kind: ItemKind): string | undefined {
    const levels = levelsOf(row.ref);
    if (kind === 'workstream') return undefined;
    if (kind === 'project') return this.refOf('workstream', row.workstream) ?? (levels.length > 1 ? levels[0] : undefined);
    return this.refOf('project', row.project) ?? (levels.length > 2 ? levels[1] : undefined) ?? this.refOf('workstream', row.workstream) ?? (levels.length > 1 ? levels[0] : undefined);
  }

  private refOf(kind: string, named: Named | undefined): string | undefined {
    return named === undefined ? undefined : (named.ref ?? this.refs.get(`${kind}\n${fold(named.title)}`));
  }

  /** The parents that a row names, or that its reference implies. */
  private deriveAbove(row: PlanRow, { kind, parentRef }: PlanItem): void {
    if (parentRef === undefined) return;
    const isInProject = kind === 'action' && (parentRef === this.refOf('project', row.project) || kindOfLevels(levelsOf(parentRef)) === 'project');
    const workstreamRef = isInProject ? (this.refOf('workstream', row.workstream) ?? (levelsOf(parentRef).length > 1 ? levelsOf(parentRef)[0] : undefined)) : parentRef;
    if (isInProject) this.derive(parentRef, 'project', row.project, row, workstreamRef);
    if (workstreamRef !== undefined) this.derive(workstreamRef, 'workstream', row.workstream, row);
  }

  private derive(itemRef: string, kind: ItemKind, named: Named | undefined, row: PlanRow, parentRef?: string): void {
    const before = this.derived.get(itemRef);
    const title = named !== undefined && this.refOf(kind, named) === itemRef ? named.title : undefined;
    if (before === undefined || (before.isUntitled === true && title !== undefined)) {
      this.derived.set(itemRef, { itemRef, kind, title: title ?? itemRef, ...(title === undefined ? { isUntitled: true } : {}), ...(parentRef === undefined ? {} : { parentRef }), ratings: [] });
    } else if (title !== undefined && before.isUntitled !== true && fold(title) !== fold(before.title ?? '')) {
      this.gathered.warnings.push({ sheet: row.sheet, line: row.line, column: kind === 'project' ? 'Project' : 'Workstream', value: title, reason: `is another name for ${itemRef}, which was “${before.title ?? ''}” above: the first one was taken` });
    }
  }

  /** What is under something that is led elsewhere is led there too, where nobody here rates it. */
  private inherited(item: PlanItem): PlanItem {
    if (item.ledBy !== undefined || item.ratings.length > 0) return item;
    for (let above = item.parentRef, steps = 0; above !== undefined && steps < 3; steps++) {
      const parent: PlanItem | undefined = this.items.get(above) ?? this.derived.get(above);
      if (parent?.ledBy !== undefined) return { ...item, ledBy: parent.ledBy };
      above = parent?.parentRef;
    }
    return item;
  }
}

/** What nobody describes, and all of whose parts one board leads, is led by it. */
function ledWhole(item: PlanItem, all: readonly PlanItem[]): PlanItem {
  if (item.said !== undefined || item.ledBy !== undefined) return item;
  const boards = new Set(all.filter(({ parentRef }) => parentRef === item.itemRef).map(({ ledBy }) => ledBy));
  const [board] = boards;
  return boards.size === 1 && board !== undefined ? { ...item, ledBy: board } : item;
}

/** Words of the current period: a path to green is one only with its date. */
function wordsOf({ commentary, pathToGreen, pathToGreenDate, percentComplete, assessedByRole, assessedDate }: PlanRow['values']): Omit<ItemRating, 'period' | 'rating'> {
  const hasPath = pathToGreen !== undefined && pathToGreenDate !== undefined;
  const words = [commentary, percentComplete === undefined ? undefined : `${percentComplete} complete`, pathToGreen !== undefined && !hasPath ? `Path to green: ${pathToGreen}` : undefined].filter((part) => part !== undefined).join('\n');
  return {
    ...(words === '' ? {} : { commentary: words.slice(0, 4000) }),
    ...(hasPath ? { pathToGreen: { words: pathToGreen.slice(0, 4000), date: pathToGreenDate } } : {}),
    ...(assessedByRole === undefined ? {} : { assessedByRole: assessedByRole.slice(0, 300) }),
    ...(assessedDate === undefined ? {} : { assessedDate }),
  };
}

/** In what two rows of one item disagree, in words. */
function differenceOf(one: PlanItem, other: PlanItem): string | undefined {
  for (const { period, rating } of other.ratings) {
    const said = one.ratings.find((each) => each.period === period);
    if (said !== undefined && said.rating !== rating) return `${ratingWord(said.rating)} there and ${ratingWord(rating)} here`;
  }
  const field = (['title', 'leadRole', 'ledBy', 'startDate', 'dueDate'] as const).find((name) => one[name] !== undefined && other[name] !== undefined && fold(one[name]) !== fold(other[name]));
  return field === undefined ? undefined : `“${one[field] ?? ''}” there and “${other[field] ?? ''}” here`;
}

/** Two rows that agree, as one: each adds what the other does not say. */
function merged(one: PlanItem, other: PlanItem): PlanItem {
  const ratings = [...one.ratings.map((rating) => ({ ...other.ratings.find(({ period }) => period === rating.period), ...rating })), ...other.ratings.filter(({ period }) => !one.ratings.some((each) => each.period === period))];
  return { ...other, ...one, ratings };
}
