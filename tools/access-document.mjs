#!/usr/bin/env node
/** Writes docs/access.md from the tables of the built contracts (`tsc -b libs/contracts`). */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accessDocument } from '@sightline/contracts';

writeFileSync(fileURLToPath(new URL('../docs/access.md', import.meta.url)), accessDocument());
