import { dirname, resolve } from 'node:path';
import { aliases, packageRules, specPackages } from '../boundaries.mjs';
import { absolute, forEachImport, isSpec, partOf, subjectOf, workspacePath } from './workspace.mjs';

const packageName = (source) => (source.startsWith('node:') ? 'node:' : source.split('/').slice(0, source.startsWith('@') ? 2 : 1).join('/'));

const project = (path) => /^(apps|libs)\/[^/]+\/|^(tools|tests)\//.exec(path)?.[0];

const list = (words) => (words.length === 0 ? 'nothing but its own files' : words.join(', '));

/** What a part may import, in a sentence. */
function allowance(part) {
  const queries = part.queries?.length ? `; the *.queries.ts of ${list(part.queries)}` : '';
  const packages = part.packages ? `; the packages ${list(part.packages)}` : '';
  return `It may import: ${list(part.may)}${queries}${packages}.`;
}

const mayImport = (from, to, path) =>
  from.name === to.name ||
  from.may.includes('*') ||
  from.may.includes(to.name) ||
  (from.queries?.includes(to.name) === true && /\.queries(\.js|\.ts)?$/.test(path));

/** The import tables of architecture.md: every import is resolved to its part and looked up in `boundaries.mjs`. */
export const imports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      part: '{{from}} may not import {{to}} ({{source}}). {{allowance}}',
      package: '{{from}} may not import the package {{name}}. {{allowance}}',
      only: '{{name}} may not be imported here: {{says}}.',
      byName: 'Import {{to}} by its name, {{alias}}: a path into another project goes round what it exports.',
    },
  },
  create(context) {
    const file = workspacePath(context.filename);
    const from = partOf(file);
    if (!from) return {};

    const checkPath = (source, path, node, byPath) => {
      const to = partOf(path);
      if (!to) return;
      if (!mayImport(from, to, path)) {
        context.report({ node, messageId: 'part', data: { from: from.name, to: to.name, source, allowance: allowance(from) } });
      } else if (byPath && from.name !== 'tests' && project(path) !== project(file)) {
        const alias = Object.keys(aliases).find((name) => partOf(aliases[name])?.name === to.name) ?? to.name;
        context.report({ node, messageId: 'byName', data: { to: to.name, alias } });
      }
    };

    const checkPackage = (source, node) => {
      const name = packageName(source);
      const allowed = from.packages && [...from.packages, ...(isSpec(file) ? specPackages : [])];
      if (allowed && !allowed.includes(name)) {
        context.report({ node, messageId: 'package', data: { from: from.name, name, allowance: allowance(from) } });
      }
      for (const rule of packageRules) {
        const here = subjectOf(file);
        if (rule.packages.includes(name) && rule.within.test(here) && !rule.only.some((pattern) => pattern.test(here))) {
          context.report({ node, messageId: 'only', data: { name, says: rule.says } });
        }
      }
    };

    return forEachImport((source, node) => {
      if (typeof source !== 'string') return;
      const alias = Object.keys(aliases).find((name) => source === name || source.startsWith(`${name}/`));
      if (alias) checkPath(source, aliases[alias], node, false);
      else if (source.startsWith('.')) checkPath(source, workspacePath(resolve(dirname(absolute(file)), source)), node, true);
      else checkPackage(source, node);
    });
  },
};
