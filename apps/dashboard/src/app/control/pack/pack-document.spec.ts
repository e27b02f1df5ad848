import type { MorningPack } from '@sightline/contracts';
import { packDocument } from './pack-document';

const pack: MorningPack = {
  serviceDate: '2026-11-10',
  session: 'to-school',
  madeAt: '2026-11-10T06:40:00Z',
  timeZone: 'Europe/London',
  demonstration: true,
  schools: [{ schoolRef: 'S1', name: 'Beechwood <School>', bell: '08:50' }],
  runs: [
    { runRef: 'R1', routeRef: '412', state: 'scheduled', schoolRef: 'S1', operatorName: 'Ridgeway "Travel"', operatorTelephone: '0121 496 0412', guideRequired: true, stops: [{ sequence: 1, name: 'Alder Close', scheduledAt: '2026-11-10T07:31:00Z', children: [{ initials: 'JM', needs: ['harness'], assistantRequired: true }] }, { sequence: 2, name: 'Beechwood', scheduledAt: '2026-11-10T08:43:00Z', children: [] }], elsewhere: [{ initials: 'AK', needs: [], assistantRequired: false }] },
    { runRef: 'R2', routeRef: '413', state: 'cancelled', guideRequired: false, stops: [], elsewhere: [] },
  ],
};

describe('[PACK-2] the pack as a document', () => {
  const parsed = new DOMParser().parseFromString(packDocument(pack), 'text/html');

  it('has a page for each run and an index by school that leads to it', () => {
    expect(parsed.querySelectorAll('section.run')).toHaveLength(2);
    for (const link of parsed.querySelectorAll<HTMLAnchorElement>('table a[href^="#"]')) expect(parsed.getElementById(link.hash.slice(1))).not.toBeNull();
    expect([...parsed.querySelectorAll('h3')].map((head) => head.textContent)).toEqual(['Beechwood <School>', 'No school given']);
  });

  it('says children by initials and need, whom to ring, when, and when it was made', () => {
    const run = parsed.getElementById('run-R1')?.textContent ?? '';
    expect(run).toMatch(/JM harness, guide/);
    expect(run).toMatch(/Stop not given.*AK/s);
    expect(run).toMatch(/0121 496 0412/);
    expect(run).toMatch(/NONE ASSIGNED, one is required/);
    expect(run).toMatch(/07:31.*08:43/s);
    expect(run).toMatch(/As of 06:40 on Tuesday,? 10 November 2026/);
    expect(parsed.getElementById('run-R2')?.textContent).toMatch(/Cancelled/);
  });

  it('needs nothing from anywhere, and runs nothing', () => {
    expect(parsed.querySelectorAll('script, link, img, iframe')).toHaveLength(0);
    expect(parsed.querySelector('School')).toBeNull();
  });
});
