import { metresBetween, phoneFix, worthTelling } from './throttle';
import type { PhoneFix } from './throttle';

const fix = (seconds: number, metres: number, more: Partial<PhoneFix> = {}): PhoneFix => ({ at: seconds * 1000, latitude: 52 + metres / 111_195, longitude: -1, accuracy: 5, ...more });

describe('[LINK-75] a fix is told', () => {
  it.each([
    ['when it is the first', undefined, fix(0, 0), true],
    ['not every second of a moving bus', fix(0, 0), fix(1, 10, { speed: 10 }), false],
    ['about every five seconds of one', fix(0, 0), fix(4.6, 50, { speed: 10 }), true],
    ['not every five seconds of a standing one', fix(0, 0), fix(5, 1, { speed: 0 }), false],
    ['every half minute of a standing one', fix(0, 0), fix(30, 1, { speed: 0 }), true],
    ['by how far it has come, where no speed is told', fix(0, 0), fix(5, 40), true],
    ['not for scatter', fix(0, 0), fix(5, 20, { accuracy: 25 }), false],
    ['not when it is older than the last', fix(10, 0), fix(9, 40, { speed: 10 }), false],
  ])('%s', (_, last, next, told) => expect(worthTelling(last, next)).toBe(told));

  it('so that ten minutes of a moving bus with a fix a second are 120 positions', () => {
    let last: PhoneFix | undefined;
    let told = 0;
    for (let second = 0; second < 600; second++) {
      const next = fix(second, second * 10, { speed: 10 });
      if (worthTelling(last, next)) [last, told] = [next, told + 1];
    }
    expect(told).toBe(120);
  });
});

describe('a fix of the phone', () => {
  const coords = { latitude: 52, longitude: -1, accuracy: 7.6, speed: null, heading: Number.NaN };
  it('happened when the browser says so, by the time of the server', () => {
    expect(phoneFix({ coords, timestamp: 90_000 }, 100_000, 7_000)).toEqual({ at: 97_000, latitude: 52, longitude: -1, accuracy: 8 });
  });
  it('happened when it came, where the browser tells a time that cannot be', () => {
    expect(phoneFix({ coords, timestamp: 12 }, 100_000, 0).at).toBe(100_000);
  });
});

it('measures as the crow flies', () => {
  expect(Math.round(metresBetween({ latitude: 52.48, longitude: -1.9 }, { latitude: 52.49, longitude: -1.9 }))).toBe(1112);
});
