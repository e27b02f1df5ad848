import { Agent, request } from 'node:http';
import type { Product } from '../product/product.ts';

interface Reply {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { problems: unknown }[];
}

/** Sends ready-made bodies to the event door over a few connections that stay open. */
export class DoorSender {
  private readonly agent: Agent;
  private readonly url: URL;
  private readonly feedToken: string;
  private readonly connections: number;

  constructor(product: Pick<Product, 'url' | 'feedToken'>, connections: number) {
    this.feedToken = product.feedToken;
    this.connections = connections;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.url = new URL('/api/events', product.url);
  }

  /** Sends every body, and resolves with the seconds until the last was acknowledged. Throws when an event was not accepted. */
  async sendAll(bodies: readonly Buffer[], eventsEach: number): Promise<number> {
    let next = 0;
    const began = performance.now();
    const sender = async (): Promise<void> => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const reply = await this.send(body);
        if (reply.accepted !== eventsEach) throw new Error(`of ${eventsEach} events ${reply.accepted} were accepted: ${JSON.stringify(reply.rejected[0])}`);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, sender));
    return (performance.now() - began) / 1000;
  }

  close(): void {
    this.agent.destroy();
  }

  private send(body: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const post = request(
        this.url,
        {
          method: 'POST',
          agent: this.agent,
          headers: { authorization: `Bearer ${this.feedToken}`, 'content-type': 'application/cloudevents-batch+json', 'content-length': body.length },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => {
            if (response.statusCode === 200) resolve(JSON.parse(text) as Reply);
            else reject(new Error(`${response.statusCode} ${text}`));
          });
        },
      );
      post.on('error', reject);
      post.end(body);
    });
  }
}
