import type { MorningPack, PackChild, PackRun } from '@sightline/contracts';

const needWords: Record<string, string> = { harness: 'harness', booster: 'booster', wheelchair: 'wheelchair', medication: 'medication' };
const sessionWords = { 'to-school': 'Morning, to school', 'from-school': 'Afternoon, from school' } as const;
const other = { 'to-school': 'from-school', 'from-school': 'to-school' } as const;

/** Text as it stands in a document: nothing that was sent to us becomes markup. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
  :root { color-scheme: light; font: 14px/1.4 system-ui, "Segoe UI", sans-serif; color: #14181e; background: #fff; }
  body { margin: 0 auto; max-width: 900px; padding: 16px 20px 40px; }
  h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 0; } h3 { font-size: 15px; margin: 18px 0 4px; }
  p { margin: 2px 0 6px; } a { color: #2450c4; } .q { color: #434b57; }
  .demo { display: inline-block; border: 1px dashed #7d8692; padding: 1px 8px; }
  table { width: 100%; border-collapse: collapse; margin: 6px 0; } caption { text-align: left; font-weight: 600; padding: 4px 0; }
  th { text-align: left; font-weight: 600; border-bottom: 2px solid #14181e; padding: 3px 6px; } td { border-bottom: 1px solid #b7bfca; padding: 4px 6px; vertical-align: top; }
  .r { text-align: right; } .t { white-space: nowrap; font-variant-numeric: tabular-nums; }
  dl { display: grid; grid-template-columns: 90px 1fr 90px 1fr; gap: 2px 10px; margin: 8px 0; } dt { color: #434b57; } dd { margin: 0; font-weight: 600; }
  .child { display: inline-block; margin-right: 14px; white-space: nowrap; } .box { display: inline-block; width: 11px; height: 11px; border: 1.5px solid #14181e; margin-right: 5px; vertical-align: -1px; }
  .run { border-top: 3px solid #14181e; margin-top: 28px; padding-top: 10px; } .cancelled { border: 2px solid #982828; color: #982828; padding: 2px 8px; font-weight: 600; display: inline-block; }
  .foot { margin-top: 8px; font-size: 12px; color: #434b57; }
  @page { size: A4; margin: 13mm; }
  @media print { body { padding: 0; max-width: none; font-size: 11pt; } .screen { display: none; } .run { break-before: page; border-top: 0; margin: 0; padding: 0; } tr, h3 { break-inside: avoid; break-after: auto; } h3 { break-after: avoid; } a { color: inherit; text-decoration: none; } }
`;

/**
 * The pack as one page that needs nothing else: an index by school, then a page for each run. The same for the screen,
 * for paper and for a file.
 */
export function packDocument(pack: MorningPack): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: pack.timeZone, hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${pack.serviceDate}T12:00:00Z`));
  const time = (at: string): string => format.format(new Date(at));
  const asOf = `As of ${time(pack.madeAt)} on ${safe(day)}. What changed since is not in it.`;
  const title = `${sessionWords[pack.session]}, ${day}`;
  const schools = [...pack.schools.map((school) => ({ ...school, runs: pack.runs.filter(({ schoolRef }) => schoolRef === school.schoolRef) })), { name: 'No school given', runs: pack.runs.filter(({ schoolRef }) => !pack.schools.some((school) => school.schoolRef === schoolRef)) }].filter(({ runs }) => runs.length > 0);
  const nameOf = new Map(pack.schools.map(({ schoolRef, name }) => [schoolRef, name]));
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Morning pack: ${safe(title)}</title><style>${style}</style></head>
<body><main id="top">
<h1>${safe(title)}</h1>
<p>${pack.demonstration ? '<span class="demo">Demonstration data</span> ' : ''}${pack.runs.length} runs, ${pack.runs.reduce((sum, run) => sum + childrenOf(run), 0)} children, ${schools.length} schools. <b>${asOf}</b></p>
<p class="q">Initials and needs of children: keep it at the desk, shred it after the day.</p>
<p class="screen"><a href="/control/pack/kept/${other[pack.session]}">${sessionWords[other[pack.session]]}</a> · Print with Ctrl P: one page for each run after the index.</p>
<h2>By school</h2>
${schools.map((school) => schoolTable(school, pack.session, time)).join('\n')}
${pack.runs.map((run) => runPage(run, nameOf.get(run.schoolRef ?? '') ?? '', title, asOf, time)).join('\n')}
</main></body></html>`;
}

