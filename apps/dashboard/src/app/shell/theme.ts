import { Injectable, signal } from '@angular/core';

export type Theme = 'light' | 'dark' | 'system';
const key = 'sightline.theme';

/** The reader's choice of theme: light, dark, or what the system prefers. `theme.js` sets it before the first paint. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly theme = signal<Theme>(stored());

  choose(theme: Theme): void {
    this.theme.set(theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    try {
      if (theme === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch {
      // Storage is blocked: the choice holds until the page is closed.
    }
  }
}

function stored(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
