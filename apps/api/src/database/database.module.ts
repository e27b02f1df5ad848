import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { BirthMark } from './birth.js';
import { Database } from './database.js';
import type { OpenDatabase } from './open.js';

/** Offers a database that start-up has opened, and that start-up closes after everything that uses it. */
@Module({})
export class DatabaseModule {
  static with({ database, birth }: Pick<OpenDatabase, 'database' | 'birth'>): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: Database, useValue: database },
        { provide: BirthMark, useValue: birth },
      ],
      exports: [Database, BirthMark],
    };
  }
}
