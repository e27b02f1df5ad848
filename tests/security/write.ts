import { writeFileSync } from 'node:fs';
import { documentAsItShouldBe, documentNow, documentPath } from './document.ts';

writeFileSync(documentPath, documentAsItShouldBe(documentNow()));
