import { build } from './build.mjs';
import { install } from './install.mjs';
import { productNode } from './node.mjs';
import { Told } from './say.mjs';

/** Everything that must be there before Sightline can run; the Node to run it with. */
export async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Told(`Sightline needs Node 20 or newer to install itself; this is Node ${process.versions.node}.`);
  }
  await install();
  const node = await productNode();
  await build(node);
  return node;
}
