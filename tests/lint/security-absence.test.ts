import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { routes } from '@sightline/contracts';
import ts from 'typescript';
import { argumentsOf, browserSources, calleeOf, filesIn, importOf, locked, namesIn, search, serverSources, templates, workspace } from '../security/sources.ts';
import type { Found, Source } from '../security/sources.ts';

/** What writes HTML, runs text as code, or listens to other windows. */
const dangerous = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'bypassSecurityTrustHtml', 'bypassSecurityTrustScript', 'bypassSecurityTrustStyle', 'bypassSecurityTrustUrl', 'bypassSecurityTrustResourceUrl', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'allocUnsafeSlow']);

const listensToMessages = (node: ts.Node): boolean => {
  const [first] = argumentsOf(node);
  return calleeOf(node) === 'addEventListener' && first !== undefined && ts.isStringLiteral(first) && first.text === 'message';
};

function dangerIn(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && dangerous.has(node.text)) return node.text;
  const callee = calleeOf(node);
  if (callee === 'eval' || (callee === 'Function' && ts.isNewExpression(node))) return callee;
  if (callee === 'write' && ts.isCallExpression(node) && node.expression.getText().startsWith('document.')) return 'document.write';
  if (listensToMessages(node)) return 'message';
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'srcdoc') return 'srcdoc';
  if (callee === 'allocUnsafe') return 'allocUnsafe';
  if (callee === 'RegExp' && !argumentsOf(node).every((argument) => ts.isRegularExpressionLiteral(argument) || ts.isStringLiteral(argument))) return 'RegExp';
  return undefined;
}

/** The places that may, each with why. */
const allowedDangers: Readonly<Record<string, string>> = {
  'apps/dashboard/public/link-worker.js message': 'a service worker, which only pages of its own scope can speak to',
  'apps/dashboard/src/app/control/pack/pack-page.ts srcdoc': 'a sandboxed frame of a page that we made, every text in it escaped',
  'apps/api/src/database/binary-arrays.ts allocUnsafe': 'written to its last byte before it is used',
  'apps/api/src/live/frame.ts allocUnsafe': 'written to its last byte before it is used',
  'apps/api/src/link-pages.ts RegExp': 'made of a constant of the same file',
  'apps/api/src/files/workbook-looks.ts RegExp': 'its callers name the attribute, all of them with constants',
  'libs/domain/src/contact/said-date.ts RegExp': 'made of constants of the same file',
};

const named = ({ path, what }: Found): string => `${path} ${what}`;
const unexpected = (found: readonly Found[], allowed: Readonly<Record<string, string>>): string[] => [...new Set(found.map(named))].filter((each) => !Object.hasOwn(allowed, each));
const unused = (found: readonly Found[], allowed: Readonly<Record<string, string>>): string[] => Object.keys(allowed).filter((each) => !found.some((one) => named(one) === each));
const planted = (text: string): Source[] => [{ path: 'planted.ts', text }];

