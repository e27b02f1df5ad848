import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listsOnly } from '../boundaries.mjs';
import { absolute, isSpec, workspacePath } from './workspace.mjs';

const exported = /^export (?:const|function|class) (\w+)/gm;
let names;

/** The values that the contracts' lists export; read once a run. */
function listNames() {
  const folder = absolute(listsOnly.folder);
  names ??= new Set(
    readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(exported)].map((match) => match[1])),
  );
  return names;
}

/** The domain is pure: of the contracts it takes types, and values from their lists, never a schema. */
export const contractListsOnly = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { schema: '{{name}} is not one of the lists in libs/contracts/src/lists. The domain takes types and lists from the contracts, never a schema.' },
  },
  create(context) {
    const file = workspacePath(context.filename);
    if (!listsOnly.within.test(file) || isSpec(file)) return {};
    return {
      ImportDeclaration(node) {
        if (node.source.value !== listsOnly.library || node.importKind === 'type') return;
        for (const specifier of node.specifiers) {
          if (specifier.importKind === 'type') continue;
          const name = specifier.imported?.name ?? '*';
          if (!listNames().has(name)) context.report({ node: specifier, messageId: 'schema', data: { name } });
        }
      },
    };
  },
};
