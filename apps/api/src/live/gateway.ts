import type { Server as HttpServer } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { livePath, tickMilliseconds } from '@sightline/contracts';
import type { SubscribeReply } from '@sightline/contracts';
import { Server } from 'socket.io';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Beat } from './beat.js';
import { Doorstep } from './doorstep.js';
import { Fields } from '../identity/fields/fields.service.js';
import { Handshake } from './handshake.js';
import type { Visit } from './handshake.js';
import { Line } from './line.js';
import { LiveAudit } from './live-audit.js';
import { liveMetrics } from './live.metrics.js';
import { Queue } from './queue.js';
import { Rooms } from './rooms.js';
import { Connections, tooMany } from './sockets.js';
import type { Connected, LiveServer, LiveSocket } from './sockets.js';
import { Viewer } from './viewer.js';

/** Messages that a socket may have waiting for an answer. */
const longestQueue = 128;

const isAcknowledge = (value: unknown): value is (answer: unknown) => void => typeof value === 'function';

/**
 * The live gateway: the only place that knows Socket.IO. It is a plain provider around a Socket.IO server and not a
 * `@WebSocketGateway`: an ack must be sent in the same breath in which a viewer enters a room, frames are written
 * encoded, and Nest's pipes and guards neither run at the handshake nor answer an ack (docs/decisions/0010).
 */
@Injectable()
export class LiveGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rooms = new Rooms();
  readonly #connections = new Connections();
  readonly #doorstep = new Doorstep();
  readonly #beat: Beat;
  readonly #log = new Logger('Live');
  readonly #http: HttpAdapterHost;
  readonly #bus: Bus;
  readonly #registry: TopicRegistry;
  readonly #handshake: Handshake;
  readonly #fields: Fields;
  readonly #audit: LiveAudit;
  #server: LiveServer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #complaint: string | undefined;
  #stopListening: () => void = () => undefined;

  constructor(http: HttpAdapterHost, @Inject(BUS) bus: Bus, registry: TopicRegistry, handshake: Handshake, fields: Fields, audit: LiveAudit) {
    this.#http = http;
    this.#bus = bus;
    this.#registry = registry;
    this.#handshake = handshake;
    this.#fields = fields;
    this.#audit = audit;
    const all = this.#connections.all;
    const queued = () => [...all].map(({ viewer }) => viewer.line.queuedBytes);
    const { resets } = liveMetrics(queued, () => all.size);
    this.#beat = new Beat(this.#rooms, () => resets.inc());
  }

  onApplicationBootstrap(): void {
    const httpServer = this.#http.httpAdapter.getHttpServer() as HttpServer;
    const server: LiveServer = new Server(httpServer, {
      path: livePath,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: 64 * 1024,
      connectTimeout: 5_000,
      // A viewer that stalls is bounded by its credit, so there is no hurry to drop it: it may come back [LIVE-8].
      pingInterval: 25_000,
      pingTimeout: 120_000,
      allowRequest: (request, decide) => decide(null, this.#handshake.isOwn(request)),
    });
    this.#doorstep.watch(server.engine, ({ request }) => this.#handshake.addressOf(request));
    server.use((socket, next) => void this.#authenticate(socket, next));
    server.on('connection', (socket) => this.#connected(socket));
    this.#server = server;
    this.#stopListening = this.#bus.subscribe((message) => this.#rooms.publish(message));
    this.#timer = setInterval(() => this.tick(), tickMilliseconds);
  }

  /** Sends what changed. Its own timer calls it; the benchmark does so more often. */
  tick(): void {
    const now = Date.now();
    const all = [this.#beat.run(this.#connections.all, now), this.#connections.endFinished(this.#handshake, now)];
    Promise.all(all).then(
      () => (this.#complaint = undefined),
      (error: unknown) => this.#complain(String(error)),
    );
  }

  /** Once, not every tick, while the database is away. */
  #complain(complaint: string): void {
    if (this.#complaint !== complaint) this.#log.warn(`A tick could not do all: ${complaint}`);
    this.#complaint = complaint;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening();
    for (const { socket } of this.#connections.all) {
      socket.emit('goodbye', { reason: 'shutting-down' });
      socket.disconnect(true);
    }
    this.#server?.engine.close();
    await Promise.resolve();
  }

  async #authenticate(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
    if (!this.#doorstep.asks(socket.conn)) return next(new Error('too-many'));
    const session = await this.#handshake.session(socket);
    const problem = typeof session === 'string' ? session : this.#connections.hasRoomFor(session) ? undefined : 'too-many';
    if (typeof session !== 'string' && problem === undefined) {
      socket.data.session = session;
      return next();
    }
    if (problem !== undefined) await this.#audit.turnedAway(problem);
    return next(new Error(problem));
  }

  #connected(socket: LiveSocket): void {
    const session: Visit = socket.data.session;
    const viewer = new Viewer(new Line(socket), session.principal, this.#rooms, this.#registry, this.#fields, (principal, topic, params) => this.#audit.followed(principal, topic, params));
    const queue = new Queue(() => viewer.line.takes(0));
    const connected: Connected = { socket, session, viewer, queue, allowance: this.#doorstep.entered(socket.conn) };
    this.#connections.add(connected);
    socket.on('disconnect', () => {
      viewer.close();
      this.#connections.remove(connected);
      if (!this.#connections.has(session)) this.#registry.departed(session.sessionId);
    });
    socket.on('subscribe', (request: unknown, ...rest: unknown[]) => {
      this.#answer(connected, rest[0], (reply) => this.#subscribe(connected, request, reply));
    });
    socket.on('unsubscribe', (request: unknown, ...rest: unknown[]) => {
      this.#answer(connected, rest[0], (reply) => reply(viewer.unsubscribe(request)));
    });
  }

  async #subscribe({ viewer, session }: Connected, request: unknown, reply: (answer: unknown) => void): Promise<void> {
    const answers: SubscribeReply[] = [];
    await viewer.subscribe(request, (answer) => {
      answers.push(answer);
      reply(answer);
    });
    if (answers.some((answer) => !answer.ok && answer.problem.code === 'forbidden')) await this.#audit.refused(session.principal, request);
  }

  /** Runs a request in its socket's turn; a client that gave no function to call gets no answer, and no error [LIVE-11]. */
  #answer(connected: Connected, acknowledge: unknown, work: (reply: (answer: unknown) => void) => void | Promise<void>): void {
    const reply = (answer: unknown): void => {
      if (isAcknowledge(acknowledge)) acknowledge(answer);
    };
    const { queue, allowance } = connected;
    if (allowance.isSpent || queue.length >= longestQueue) return reply(tooMany);
    queue.add(
      () => work(reply),
      (error) => {
        this.#log.error('A subscription failed', error instanceof Error ? error.stack : String(error));
        reply({ ok: false, problem: { code: 'unavailable', message: 'This cannot be shown for the moment. Try again shortly.' } });
      },
    );
  }
}
