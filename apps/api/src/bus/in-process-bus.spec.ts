import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { InProcessBus } from './in-process-bus.js';
import { TopicRegistry } from './topic-registry.js';

const message = { topic: 'feeds', params: {}, changes: [{ key: 'a', value: null }] } as const;

describe('in-process bus', () => {
  it('[BUS-1] tells every listener, in order, until it unsubscribes', () => {
    const bus = new InProcessBus();
    const heard: string[] = [];
    const endFirst = bus.subscribe(() => heard.push('first'));
    bus.subscribe(() => heard.push('second'));
    bus.publish(message);
    endFirst();
    bus.publish(message);
    expect(heard).toEqual(['first', 'second', 'second']);
  });

  it('[BUS-2] a listener that fails neither stops the publisher nor the other listeners', () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const bus = new InProcessBus();
    const heard: string[] = [];
    bus.subscribe(() => {
      throw new Error('bug');
    });
    bus.subscribe(({ topic }) => heard.push(topic));
    bus.publish(message);
    expect(heard).toEqual(['feeds']);
  });
});

describe('topic registry', () => {
  it('[BUS-3] a topic has one source', () => {
    const registry = new TopicRegistry();
    const source = { topic: 'feeds', snapshot: () => ({}) } as const;
    registry.register(source);
    expect(registry.source('feeds')).toBe(source);
    expect(registry.source('fleet')).toBeUndefined();
    expect(() => registry.register(source)).toThrow('topic feeds has two sources');
  });
});
