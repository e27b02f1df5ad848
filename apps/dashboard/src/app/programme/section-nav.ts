import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { DOCUMENT, Location } from '@angular/common';

/** The headings of the page, in their order: the id of each is its fragment in the URL. */
const sections = [
  { id: 'what-changed', name: 'What changed' },
  { id: 'needs', name: 'What needs the board' },
  { id: 'projects', name: 'Projects' },
  { id: 'measures', name: 'Measures' },
  { id: 'risks', name: 'Risks' },
  { id: 'recommendations', name: 'Recommendations' },
  { id: 'milestones', name: 'Milestones' },
] as const;

/** Where things are on a long page: takes the reader, and the focus, to a heading. */
@Component({
  selector: 'sl-section-nav',
  template: `
    <nav aria-label="On this page">
      <ul>
        @for (section of sections; track section.id) {<li><a [href]="'programme#' + section.id" (click)="go($event, section.id)">{{ section.name }}</a></li>}
      </ul>
    </nav>
  `,
  styles: `
    ul { display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: var(--t-14); }
    a { display: inline-block; min-height: 24px; line-height: 24px; color: var(--ink-2); text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 4px; }
    a:hover { color: var(--accent); text-decoration-color: currentColor; }
    @media print { :host { display: none; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SectionNav {
  private readonly document = inject(DOCUMENT);
  private readonly location = inject(Location);
  readonly sections = sections;

  /** Not by the router, which would take the page back to its top. */
  go(event: Event, id: string): void {
    event.preventDefault();
    this.location.replaceState(`${this.location.path()}#${id}`);
    const heading = this.document.getElementById(id);
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  }
}
