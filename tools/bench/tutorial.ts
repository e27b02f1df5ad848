/**
 * The tutorial's way, as the documentation of Nest, Socket.IO and TypeORM writes it: a gateway that gets one message
 * per position, `await repository.save(entity)`, `server.emit('position', entity)` to everyone. Nothing is slowed
 * down; this file only spells the decorators as calls, because Node runs TypeScript without them.
 *
 * Forked with the database's address in `BENCH_DATABASE_URL`; says `{ url }`, then ends with its channel. An order
 * `{ ticks, everyMilliseconds, changes }` makes it emit so many positions a tick, answered with `{ cpuMicroseconds }`.
 */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from 'socket.io';
import { EntitySchema, EntitySchemaOptions } from 'typeorm';
import type { Repository } from 'typeorm';

interface Position {
  id?: number;
  vehicleRef: string;
  runRef: string;
  latitude: number;
  longitude: number;
  bearing: number;
  speedMetresPerSecond: number;
  recordedAt: string;
}

const positionSchema = new EntitySchema<Position>(Object.assign(new EntitySchemaOptions<Position>(), {
  name: 'TutorialPosition',
  columns: {
    id: { type: Number, primary: true, generated: true },
    vehicleRef: { type: 'text' },
    runRef: { type: 'text' },
    latitude: { type: 'double precision' },
    longitude: { type: 'double precision' },
    bearing: { type: 'real' },
    speedMetresPerSecond: { type: 'real' },
    recordedAt: { type: 'timestamptz' },
  },
} satisfies Partial<EntitySchemaOptions<Position>>));

class PositionsGateway {
  server!: Server;
  private readonly repository: Repository<Position>;

  constructor(repository: Repository<Position>) {
    this.repository = repository;
  }

  async handlePosition(_client: unknown, position: Position): Promise<{ ok: true }> {
    const entity = await this.repository.save(position);
    this.server.emit('position', entity);
    return { ok: true };
  }
}

/** What `@Decorator()` above a class, a property or a method does. */
const handler = Object.getOwnPropertyDescriptor(PositionsGateway.prototype, 'handlePosition');
if (handler === undefined) throw new Error('the gateway has no handler');
WebSocketGateway()(PositionsGateway);
InjectRepository(positionSchema)(PositionsGateway, undefined, 0);
WebSocketServer()(PositionsGateway.prototype, 'server');
SubscribeMessage('position')(PositionsGateway.prototype, 'handlePosition', handler);

class AppModule {}
Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env['BENCH_DATABASE_URL'] ?? '', entities: [positionSchema], synchronize: true }),
    TypeOrmModule.forFeature([positionSchema]),
  ],
  providers: [PositionsGateway],
})(AppModule);

interface Order { ticks: number; everyMilliseconds: number; changes: number }

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter());
app.useLogger(['error']);
await app.listen(0, '127.0.0.1');
const gateway = app.get(PositionsGateway);

async function play({ ticks, everyMilliseconds, changes }: Order): Promise<{ cpuMicroseconds: number }> {
  const positions = Array.from({ length: changes }, (_, index): Position => ({
    id: index,
    vehicleRef: `vehicle-${index}`,
    runRef: `run-${index}`,
    latitude: 52.4 + index / 1000,
    longitude: -1.9,
    bearing: index,
    speedMetresPerSecond: 9,
    recordedAt: new Date().toISOString(),
  }));
  const before = process.cpuUsage();
  for (let tick = 0; tick < ticks; tick += 1) {
    for (const position of positions) gateway.server.emit('position', position);
    await wait(everyMilliseconds);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMicroseconds: user + system };
}

process.on('message', (order: Order) => {
  void play(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}` });
