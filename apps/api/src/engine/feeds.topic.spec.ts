import { jest } from '@jest/globals';
import type { TopicMessage } from '../bus/bus.js';
import { InProcessBus } from '../bus/in-process-bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { FeedsTopic } from './feeds.topic.js';
import { SourceHealth } from './source-health.js';
import type { SourceRepository } from './source.repository.js';
import type { Remembered } from './source-tally.js';

describe('[FEEDS-2] the topic of the sources', () => {
  beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2026-11-12T08:00:00Z') }));
  afterEach(() => void jest.useRealTimers());

  it('tells of a source when it changed and at no other time, and writes its health down', async () => {
    const health = new SourceHealth();
    const kept: (readonly Remembered[])[] = [];
    const repository = { health: () => Promise.resolve([]), keepHealth: (all: readonly Remembered[]) => Promise.resolve(void kept.push(all)) } as unknown as SourceRepository;
    const bus = new InProcessBus();
    const heard: TopicMessage[] = [];
    bus.subscribe((message) => heard.push(message));
    const topic = new FeedsTopic(health, repository, bus, new TopicRegistry());
    await topic.onApplicationBootstrap();
    health.failed('feed:north', 'down', 'Nothing answers at its address.', Date.now());
    jest.advanceTimersByTime(30_000);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.changes).toEqual([{ key: 'feed:north', value: expect.objectContaining({ state: 'down' }) as unknown }]);
    health.forget('feed:north');
    jest.advanceTimersByTime(30_000);
    expect(heard.slice(1).map(({ changes }) => changes)).toEqual([[{ key: 'feed:north', value: null }]]);
    await topic.beforeApplicationShutdown();
    expect(kept.flat().map(({ source }) => source)).toEqual(['feed:north']);
  });
});
