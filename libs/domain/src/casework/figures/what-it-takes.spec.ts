import { whatItTakes } from './what-it-takes.js';

describe('what it takes to clear a backlog by a day', () => {
  it('spreads what is open over the days left, and keeps up with what arrives', () => {
    expect(whatItTakes(100, { arrivalsPerDay: 4, closuresPerDay: 3 }, 20)).toEqual({ workingDays: 20, closuresPerDay: 9, extraPerDay: 6 });
  });

  it('rounds up: a tenth fewer would leave cases open', () => {
    expect(whatItTakes(100, { arrivalsPerDay: 0, closuresPerDay: 0 }, 30).extraPerDay).toBe(3.4);
    expect(whatItTakes(3, { arrivalsPerDay: 0.1, closuresPerDay: 0.2 }, 10).closuresPerDay).toBe(0.4);
  });

  it('asks for nothing more where the rate of now is enough', () => {
    expect(whatItTakes(10, { arrivalsPerDay: 1, closuresPerDay: 5 }, 10).extraPerDay).toBe(0);
  });

  it('says that it cannot be done where no working day is left', () => {
    expect(whatItTakes(10, { arrivalsPerDay: 1, closuresPerDay: 5 }, 0)).toEqual({ workingDays: 0, closuresPerDay: null, extraPerDay: null });
    expect(whatItTakes(0, { arrivalsPerDay: 1, closuresPerDay: 5 }, 0).extraPerDay).toBe(0);
  });
});
