import { NotifyClient } from 'notifications-node-client';
import { plainWords } from '@sightline/domain';
import type { Carrier, Ended, HandedOver, Parcel } from './carrier.js';

export interface NotifySettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly smsTemplateId: string;
  readonly emailTemplateId: string;
}

/** Longer than this no answer is waited for; milliseconds. */
export const answersWithin = 10_000;
/** After "too many" nothing is sent for so long: the limit is by the minute. A day's limit is over at midnight. */
const minutePause = 15_000;
const dayPause = 15 * 60_000;
/** A page of what was sent holds 250. */
const mostPages = 40;

interface Refusal {
  readonly status: number;
  readonly errors: readonly { readonly error: string; readonly message: string }[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What GOV.UK Notify answered when it did not take something; `undefined` when it did not answer. What it was asked is not looked at: it holds a number. */
function refusalOf(error: unknown): Refusal | undefined {
  const response = isRecord(error) ? error['response'] : undefined;
  if (!isRecord(response) || typeof response['status'] !== 'number') return undefined;
  const errors = isRecord(response['data']) && Array.isArray(response['data']['errors']) ? (response['data']['errors'] as Refusal['errors']) : [];
  return { status: response['status'], errors };
}

/** Who waits no longer does not know whether it was taken. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), answersWithin);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Refusals that are about the recipient: those of Notify's documented errors. Anything else is about us. */
const aboutAddress = /phone_number|email_address|not a valid|digits|country prefix|mobile number|UK mobile/iu;
const aboutTemplate = /template/iu;

/** What a refusal means for the message, and for those after it. Source: docs.notifications.service.gov.uk, "Error codes". */
export function meaningOf(refusal: Refusal | undefined): HandedOver {
  if (refusal === undefined) return { is: 'uncertain', why: 'GOV.UK Notify did not answer' };
  const { status, errors } = refusal;
  const said = errors.map(({ error, message }) => `${error} ${message}`).join(' ');
  if (status === 429) return { is: 'paused', why: /TooManyRequests/u.test(said) ? "the service's limit for today is reached" : 'GOV.UK Notify asks us to go slower', milliseconds: /TooManyRequests/u.test(said) ? dayPause : minutePause };
  if (status === 401 || status === 403) return { is: 'stopped', why: 'GOV.UK Notify refuses the key: look at NOTIFY_API_KEY and at the clock of this machine' };
  if (status >= 500) return { is: 'uncertain', why: `GOV.UK Notify failed (${status})` };
  if (status === 400 && aboutAddress.test(said)) return { is: 'failed', reason: 'bad-address' };
  if (status === 404 || (status === 400 && aboutTemplate.test(said))) return { is: 'stopped', why: 'GOV.UK Notify does not know the template, or it lacks ((about)) and ((message)): look at docs/messages.md' };
  return { is: 'failed', reason: 'refused' };
}

/** The statuses with which a message ends. Source: docs.notifications.service.gov.uk, "Status". */
const ends: Readonly<Record<string, Ended>> = {
  delivered: { is: 'delivered' },
  'permanent-failure': { is: 'failed', reason: 'bad-address' },
  'temporary-failure': { is: 'failed', reason: 'not-delivered' },
  'technical-failure': { is: 'failed', reason: 'not-delivered' },
};

/** GOV.UK Notify: text messages and emails to real people. */
export class GovukNotifyCarrier implements Carrier {
  readonly name = 'notify';
  private readonly client: NotifyClient;

  constructor(private readonly settings: NotifySettings) {
    this.client = new NotifyClient(settings.baseUrl, settings.apiKey);
  }

  async send({ deliveryRef, channel, address, about, words, link }: Parcel): Promise<HandedOver> {
    const message = plainWords(link === undefined ? words : `${words}\n${link}`);
    const options = { personalisation: { about, message }, reference: deliveryRef };
    try {
      const asked = channel === 'sms' ? this.client.sendSms(this.settings.smsTemplateId, address, options) : this.client.sendEmail(this.settings.emailTemplateId, address, options);
      const { data } = await inTime<{ readonly data: { readonly id: string } }>(asked);
      return { is: 'taken', providerRef: data.id };
    } catch (error) {
      return meaningOf(refusalOf(error));
    }
  }

  async find(deliveryRef: string): Promise<{ readonly providerRef: string } | 'none' | 'unknown'> {
    try {
      const { data } = await inTime(this.client.getNotifications(undefined, undefined, deliveryRef));
      const [found] = data.notifications;
      return found === undefined ? 'none' : { providerRef: found.id };
    } catch {
      return 'unknown';
    }
  }

  async ended(since: number): Promise<ReadonlyMap<string, Ended>> {
    const found = new Map<string, Ended>();
    let olderThan: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const listed = await inTime(this.client.getNotifications(undefined, undefined, undefined, olderThan)).then(({ data }) => data.notifications, () => []);
      for (const { id, status } of listed) {
        const end = ends[status];
        if (end) found.set(id, end);
      }
      const last = listed.at(-1);
      if (last === undefined || Date.parse(last.created_at) < since) break;
      olderThan = last.id;
    }
    return found;
  }
}
