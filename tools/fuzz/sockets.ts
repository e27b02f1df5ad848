import { linkKinds, livePath, roles } from '@sightline/contracts';
import { WebSocket } from 'ws';
import { frameOf, joinTexts } from './frames.ts';
import type { FuzzedFrame, Seen } from './frames.ts';
import type { Oracle } from './oracle.ts';
import type { Random } from './random.ts';
import type { Caller, Target } from './target.ts';

const slots = 72;
const mostPlaces = 200;
const rememberedAsks = 2000;

/** How a slot behaves: as someone who came in, who never does, who joins over and over, or who reads slowly. */
type Habit = 'joined' | 'never' | 'forging' | 'slow';
const habitOf = (at: number): Habit => (at % 24 === 0 ? 'never' : at % 24 === 1 ? 'forging' : at % 12 === 2 ? 'slow' : 'joined');
const callers: readonly Caller[] = [...roles, ...linkKinds];

/** Sockets of every role and link, each with what it said and heard. */
export class Sockets {
  /** Frames that came, by event or kind. */
  heard = 0;
  refusedJoins = 0;
  readonly #slots: Slot[];

  constructor(target: Target, oracle: Oracle) {
    const places: { epoch: string; seq: number }[] = [];
    this.#slots = Array.from({ length: slots }, (_, at) => new Slot(target, oracle, this, places, callers[at % callers.length] ?? 'nobody', habitOf(at)));
  }

  /** Sends one frame on some socket; resolves with its kind, at once where a socket is being opened. */
  send(message: number, random: Random): string {
    return this.#slotFor(random).send(message, random);
  }

  /** One that can say something, or one that has to be opened. */
  #slotFor(random: Random): Slot {
    for (let tries = 0; tries < slots; tries += 1) {
      const slot = random.pick(this.#slots);
      if (!slot.isOnItsWay) return slot;
    }
    return random.pick(this.#slots);
  }

  close(): void {
    for (const slot of this.#slots) slot.close();
  }
}

class Slot {
  #socket: WebSocket | undefined;
  #isIn = false;
  #message = 0;
  #id = 0;
  #sent = 0;
  readonly #asks = new Map<string, string>();
  readonly #target: Target;
  readonly #oracle: Oracle;
  readonly #all: Sockets;
  readonly #places: { epoch: string; seq: number }[];
  readonly #caller: Caller;
  readonly #habit: Habit;
  readonly #seen: Seen;

  constructor(target: Target, oracle: Oracle, all: Sockets, places: { epoch: string; seq: number }[], caller: Caller, habit: Habit) {
    this.#target = target;
    this.#oracle = oracle;
    this.#all = all;
    this.#places = places;
    this.#caller = habit === 'never' || habit === 'forging' ? 'nobody' : caller;
    this.#habit = habit;
    this.#seen = { places, nextId: () => String(++this.#id) };
  }

  /** Whether it waits for the other side, before it can say anything. */
  get isOnItsWay(): boolean {
    return this.#socket !== undefined && (this.#socket.readyState !== WebSocket.OPEN || (!this.#isIn && (this.#habit === 'joined' || this.#habit === 'slow')));
  }

  /** Sends the next message: a handshake where there is no connection yet. */
  send(message: number, random: Random): string {
    this.#message = message;
    const socket = this.#socket;
    if (socket === undefined) {
      this.#open(random);
      return 'socket: handshake';
    }
    if (socket.readyState !== WebSocket.OPEN) return 'socket: handshake';
    if (this.#habit === 'never' || (!this.#isIn && this.#habit !== 'forging')) {
      this.#write({ kind: 'early', data: random.chance(0.5) ? '3' : joinTexts(this.#target, random) });
      return 'socket: before joining';
    }
    if (this.#habit === 'forging') {
      this.#write({ kind: 'join', data: random.chance(0.3) ? '40' : joinTexts(this.#target, random) });
      return 'socket: join';
    }
    // A slow reader takes nothing for a while, and then all of it.
    if (this.#habit === 'slow' && this.#sent++ % 400 === 100) {
      socket.pause();
      setTimeout(() => socket.resume(), 15_000).unref();
    }
    const frame = frameOf(this.#target, this.#caller, this.#seen, random);
    if (frame.asks) this.#ask(frame.asks);
    this.#write(frame);
    return `socket: ${frame.kind}`;
  }

  close(): void {
    this.#socket?.removeAllListeners('close').terminate();
    this.#socket = undefined;
  }

  #ask({ id, topic }: { readonly id: string; readonly topic: string }): void {
    this.#asks.set(id, topic);
    const oldest = this.#asks.keys().next();
    if (this.#asks.size > rememberedAsks && !oldest.done) this.#asks.delete(oldest.value);
  }

  #open(random: Random): void {
    const { url, people, links } = this.#target;
    const role = roles.find((each) => each === this.#caller);
    const link = links.find(({ kind }) => kind === this.#caller);
    const socket = new WebSocket(`${url.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
      headers: { origin: url, 'x-forwarded-for': `10.8.0.${random.below(250)}`, ...(role !== undefined && { cookie: people[role].cookie }) },
    });
    this.#socket = socket;
    this.#isIn = false;
    this.#asks.clear();
    const gone = (): void => {
      if (this.#socket === socket) this.#socket = undefined;
    };
    socket.on('error', gone);
    socket.on('close', gone);
    socket.on('message', (data: Buffer, isBinary) => {
      this.#all.heard += 1;
      const text = data.toString('utf8');
      if (isBinary) this.#oracle.find('a binary frame', this.#message, text);
      else if (text === '2') socket.send('3');
      else if (text.startsWith('0') && this.#habit !== 'never' && this.#habit !== 'forging') socket.send(link ? `40${JSON.stringify({ link: link.token })}` : '40');
      else if (text.startsWith('40') && this.#caller !== 'nobody') this.#isIn = true;
      else if (text.startsWith('40')) this.#oracle.find('a socket that was let in without proof', this.#message, text);
      else if (text.startsWith('44')) this.#all.refusedJoins += 1;
      else this.#judge(text, link);
    });
  }

  #judge(text: string, link: Target['links'][number] | undefined): void {
    this.#oracle.frame(this.#message, this.#caller, text, (id) => this.#asks.get(id), link);
    const [, epoch, seq] = /"epoch":"([^"]+)","seq":(\d+)/.exec(text) ?? [];
    if (epoch === undefined) return;
    if (this.#places.length >= mostPlaces) this.#places.shift();
    this.#places.push({ epoch, seq: Number(seq) });
  }

  #write({ data, as = 'text' }: FuzzedFrame): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const quiet = (): void => undefined;
    if (as === 'ping') socket.ping(data, undefined, quiet);
    else if (as === 'pong') socket.pong(data, undefined, quiet);
    else if (as === 'raw') (socket as unknown as { _socket?: { write(bytes: string | Buffer): void } })._socket?.write(data);
    else if (as === 'piece') {
      const half = Math.floor(data.length / 2);
      socket.send(data.slice(0, half), { fin: false, binary: false }, quiet);
      socket.send(data.slice(half), { fin: true, binary: false }, quiet);
    } else socket.send(data, { binary: as === 'binary' }, quiet);
  }
}
