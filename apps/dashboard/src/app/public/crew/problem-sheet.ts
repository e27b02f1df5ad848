import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, input, output, signal, viewChild } from '@angular/core';
import { crewProblems } from '@sightline/contracts';

import { Icon } from '../../ui/icon';

type Problem = (typeof crewProblems)[number];

/** What a crew reports: `minutes` nought where the run is not late for it. */
export interface Report {
  readonly problem: Problem;
  readonly minutes: number;
  readonly words: string;
}

const delays = [0, 5, 10, 15, 20, 30, 45];

/** Three taps tell the control room what the matter is, and by how much the run is late. */
@Component({
  selector: 'sl-problem-sheet',
  imports: [Icon],
  templateUrl: './problem-sheet.html',
  styleUrl: './problem-sheet.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProblemSheet {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly telephone = input<string>();
  readonly reported = output<Report>();
  readonly problems = crewProblems;
  readonly delays = delays;
  readonly chosen = signal<Problem | null>(null);
  readonly minutes = signal(0);
  readonly words = signal('');
  readonly missing = signal(false);

  open(): void {
    this.chosen.set(null);
    this.minutes.set(0);
    this.words.set('');
    this.missing.set(false);
    this.dialog().nativeElement.showModal();
  }

  close(): void {
    this.dialog().nativeElement.close();
  }

  write(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.words.set(event.target.value);
  }

  send(event: Event): void {
    event.preventDefault();
    const problem = this.chosen();
    this.missing.set(problem === null);
    if (problem === null) return;
    this.reported.emit({ problem, minutes: this.minutes(), words: this.words().trim() });
    this.close();
  }
}
