import { environmentOnlyInConfig } from './rules/environment.mjs';
import { imports } from './rules/imports.mjs';
import { contractListsOnly } from './rules/lists-only.mjs';
import { zodNamespace } from './rules/zod-namespace.mjs';

/** The rules of this house, as an ESLint plugin. */
export const sightline = {
  meta: { name: 'sightline' },
  rules: {
    imports,
    'environment-only-in-config': environmentOnlyInConfig,
    'contract-lists-only': contractListsOnly,
    'zod-namespace': zodNamespace,
  },
};