describe('what is not in the product', () => {
  it('[SEC-22] nothing writes HTML, runs text as code, puts input into an expression or listens to other windows', () => {
    const found = search([...serverSources(), ...browserSources()], dangerIn);
    assert.deepEqual([unexpected(found, allowedDangers), unused(found, allowedDangers)], [[], []]);
    for (const { path, text } of templates()) assert.doesNotMatch(text, /\[innerHTML\]|\[outerHTML\]|javascript:|<object\b|<embed\b|<applet\b/i, path);
    for (const { path, text } of templates().filter((template) => template.path.endsWith('index.html'))) assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)[^>]*>|\son\w+\s*=/i, `${path} has no script of its own`);
  });

  it('[SEC-22] is found where somebody plants it', () => {
    const lines = ['element.innerHTML = name;', 'eval(text);', 'new Function(text);', "window.addEventListener('message', take);", 'frame.srcdoc = text;', 'new RegExp(text);', 'document.write(text);', 'sanitizer.bypassSecurityTrustHtml(text);'];
    for (const line of lines) assert.equal(search(planted(line), dangerIn).length, 1, line);
    assert.deepEqual(search(planted("new RegExp('a+'); /a/.exec(text); element.textContent = name;"), dangerIn), []);
  });

  it('[SEC-23] has no library for what it has no use for', () => {
    const running = Object.entries(locked()).filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true).map(([path]) => path.replace(/^.*node_modules\//, ''));
    assert.ok(running.includes('fastify') && running.length > 100);
    const useless = /^(ldap|ldapjs|ldapts|xpath|xpath\.js|latex|log4js|memcached|memjs|graphql|@nestjs\/graphql|apollo|nodemailer|smtp|sendmail|imap|samlify|@node-saml|passport-saml|saml2-js|wrtc|werift|simple-peer|mediasoup|ejs|pug|handlebars|nunjucks|mustache|hbs|eta|liquidjs|java|node-java)/;
    assert.deepEqual(running.filter((name) => useless.test(name)), []);
    assert.ok(useless.test('graphql') && useless.test('nodemailer') && useless.test('ldapjs'));
    const peer = search([...serverSources(), ...browserSources()], (node) => (ts.isIdentifier(node) && /^(RTCPeerConnection|RTCDataChannel|getUserMedia)$/.test(node.text) ? node.text : undefined));
    assert.deepEqual(peer, []);
    assert.deepEqual(routes.filter(({ path }) => /graphql|saml/i.test(path)), []);
  });

  it('[SEC-24] puts nothing but constants of the code into the text of a statement', () => {
    const isConstant = (file: ts.SourceFile, name: string): boolean =>
      file.statements.some((each) => (ts.isVariableStatement(each) && each.declarationList.declarations.some((one) => ts.isIdentifier(one.name) && one.name.text === name)) || (importOf(each) !== undefined && new RegExp(`\\b${name}\\b`).test(each.getText(file))));
    const look = (node: ts.Node, file: ts.SourceFile): string | undefined => {
      const [sql] = argumentsOf(node);
      if (calleeOf(node) !== 'query' || sql === undefined || ts.isStringLiteral(sql) || ts.isNoSubstitutionTemplateLiteral(sql)) return undefined;
      const put = ts.isTemplateExpression(sql) ? sql.templateSpans.map(({ expression }) => expression) : [sql];
      const strange = put.filter((each) => !(ts.isIdentifier(each) && isConstant(file, each.text)));
      return strange.length === 0 ? undefined : strange.map((each) => each.getText(file)).join(', ');
    };
    /** Where a text comes from a variable: every one was read, and is chosen among constants of its file. */
    const read = new Map([
      ['apps/api/src/database/database.ts', 'passes on what its callers wrote'],
      ['apps/api/src/database/partitions.ts', 'names of tables and days, of constants and the clock'],
      ['apps/api/src/engine/writer.ts', 'passes on what its callers wrote'],
      ['apps/api/src/casework/case-search.queries.ts', 'one of the constants above it'],
      ['apps/api/src/retention/forgetting.ts', 'put together of the table of rules, which is constant'],
      ['apps/api/src/retention/holds.ts', 'put together of constants'],
      ['apps/api/src/retention/subjects.ts', 'put together of the table of rules, which is constant'],
      ['apps/api/src/retention/sweep.repository.ts', 'put together of the table of rules, which is constant'],
      ['apps/api/src/identity/audit/audit-reading.queries.ts', 'put together of constants, chosen by which filters are given'],
      ['apps/api/src/notify/outbox.queries.ts', 'one of two constants'],
      ['apps/api/src/transport/alert/alert.queries.ts', 'one of the constants above it'],
      ['apps/api/src/transport/alert/alert.repository.ts', 'one of the constants above it'],
      ['apps/api/src/transport/children.queries.ts', 'one of the constants above it'],
      ['apps/api/src/transport/disruption/disruption.repository.ts', 'put together of constants'],
      ['apps/api/src/transport/reference.repository.ts', 'put together of constants'],
      ['apps/api/src/transport/run.repository.ts', 'put together of constants'],
    ]);
    const found = search(serverSources(), look);
    assert.deepEqual(filesIn(found).filter((path) => !read.has(path)), [], 'a new one is to be read, and then named here with why it is safe');
    assert.equal(search(planted('const columns = "a"; this.database.query(`SELECT ${columns} FROM t WHERE x = ${name}`);'), look).length, 1);
    assert.equal(search(planted('const columns = "a"; this.database.query(`SELECT ${columns} FROM t WHERE x = $1`, [name]);'), look).length, 0);
  });

  it('[SEC-25] starts programs in named places only, never through a shell that reads input', () => {
    const starts = search(serverSources(), (node) => (/^(node:)?child_process$/.test(importOf(node) ?? '') ? 'child_process' : undefined));
    assert.deepEqual(filesIn(starts), ['apps/api/src/cli/tools.ts', 'apps/api/src/database/embedded/cluster.ts', 'apps/api/src/database/embedded/postmaster.ts', 'apps/api/src/database/embedded/server.ts']);
    const shells = search(serverSources(), (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'shell') return 'shell';
      const [program] = argumentsOf(node);
      return /^(spawn|execFile|run)$/.test(calleeOf(node) ?? '') && program !== undefined && ts.isStringLiteral(program) && /sh$/.test(program.text) ? program.text : undefined;
    });
    // The watchman is a constant script that gets a process's number as its argument.
    assert.deepEqual(shells.map(named), ['apps/api/src/database/embedded/server.ts /bin/sh']);
  });

  it('[SEC-26] talks to others from named places only, and the document names each', () => {
    const net = /^(node:)?(https?|http2|net|tls|dgram)$|^(undici|axios|got|notifications-node-client|openid-client|pg)$/;
    const speechless = new Set(['STATUS_CODES', 'isIP', 'BlockList']);
    const talks = search(serverSources(), (node) => {
      const module = importOf(node) ?? '';
      const typesOnly = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      if (net.test(module) && !typesOnly && !namesIn(node).every((name) => speechless.has(name))) return module;
      return calleeOf(node) === 'fetch' ? 'fetch' : undefined;
    });
    const document = readFileSync(resolve(workspace, 'docs/security.md'), 'utf8');
    const connections = /## Connections\n([^]*?)\n## /.exec(document)?.[1] ?? '';
    assert.deepEqual(filesIn(talks).filter((path) => !connections.includes(path.replace('apps/api/src/', ''))), []);
    const told = [...connections.matchAll(/`([\w./-]+\.ts)`/g)].map(([, path]) => `apps/api/src/${path ?? ''}`);
    assert.deepEqual(told.filter((path) => !filesIn(talks).includes(path)), [], 'the document names no place that there is not');
    const asks = search(browserSources(), (node) => {
      const [address] = argumentsOf(node);
      const elsewhere = address !== undefined && (ts.isStringLiteral(address) || ts.isNoSubstitutionTemplateLiteral(address)) && !address.text.startsWith('/');
      return ['fetch', 'sendBeacon', 'EventSource', 'XMLHttpRequest', 'WebSocket'].includes(calleeOf(node) ?? '') && elsewhere ? address.text : undefined;
    });
    assert.deepEqual(asks, [], 'a page asks nobody but us');
  });

  it('[SEC-27] sends no code by telephone, text message or mail', () => {
    const carriers = search(serverSources(), (node) => (importOf(node) === 'notifications-node-client' ? 'carrier' : undefined));
    assert.deepEqual(filesIn(carriers), ['apps/api/src/notify/govuk-notify.carrier.ts']);
    const identity = serverSources().filter(({ path }) => path.startsWith('apps/api/src/identity/'));
    assert.deepEqual(search(identity, (node) => (/notify/.test(importOf(node) ?? '') ? 'notify' : undefined)), [], 'signing in does not know how to send anything');
  });

  it('[SEC-28] is neither an authorisation server nor a resource server of OAuth', () => {
    assert.equal(locked()['node_modules/oidc-provider']?.dev, true, 'a provider is there for the tests alone');
    assert.deepEqual(routes.filter(({ path }) => /\/(authorize|authorization|token|introspect|jwks|userinfo|register|device_authorization)\b|well-known/.test(path)).map(({ path }) => path), []);
    const issues = search(serverSources(), (node) => (/^(SignJWT|jwtVerify|EncryptJWT|importJWK)$/.test(calleeOf(node) ?? '') ? calleeOf(node) : undefined));
    assert.deepEqual(issues.filter(({ path }) => !path.startsWith('apps/api/src/identity/oidc/')), [], 'no token of ours carries claims, and none is taken as one');
  });

  it('[SEC-29] turns no certificate check off, and follows no redirect', () => {
    const loose = search(serverSources(), (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'rejectUnauthorized') return 'rejectUnauthorized';
      if (ts.isStringLiteral(node) && /NODE_TLS_REJECT_UNAUTHORIZED|sslmode=(disable|allow|prefer)/.test(node.text)) return node.text;
      return undefined;
    });
    assert.deepEqual(loose, []);
    const follows = search(serverSources(), (node) => {
      if (calleeOf(node) !== 'fetch') return undefined;
      return /redirect: '(error|manual)'/.test(argumentsOf(node)[1]?.getText() ?? '') ? undefined : node.getText().slice(0, 60);
    });
    assert.deepEqual(follows.map(named), []);
  });

  it('[SEC-30] keeps in the browser only what is listed', () => {
    /** Who keeps something, and what. */
    const kept: Readonly<Record<string, string>> = {
      'apps/dashboard/src/app/programme/office/drafts.store.ts': 'words of a plan that are being written: no personal data',
      'apps/dashboard/src/app/public/crew/queue/indexed-db-store.ts': "a crew's ticks and positions until they are sent",
      'apps/dashboard/src/app/public/keepsake.ts': 'the last that a link showed, until the link ends',
      'apps/dashboard/src/app/shell/kept-packs.ts': 'the morning pack, where its reader chose so',
      'apps/dashboard/src/app/shell/service-level.ts': 'which service level is shown',
      'apps/dashboard/src/app/shell/theme.ts': 'light or dark',
      'apps/dashboard/src/app/ui/single-keys.ts': 'whether single keys do something',
    };
    const sources = browserSources().filter(({ path }) => path.includes('/src/'));
    const found = search(sources, (node) => (ts.isIdentifier(node) && /^(localStorage|sessionStorage|indexedDB|caches)$/.test(node.text) ? 'storage' : undefined));
    assert.deepEqual(filesIn(found), Object.keys(kept).sort());
    assert.deepEqual(search(sources, (node) => (ts.isPropertyAccessExpression(node) && node.getText() === 'document.cookie' ? 'cookie' : undefined)), []);
  });
});
