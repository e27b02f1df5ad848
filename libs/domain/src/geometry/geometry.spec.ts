import fc from 'fast-check';
import { bearingOfStep, decodePolyline, distanceMetres, encodePolyline, measurePath, nearestOnPath, eastOf, northOf, placeAt, turnBetween } from './index.js';

const point = fc.tuple(fc.integer({ min: -8_900_000, max: 8_900_000 }), fc.integer({ min: -17_900_000, max: 17_900_000 })).map(([y, x]) => [y / 1e5, x / 1e5] as const);

describe('encoded polylines', () => {
  it('are those of the published example', () => {
    const points = [[38.5, -120.2], [40.7, -120.95], [43.252, -126.453]] as const;
    expect(encodePolyline(points)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual(points);
  });

  it('come back as they went in', () => {
    fc.assert(fc.property(fc.array(point, { maxLength: 30 }), (points) => expect(decodePolyline(encodePolyline(points))).toEqual(points)));
  });

  it('that are none are told apart, whatever the text', () => {
    expect(decodePolyline('_p~iF~ps|U_ulLnn')).toBeUndefined();
    expect(decodePolyline('é')).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void decodePolyline(text)));
  });
});

describe('a path', () => {
  const straight = measurePath([[52, -1], [52.01, -1], [52.02, -1]]);
  if (!straight) throw new Error('two different points make a path');

  it('is as long as its parts', () => {
    expect(straight.length).toBeCloseTo(distanceMetres({ latitude: 52, longitude: -1 }, { latitude: 52.02, longitude: -1 }), 3);
    expect(measurePath([[52, -1], [52, -1]])).toBeUndefined();
    expect(placeAt(straight, straight.length / 4).latitude).toBeCloseTo(52.005, 6);
  });

  it('is searched within the window alone', () => {
    const near = nearestOnPath(straight, eastOf(straight.projection, -1.0001), northOf(52.015), 0, 500);
    expect(near.metres).toBeCloseTo(500, 6);
    const found = nearestOnPath(straight, eastOf(straight.projection, -1.0001), northOf(52.015), 0, straight.length);
    expect(found.metres).toBeCloseTo(0.75 * straight.length, 3);
    expect(found.beside).toBeCloseTo(distanceMetres({ latitude: 52.015, longitude: -1.0001 }, { latitude: 52.015, longitude: -1 }), 1);
  });
});

it('bearings turn clockwise from north, and the smaller way round', () => {
  expect(bearingOfStep(0, 1)).toBe(0);
  expect(bearingOfStep(1, 0)).toBe(90);
  expect(bearingOfStep(-1, 0)).toBe(270);
  expect(turnBetween(350, 20)).toBe(30);
  expect(turnBetween(10, 190)).toBe(180);
});
