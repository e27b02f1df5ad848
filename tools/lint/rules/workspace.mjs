import { relative, resolve, sep } from 'node:path';
import { parts } from '../boundaries.mjs';

const root = resolve(import.meta.dirname, '../../..');

/** A file's path from the workspace's root, with forward slashes. */
export const workspacePath = (file) => relative(root, file).split(sep).join('/');

export const absolute = (path) => resolve(root, path);

/** The part of the house that a path belongs to, if any. */
export const partOf = (path) => parts.find((part) => part.files.test(path));

export const isSpec = (path) => /\.spec\.ts$/.test(path);

/** The same file without its `.spec`: a spec obeys what its subject obeys. */
export const subjectOf = (path) => path.replace(/\.spec\.ts$/, '.ts');

/** Calls `check(source, node)` for every import of a file: static, re-exported, dynamic and type-only. */
export function forEachImport(check) {
  const ofSource = (node) => {
    if (node.source && typeof node.source.value === 'string') check(node.source.value, node);
  };
  return {
    ImportDeclaration: ofSource,
    ExportNamedDeclaration: ofSource,
    ExportAllDeclaration: ofSource,
    ImportExpression: ofSource,
    TSImportType: (node) => check(node.source?.value ?? node.argument?.literal?.value, node),
  };
}
