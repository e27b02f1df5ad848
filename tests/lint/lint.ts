import { resolve } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const cwd = resolve(import.meta.dirname, '../..');

/** What TypeScript's type information is needed for is left out: a planted file stands in no project on the disk. */
const untyped: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: { parserOptions: { project: null } },
  rules: tseslint.configs.disableTypeChecked.rules ?? {},
};

const planted = new ESLint({ cwd, overrideConfig: [untyped] });
/** Else a CI server's linter takes the text on the disk for what is planted. */
const inMemory: Linter.Config = { files: ['**/*.ts'], languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };
const real = new ESLint({ cwd, overrideConfig: [inMemory] });

async function rulesBroken(eslint: ESLint, path: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: resolve(cwd, path) });
  return results.flatMap((result) => result.messages.map((message) => (message.fatal === true ? `not parsed: ${message.message}` : String(message.ruleId))));
}

/** The rules that `code` breaks when it stands at `path`, a file that need not exist. */
export const plant = (path: string, code: string): Promise<string[]> => rulesBroken(planted, path, code);

/** The same with types, for a `path` that exists: only its text is replaced, in memory. */
export const plantTyped = (path: string, code: string): Promise<string[]> => rulesBroken(real, path, code);

/** What the configuration asks of the file at `path`, as rule → severity (0 off, 1 warn, 2 error). */
export async function severities(path: string): Promise<Map<string, number>> {
  const config = (await real.calculateConfigForFile(resolve(cwd, path))) as { rules: Record<string, [number]> };
  return new Map(Object.entries(config.rules).map(([rule, [severity]]) => [rule, severity]));
}
