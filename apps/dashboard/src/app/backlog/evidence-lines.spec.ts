import type { ContactEvidence } from '@sightline/contracts';
import { evidenceLines } from './evidence-lines';

const evidence: ContactEvidence = {
  takenAt: '2026-11-10T15:38:20Z', sentence: 's', ageSentence: '', sequence: 2,
  run: {
    runRef: 'R', routeRef: '412', serviceDate: '2026-11-10', state: 'running', conditions: [{ condition: 'late', since: '2026-11-10T15:29:00Z' }], startsAt: '', endsAt: '', latenessSeconds: 360,
    position: { latitude: 52.47, longitude: -1.89, recordedAt: '2026-11-10T15:38:11Z', ageSeconds: 9 },
    stopCalls: [{ sequence: 2, stopRef: 'S2', name: 'Mill Pool', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:40:00Z', expectedAt: { earliest: '2026-11-10T15:44:00Z', likely: '2026-11-10T15:46:00Z', latest: '2026-11-10T15:49:00Z' } }],
  },
};
const words = { time: (at: string) => at.slice(11, 16), duration: (seconds: number) => `${seconds} s`, sentenceCase: (text: string) => text };

describe('the evidence of a call', () => {
  it('says the run, its position with its age, and what was expected where, as they stood', () => {
    expect(Object.fromEntries(evidenceLines(evidence, words).map(({ name, words: said }) => [name, said]))).toEqual({
      Run: 'Route 412, running, late since 15:29',
      Position: '52.47000, -1.89000, from 15:38, 9 s old',
      Lateness: '360 s late',
      'Stop asked about': 'Mill Pool, due 15:40, expected 15:44 – 15:49',
      'Told to families': 'nothing yet',
    });
  });
});
