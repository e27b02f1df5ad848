import { Injectable, signal } from '@angular/core';
import { serviceLevels, usualServiceLevel } from '@sightline/domain';
import type { ServiceLevel } from '@sightline/domain';

const key = 'sightline.service-level';

export const isServiceLevel = (text: string | null | undefined): text is ServiceLevel => serviceLevels.some((level) => level === text);

/** Which of the four service levels the reader goes by: kept on this device, and what an address says comes first. */
@Injectable({ providedIn: 'root' })
export class ServiceLevelChoice {
  readonly level = signal<ServiceLevel>(stored());

  choose(level: ServiceLevel): void {
    this.level.set(level);
    try {
      if (level === usualServiceLevel) localStorage.removeItem(key);
      else localStorage.setItem(key, level);
    } catch {
      // Storage is blocked: the choice holds until the page is closed.
    }
  }
}

function stored(): ServiceLevel {
  try {
    const level = localStorage.getItem(key);
    return isServiceLevel(level) ? level : usualServiceLevel;
  } catch {
    return usualServiceLevel;
  }
}