interface SchoolOfPack {
  name: string;
  area?: string | undefined;
  telephone?: string | undefined;
  bell?: string | undefined;
  runs: readonly PackRun[];
}

function schoolTable({ name, area, telephone, bell, runs }: SchoolOfPack, session: MorningPack['session'], time: (at: string) => string): string {
  const facts = [area, bell === undefined ? undefined : `bell ${bell}`, telephone].filter((part) => part !== undefined).map(safe);
  const rows = runs.map((run) => {
    const call = session === 'to-school' ? run.stops.at(-1) : run.stops[0];
    return `<tr><td><a href="#${idOf(run)}">${safe(run.routeRef)}</a>${run.state === 'cancelled' ? ' <b>cancelled</b>' : ''}</td><td class="t">${call === undefined ? '' : time(call.scheduledAt)}</td><td class="r">${childrenOf(run)}</td><td>${safe(run.operatorName ?? '')}</td><td class="t">${safe(run.operatorTelephone ?? '')}</td></tr>`;
  });
  return `<h3>${safe(name)}</h3><p class="q">${facts.join(', ')}</p><table><thead><tr><th scope="col">Route</th><th scope="col">${session === 'to-school' ? 'In at' : 'Leaves at'}</th><th scope="col" class="r">Children</th><th scope="col">Operator</th><th scope="col">Telephone</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function runPage(run: PackRun, school: string, title: string, asOf: string, time: (at: string) => string): string {
  const facts: [string, string][] = [
    ['Operator', [run.operatorName, run.operatorTelephone].filter((part) => part !== undefined).join(', ') || 'not given'],
    ['Vehicle', [run.vehicle ?? 'not assigned', run.seats === undefined ? undefined : `${run.seats} seats`, run.wheelchairPlaces ? `${run.wheelchairPlaces} wheelchair` : undefined].filter((part) => part !== undefined).join(', ')],
    ['Guide', run.guide ?? (run.guideRequired ? 'NONE ASSIGNED, one is required' : 'not needed')],
    ['Driver', run.driverRef ?? 'not given'],
  ];
  const rows = run.stops.map((stop) => `<tr><td class="t">${time(stop.scheduledAt)}</td><td>${safe(stop.name)}</td><td>${stop.children.map(childWords).join('')}</td></tr>`);
  const elsewhere = run.elsewhere.length === 0 ? '' : `<tr><td class="t">–</td><td>Stop not given</td><td>${run.elsewhere.map(childWords).join('')}</td></tr>`;
  return `<section class="run" id="${idOf(run)}"><h2>Route ${safe(run.routeRef)}${school === '' ? '' : `, ${safe(school)}`}</h2><p>${safe(title)}, ${childrenOf(run)} children <span class="screen"><a href="#top">Index</a></span></p>${run.state === 'cancelled' ? '<p class="cancelled">Cancelled</p>' : ''}
<dl>${facts.map(([name, words]) => `<dt>${name}</dt><dd>${safe(words)}</dd>`).join('')}</dl>
<table><thead><tr><th scope="col">Due</th><th scope="col">Stop</th><th scope="col">Children</th></tr></thead><tbody>${rows.join('')}${elsewhere}</tbody></table>
<p class="foot">${asOf}</p></section>`;
}

const childrenOf = (run: PackRun): number => run.stops.reduce((sum, stop) => sum + stop.children.length, run.elsewhere.length);
const idOf = ({ runRef }: PackRun): string => `run-${encodeURIComponent(runRef).replace(/[^\w-]/g, '_')}`;

function childWords({ initials, needs, assistantRequired }: PackChild): string {
  const words = [...needs.map((need) => needWords[need] ?? need), ...(assistantRequired ? ['guide'] : [])];
  return `<span class="child"><i class="box"></i><b>${safe(initials)}</b>${words.length === 0 ? '' : ` ${safe(words.join(', '))}`}</span>`;
}
