import type { MigrationInterface } from 'typeorm';
import { Birth0000 } from './0000-birth.js';
import { Journal0001 } from './0001-journal.js';
import { Identity0002 } from './0002-identity.js';
import { Transport0003 } from './0003-transport.js';
import { Casework0004 } from './0004-casework.js';
import { Programme0005 } from './0005-programme.js';
import { Contact0006 } from './0006-contact.js';

/** In their order, which never changes: append. */
export const migrations: (new () => MigrationInterface)[] = [
  Birth0000,
  Journal0001,
  Identity0002,
  Transport0003,
  Casework0004,
  Programme0005,
  Contact0006,
];
