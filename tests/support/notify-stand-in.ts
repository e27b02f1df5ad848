import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

/** A message as the stand-in took it. */
export interface Taken {
  readonly id: string;
  readonly type: 'sms' | 'email';
  readonly reference: string;
  readonly to: string;
  readonly message: string;
  readonly about: string;
  readonly templateId: string;
  readonly createdAt: string;
  status: string;
}

/** What is answered to a message instead of taking it. `late`: it is taken, and the answer never comes. */
export type Trouble = { readonly status: number; readonly error?: string; readonly message?: string } | 'late' | undefined;

/** Speaks as much of GOV.UK Notify's API as is used: sending, and listing by reference or by page. It writes to nobody. */
export interface NotifyStandIn {
  readonly url: string;
  readonly taken: Taken[];
  /** How often each path was asked. */
  readonly asked: { readonly path: string; readonly at: number; readonly authorised: boolean }[];
  /** Decides what happens to each message that is handed over. */
  trouble: (to: string, attempt: number) => Trouble;
  /** Milliseconds until an answer. */
  pause: number;
  stop(): Promise<void>;
}

/** Made of the parts that the client takes apart: a name, the service and the secret. */
export const standInKey = 'stand-in-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222';
export const smsTemplate = '33333333-3333-4333-8333-333333333333';
export const emailTemplate = '44444444-4444-4444-8444-444444444444';

/** The settings that make a Sightline use it. */
export const notifySettings = (url: string): Record<string, string> => ({ NOTIFY_API_KEY: standInKey, NOTIFY_BASE_URL: url, NOTIFY_SMS_TEMPLATE_ID: smsTemplate, NOTIFY_EMAIL_TEMPLATE_ID: emailTemplate });

async function bodyOf(request: IncomingMessage): Promise<{ template_id: string; phone_number?: string; email_address?: string; reference: string; personalisation: { message: string; about: string } }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as never;
}

export async function startNotifyStandIn(): Promise<NotifyStandIn> {
  const attempts = new Map<string, number>();
  const standIn: Omit<NotifyStandIn, 'url' | 'stop'> = { taken: [], asked: [], trouble: () => undefined, pause: 0 };
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      standIn.asked.push({ path: url.pathname, at: Date.now(), authorised: /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(request.headers.authorization ?? '') });
      const answer = (status: number, body: object): void => void setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)), standIn.pause);
      if (request.method === 'GET') {
        const reference = url.searchParams.get('reference');
        const olderThan = url.searchParams.get('older_than');
        const newestFirst = [...standIn.taken].reverse();
        const from = olderThan === null ? 0 : newestFirst.findIndex(({ id }) => id === olderThan) + 1;
        const found = reference === null ? newestFirst.slice(from, from + 250) : standIn.taken.filter((one) => one.reference === reference);
        return answer(200, { notifications: found.map(({ id, reference: ref, status, type, createdAt }) => ({ id, reference: ref, status, type, created_at: createdAt })), links: { current: url.pathname } });
      }
      const body = await bodyOf(request);
      const to = body.phone_number ?? body.email_address ?? '';
      const attempt = (attempts.get(body.reference) ?? 0) + 1;
      attempts.set(body.reference, attempt);
      const trouble = standIn.trouble(to, attempt);
      if (trouble !== undefined && trouble !== 'late') return answer(trouble.status, { status_code: trouble.status, errors: [{ error: trouble.error ?? 'Error', message: trouble.message ?? 'no' }] });
      const taken: Taken = { id: randomUUID(), type: body.phone_number === undefined ? 'email' : 'sms', reference: body.reference, to, message: body.personalisation.message, about: body.personalisation.about, templateId: body.template_id, createdAt: new Date().toISOString(), status: 'created' };
      standIn.taken.push(taken);
      if (trouble === 'late') return void request.socket.destroy();
      answer(201, { id: taken.id, reference: taken.reference, content: { body: taken.message }, uri: '', template: { id: taken.templateId, version: 1, uri: '' } });
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(standIn, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
