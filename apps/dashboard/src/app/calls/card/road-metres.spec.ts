import { encodePolyline } from '@sightline/domain';
import { roadMetres } from './road-metres';

/** North, then east: about 1.1 km and 0.7 km. */
const path = encodePolyline([[52.48, -1.9], [52.49, -1.9], [52.49, -1.89]]);
const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('how far a bus is away by road', () => {
  it('goes along the way, not across the fields', () => {
    expect(roadMetres(path, at(52.48, -1.9), at(52.49, -1.89))).toBeGreaterThan(1700);
  });

  it('is not said where it cannot be', () => {
    expect(roadMetres(undefined, at(52.48, -1.9), at(52.49, -1.89))).toBeNull();
    expect(roadMetres(path, at(52.6, -1.9), at(52.49, -1.89))).toBeNull();
    expect(roadMetres(path, at(52.49, -1.89), at(52.48, -1.9))).toBeNull();
  });
});
