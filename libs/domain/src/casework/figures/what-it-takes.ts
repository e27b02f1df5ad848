/** What must be closed to have none of a type open by a day. */
export interface ClearingPlan {
  /** Working days from tomorrow until the day, both included. */
  readonly workingDays: number;
  /** Closures a working day that clear what is open and what still arrives; `null` where no working day is left. */
  readonly closuresPerDay: number | null;
  /** Those beyond what is closed a working day now; 0 where the rate of now is enough. */
  readonly extraPerDay: number | null;
}

export const whatItTakesFormula = 'Closures a working day that it takes = open ÷ working days left + arrivals a working day. Extra = that − closures a working day now, rounded up to a tenth.';

/**
 * The closures a working day that a chosen date asks for. Arrivals are taken to go on as they do: rates are those of
 * the last 20 working days (casework.md, "Flow"). Rounded up, for what is rounded down does not clear.
 */
export function whatItTakes(open: number, rates: { readonly arrivalsPerDay: number; readonly closuresPerDay: number }, workingDays: number): ClearingPlan {
  if (workingDays <= 0) return { workingDays: 0, closuresPerDay: open === 0 ? rates.arrivalsPerDay : null, extraPerDay: open === 0 ? 0 : null };
  const needed = open / workingDays + rates.arrivalsPerDay;
  return { workingDays, closuresPerDay: upToTenth(needed), extraPerDay: Math.max(0, upToTenth(needed - rates.closuresPerDay)) };
}

/** Up to the next tenth; a hair above one, as floating point leaves it, is that tenth. */
const upToTenth = (value: number): number => Math.ceil(value * 10 - 1e-9) / 10 + 0;
