import { decodePath, worldX, worldY } from './mercator';
import { latitudeOf, longitudeOf } from './places';

describe('mercator', () => {
  it('leads to world units and back', () => {
    expect(longitudeOf(worldX(-1.9))).toBeCloseTo(-1.9, 10);
    expect(latitudeOf(worldY(52.48))).toBeCloseTo(52.48, 9);
  });

  it('decodes the published example of an encoded polyline', () => {
    expect([...decodePath('_p~iF~ps|U_ulLnnqC_mqNvxq`@')]).toEqual([38.5, -120.2, 40.7, -120.95, 43.252, -126.453]);
  });
});
