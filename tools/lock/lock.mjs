/**
 * What an npm lock must hold so that `npm ci` works on every machine: an entry for each optional package of each
 * package, also for those of other platforms, and no address of a registry.
 */

const systems = { android: 'android', darwin: 'darwin', freebsd: 'freebsd', linux: 'linux', openharmony: 'openharmony', win32: 'win32', windows: 'win32' };
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32'];
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** Where `name` is found from the package at `path`, by Node's way up the folders; undefined where the lock lacks it. */
function entryOf(packages, path, name) {
  let folder = path;
  for (;;) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (folder === '') return undefined;
    const above = folder.lastIndexOf('node_modules/');
    folder = above <= 0 ? '' : folder.slice(0, above - 1);
  }
}

/** Every optional dependency without an entry: who asks for it, its name and its version. */
export function missingOptional(lock) {
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (entryOf(lock.packages, path, name) === undefined) missing.push({ from: path, name, version });
    }
  }
  return missing;
}

/** Every entry that names the address of a registry. */
export function withAddress(lock) {
  return Object.keys(lock.packages).filter((path) => /^(https?|git|ssh)/.test(lock.packages[path].resolved ?? ''));
}

/** A package's platform as its name tells it: `@swc/core-linux-arm-gnueabihf` is linux, arm, glibc. */
export function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.find((word) => processors.includes(word));
  const libc = os === 'linux' ? words.map((word) => libraries[word]).find(Boolean) : undefined;
  if (!cpu) throw new Error(`The name ${name} does not say which machines the package is for. Add its entry to the lock by hand.`);
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

/** The lock with an entry for every optional package, in npm's own order; what was there stays as it was. */
export function complete(lock) {
  const packages = { ...lock.packages };
  for (const { from, name, version } of missingOptional(lock)) {
    const { dev, devOptional } = packages[from];
    packages[`node_modules/${name}`] = {
      version: version.replace(/^[~^]/, ''),
      ...platformOf(name),
      ...(dev && { dev }),
      ...(devOptional && { devOptional }),
      optional: true,
    };
  }
  const inOrder = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(inOrder.map((path) => [path, packages[path]])) };
}
