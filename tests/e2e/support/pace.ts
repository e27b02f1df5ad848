/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

/**
 * How long a person would take over what a test does: the keystroke-level model (Card, Moran and Newell 1980) with its
 * own figures for an average typist who is no secretary, reading at 238 words a minute (Brysbaert 2019), and what the
 * product itself made them wait, measured. Seconds.
 */
const pace = { key: 0.28, point: 1.1, click: 0.2, homing: 0.4, think: 1.35, wordRead: 60 / 238 } as const;

export class Hand {
  keys = 0;
  clicks = 0;
  thoughts = 0;
  wordsRead = 0;
  private homings = 0;
  private waited = 0;
  private onKeyboard = true;

  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Types words, a key a character. */
  async type(words: string): Promise<void> {
    this.keyboard();
    this.keys += words.length;
    await this.page.keyboard.type(words);
  }

  /** One key, or several held together, which are as many keystrokes. */
  async press(key: string): Promise<void> {
    this.keyboard();
    this.keys += key.split('+').length;
    await this.page.keyboard.press(key);
  }

  async click(target: Locator): Promise<void> {
    if (this.onKeyboard) this.homings += 1;
    this.onKeyboard = false;
    this.clicks += 1;
    await target.click();
  }

  /** A finger on a screen: no slower to aim than a mouse, and never on the keyboard. */
  async tap(target: Locator): Promise<void> {
    this.onKeyboard = false;
    this.clicks += 1;
    await target.tap();
  }

  /** Swipes until something stands whole on the screen, four fifths of a screen at a time; each swipe is reckoned as a tap. */
  async swipeTo(target: Locator): Promise<void> {
    await target.waitFor();
    const screens = await target.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      const away = top < 0 ? -top : Math.max(0, Math.min(bottom - innerHeight, top));
      return away / (innerHeight * 0.8);
    });
    this.clicks += Math.ceil(screens);
    await target.scrollIntoViewIfNeeded();
  }

  /** Makes up their mind. */
  think(times = 1): void {
    this.thoughts += times;
  }

  read(words: string): void {
    this.wordsRead += words.trim().split(/\s+/).length;
  }

  /** Waits for the product: it counts as it took. */
  async see(target: Locator): Promise<void> {
    const began = performance.now();
    await target.waitFor();
    this.waited += (performance.now() - began) / 1000;
  }

  get seconds(): number {
    return this.keys * pace.key + this.clicks * (pace.point + pace.click) + this.homings * pace.homing + this.thoughts * pace.think + this.wordsRead * pace.wordRead + this.waited;
  }

  /** The reckoning in words, for whoever reads the test's output. */
  get reckoning(): string {
    const minutes = `${Math.floor(this.seconds / 60)} min ${Math.round(this.seconds % 60)} s`;
    return `${this.keys} keystrokes, ${this.clicks} clicks or taps, ${this.wordsRead} words read, ${this.thoughts} decisions, ${this.waited.toFixed(1)} s of waiting: ${minutes}`;
  }

  private keyboard(): void {
    if (!this.onKeyboard) this.homings += 1;
    this.onKeyboard = true;
  }
}
