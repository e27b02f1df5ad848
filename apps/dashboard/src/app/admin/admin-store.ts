import { Injectable, computed, inject } from '@angular/core';
import { Session } from '../shell/session';
import { sections } from './sections';

/** Which sections of the administration the person may see. */
@Injectable()
export class AdminStore {
  private readonly session = inject(Session);
  readonly sections = computed(() => sections.filter(({ resource }) => this.session.may(resource)));
}
