import { TestBed } from '@angular/core/testing';
import { Announcer, announcementGapMilliseconds } from './announcer';

describe('Announcer', () => {
  let announcer: Announcer;
  beforeEach(() => {
    jest.useFakeTimers();
    announcer = TestBed.inject(Announcer);
  });
  afterEach(() => jest.useRealTimers());

  it('says the first at once and what follows in batches at least ten seconds apart', () => {
    announcer.say('One.');
    jest.advanceTimersByTime(0);
    expect(announcer.message()).toBe('One.');
    announcer.say('Two.');
    announcer.say('Three.');
    jest.advanceTimersByTime(announcementGapMilliseconds - 1);
    expect(announcer.message()).toBe('One.');
    jest.advanceTimersByTime(1);
    expect(announcer.message()).toBe('Two. Three.');
  });

  it('says a flood in one breath', () => {
    for (let index = 1; index <= 9; index += 1) announcer.say(`${index}.`);
    announcer.say('1.');
    jest.advanceTimersByTime(0);
    expect(announcer.message()).toBe('1. 2. 3. 4. and 5 more.');
  });

  it('interrupts only where it is told to', () => {
    announcer.interrupt('At the wrong school.');
    expect(announcer.alert()).toBe('At the wrong school.');
    expect(announcer.message()).toBe('');
  });
});
