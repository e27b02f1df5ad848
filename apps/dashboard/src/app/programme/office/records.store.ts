import { Injectable, computed, inject } from '@angular/core';
import type { ProgrammeRecordKind } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';

/** A record in a list: what it is called, who has it, and until when. */
export interface RecordLine {
  readonly ref: string;
  readonly words: string;
  readonly who: string;
  readonly due: string;
  readonly state: string;
}

const collator = new Intl.Collator('en-GB', { numeric: true });

/** The records of the programme as the office lists them, live. */
@Injectable()
export class RecordsStore {
  private readonly topic = inject(LiveClient).open('programme');
  readonly status = this.topic.status;
  readonly problem = this.topic.problem;

  readonly lines = computed<Readonly<Record<ProgrammeRecordKind, readonly RecordLine[]>>>(() => {
    const lines: Record<ProgrammeRecordKind, RecordLine[]> = { item: [], measure: [], risk: [], recommendation: [], milestone: [], decision: [] };
    const measures = new Map<string, RecordLine>();
    for (const entry of this.topic.values()) {
      switch (entry.entry) {
        case 'item': {
          const { itemRef, title, leadRole = '', ledBy, dueDate = '', kind } = entry.item;
          lines.item.push({ ref: itemRef, words: title, who: ledBy ?? leadRole, due: dueDate, state: kind });
          for (const { measureRef, title: name, target, unit, aim, sourceName } of entry.item.measures) measures.set(measureRef, { ref: measureRef, words: name, who: sourceName, due: '', state: `${aim === 'at-least' ? 'at least' : 'at most'} ${target}${unit === '%' ? '' : ' '}${unit}` });
          break;
        }
        case 'risk':
          lines.risk.push({ ref: entry.risk.riskRef, words: entry.risk.description, who: entry.risk.ownerRole ?? '', due: '', state: entry.risk.closedDate !== undefined ? 'closed' : entry.risk.score === null ? '' : `score ${entry.risk.score}` });
          break;
        case 'recommendation':
          lines.recommendation.push({ ref: entry.recommendation.recommendationRef, words: entry.recommendation.recommendation, who: entry.recommendation.leadRole ?? '', due: entry.recommendation.anticipatedDate ?? entry.recommendation.originalDueDate ?? '', state: entry.recommendation.category?.label ?? '' });
          break;
        case 'milestone':
          lines.milestone.push({ ref: entry.milestone.milestoneRef, words: entry.milestone.title, who: entry.milestone.itemRef, due: entry.milestone.dueDate, state: entry.milestone.achievedDate !== undefined ? 'achieved' : '' });
          break;
        case 'decision':
          lines.decision.push({ ref: entry.decision.decisionRef, words: entry.decision.title, who: '', due: entry.decision.dueDate ?? '', state: entry.decision.decided ? 'decided' : '' });
          break;
        case 'counts': case 'contradiction': case 'scheme': case 'suggestion':
          break;
      }
    }
    lines.measure = [...measures.values()];
    for (const kind of Object.keys(lines) as ProgrammeRecordKind[]) lines[kind].sort((a, b) => collator.compare(a.ref, b.ref));
    return lines;
  });
  readonly itemRefs = computed(() => this.lines().item.map(({ ref }) => ref));
  readonly roles = computed(() => [...new Set([...this.lines().item, ...this.lines().risk, ...this.lines().recommendation].map(({ who }) => who).filter((who) => who !== ''))].sort(collator.compare));
}
