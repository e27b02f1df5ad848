import { environment } from '../boundaries.mjs';
import { forEachImport, workspacePath } from './workspace.mjs';

const nodeProcess = ['process', 'node:process'];

/** Configuration is read once and checked: nothing but config/ looks at the environment. */
export const environmentOnlyInConfig = {
  meta: { type: 'problem', schema: [], messages: { environment: 'Only apps/api/src/config/ reads the environment; take the typed setting from Config.' } },
  create(context) {
    const file = workspacePath(context.filename);
    if (!environment.within.test(file) || environment.only.some((pattern) => pattern.test(file))) return {};
    const report = (node) => context.report({ node, messageId: 'environment' });
    const isProcess = (node) => node?.type === 'Identifier' && node.name === 'process';
    const named = (node, name) => node?.name === name || node?.value === name;
    return {
      ...forEachImport((source, node) => {
        if (!nodeProcess.includes(source)) return;
        for (const specifier of node.specifiers ?? []) if (named(specifier.imported, 'env')) report(specifier);
      }),
      MemberExpression(node) {
        if (!named(node.property, 'env')) return;
        const viaGlobal = node.object.type === 'MemberExpression' && named(node.object.property, 'process');
        if (isProcess(node.object) || viaGlobal) report(node);
      },
      VariableDeclarator(node) {
        if (!isProcess(node.init) || node.id.type !== 'ObjectPattern') return;
        for (const property of node.id.properties) if (named(property.key, 'env')) report(property);
      },
    };
  },
};
