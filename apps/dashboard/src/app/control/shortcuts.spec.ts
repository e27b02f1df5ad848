import { Shortcuts } from './shortcuts';

const press = (key: string, target: HTMLElement = document.body, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  target.dispatchEvent(event);
  return event;
};

describe('[CONTROL-3] shortcuts', () => {
  beforeEach(() => localStorage.clear());

  it('knows its keys, and leaves chords and fields alone', () => {
    const shortcuts = new Shortcuts();
    const field = document.body.appendChild(document.createElement('input'));
    expect(shortcuts.actionOf(press('?'))).toBe('help');
    expect(shortcuts.actionOf(press('R'))).toBe('replay');
    expect(shortcuts.actionOf(press('r', document.body, { ctrlKey: true }))).toBeNull();
    expect(shortcuts.actionOf(press('r', field))).toBeNull();
    expect(shortcuts.actionOf(press('x'))).toBeNull();
  });

  it('can be turned off for good, but for Escape', () => {
    new Shortcuts().turn(false);
    const again = new Shortcuts();
    expect(again.on()).toBe(false);
    expect(again.actionOf(press('j'))).toBeNull();
    expect(again.actionOf(press('Escape'))).toBe('close');
  });
});
