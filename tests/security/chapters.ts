import { accessControl } from './requirements/access.ts';
import { authentication } from './requirements/authentication.ts';
import { configuration } from './requirements/configuration.ts';
import { cryptography } from './requirements/cryptography.ts';
import { input } from './requirements/input.ts';
import { operation } from './requirements/operation.ts';
import { tokens } from './requirements/tokens.ts';
import { web } from './requirements/web.ts';

/** V1 to V17 of OWASP ASVS 5.0.0, levels 1 and 2, in the standard's order. */
export const chapters = [...input, ...web, ...authentication, ...accessControl, ...tokens, ...cryptography, ...configuration, ...operation];
