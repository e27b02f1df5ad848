import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';

export const workspace = resolve(import.meta.dirname, '../..');

/** A file of the product as its author wrote it. */
export interface Source {
  /** From the workspace: `apps/api/src/main.ts`. */
  readonly path: string;
  readonly text: string;
}

const isProduct = (path: string): boolean => !/\.(spec|bench|fixture)\.ts$|\/testing\.ts$|test-setup|\/dist\/|node_modules/.test(path);

const read = (patterns: readonly string[]): Source[] =>
  globSync([...patterns], { cwd: workspace })
    .map((path) => relative(workspace, resolve(workspace, path)).replaceAll('\\', '/'))
    .filter(isProduct)
    .sort()
    .map((path) => ({ path, text: readFileSync(resolve(workspace, path), 'utf8') }));

/** Read at most once: every rule goes over the same files. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** What runs in the server and the libraries. */
export const serverSources = once(() => read(['apps/api/src/**/*.ts', 'libs/*/src/**/*.ts']));
/** What runs in a browser. */
export const browserSources = once(() => read(['apps/dashboard/src/**/*.ts', 'apps/dashboard/public/*.js']));
export const templates = (): Source[] => read(['apps/dashboard/src/**/*.html']);

/** A place in the code that a rule is about, in the words of the code. */
export interface Found {
  readonly path: string;
  readonly what: string;
}

const trees = new WeakMap<Source, ts.SourceFile>();
const treeOf = (source: Source): ts.SourceFile => {
  const tree = trees.get(source) ?? ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  trees.set(source, tree);
  return tree;
};

/** Goes over every node of the sources; `look` says what it found, or nothing. */
export function search(sources: readonly Source[], look: (node: ts.Node, file: ts.SourceFile) => string | undefined): Found[] {
  const found: Found[] = [];
  for (const source of sources) {
    const { path } = source;
    const file = treeOf(source);
    const visit = (node: ts.Node): void => {
      const what = look(node, file);
      if (what !== undefined) found.push({ path, what });
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

/** The name by which something is called or made: `eval` of `eval(x)`, `createHash` of `crypto.createHash(x)`. */
export function calleeOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

export const argumentsOf = (node: ts.Node): readonly ts.Expression[] => (ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : []);

/** The module that a node imports from, whatever it takes of it. */
export const importOf = (node: ts.Node): string | undefined => (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined);

/** The names that an import takes. */
export function namesIn(node: ts.Node): string[] {
  if (!ts.isImportDeclaration(node)) return [];
  const { importClause } = node;
  const named = importClause?.namedBindings;
  const each = named && ts.isNamedImports(named) ? named.elements.map(({ name, propertyName }) => (propertyName ?? name).text) : named ? ['*'] : [];
  return importClause?.name ? ['default', ...each] : each;
}

/** Paths by what was found there, each once. */
export const filesIn = (found: readonly Found[]): string[] => [...new Set(found.map(({ path }) => path))].sort();

export const locked = (): Record<string, { version?: string; dev?: boolean; devOptional?: boolean; integrity?: string; link?: boolean; optional?: boolean }> =>
  (JSON.parse(readFileSync(resolve(workspace, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string; dev?: boolean; integrity?: string }> }).packages;
