import type { RunDetail } from '@sightline/contracts';
import { counted } from '../../ui/words';

export interface Fact {
  readonly name: string;
  readonly words: string;
  /** It needs someone. */
  readonly warns?: boolean;
  readonly telephone?: string | undefined;
}

type Time = (at: string) => string;
const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ');

/** What is known of who works a run and why it is not as planned. `time` writes a moment as `08:24`. */
export function factsOf(run: RunDetail, time: Time): readonly Fact[] {
  const { delay, cancellation, closure } = run;
  const facts: (Fact | undefined)[] = [
    guide(run, time),
    driver(run, time),
    vehicle(run),
    delay && { name: 'Why late', words: `${time(delay.at)}, about ${Math.round(delay.minutes)} min: ${delay.cause.toLowerCase()}${delay.message === undefined ? '' : `. ${delay.message}`}` },
    cancellation && { name: 'Cancelled', words: `${time(cancellation.at)}, ${cancellation.cause.toLowerCase()}${cancellation.message === undefined ? '' : `. ${cancellation.message}`}` },
    run.state === 'cancelled' && run.coveredAt !== undefined && closure?.effect !== 'cancelled' ? { name: 'Covered', words: `Other transport since ${time(run.coveredAt)}` } : undefined,
    school(run),
    run.walkedAt === undefined ? undefined : { name: 'Walked through', words: `${time(run.walkedAt)}, nobody left aboard` },
  ];
  return facts.filter((fact) => fact !== undefined && fact.words !== '') as Fact[];
}

function guide(run: RunDetail, time: Time): Fact {
  const { assistantRef, guide: known } = run;
  if (assistantRef === undefined) return run.assistantRequired === true ? { name: 'Guide', words: 'None assigned, one is required', warns: true } : { name: 'Guide', words: 'Not needed' };
  const signIn = run.signIns?.find((each) => each.role === 'assistant');
  const away = known?.away === true || run.conditions.some(({ condition }) => condition === 'no-guide');
  const words = joined([known?.name ?? assistantRef, away ? 'not available' : undefined, known?.substitute === true ? 'substitute' : undefined, signIn && `signed in ${time(signIn.at)}`, known && known.training.length > 0 ? known.training.join(', ') : undefined]);
  return { name: 'Guide', words, warns: away, telephone: known?.telephone };
}

function driver(run: RunDetail, time: Time): Fact {
  const signIn = run.signIns?.find((each) => each.role === 'driver');
  return { name: 'Driver', words: joined([run.driverRef, signIn && `signed in ${time(signIn.at)}`]) };
}

function vehicle({ vehicle: known, vehicleRef }: RunDetail): Fact {
  if (known === undefined) return { name: 'Vehicle', words: vehicleRef ?? 'Not assigned', warns: vehicleRef === undefined };
  const { registration, seats, wheelchairPlaces, substitute, warnings = [] } = known;
  const places = wheelchairPlaces === undefined || wheelchairPlaces === 0 ? undefined : counted(wheelchairPlaces, 'wheelchair place', 'wheelchair places');
  return { name: 'Vehicle', words: joined([registration ?? known.vehicleRef, substitute === true ? 'substitute' : undefined, seats === undefined ? undefined : counted(seats, 'seat', 'seats'), places, ...warnings]), warns: warnings.length > 0 };
}

const closureWords = { cancelled: '', retimed: 'closes early; this run leaves earlier', return: 'is closed; take the children home', collect: 'is closing; its children must be fetched', untouched: 'is closed; this run was reinstated by hand' } as const;

function school({ closure }: RunDetail): Fact | undefined {
  if (closure === undefined || closureWords[closure.effect] === '') return undefined;
  return { name: 'School', words: `${closureWords[closure.effect]} (${closure.cause.toLowerCase()})`, warns: closure.effect === 'return' || closure.effect === 'collect' };
}
