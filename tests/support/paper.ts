import { getDocumentProxy } from 'unpdf';

interface StructNode {
  readonly role?: string;
  readonly children?: readonly StructNode[];
}
interface TextPart {
  readonly type?: string;
  readonly tag?: string;
  readonly str?: string;
  readonly hasEOL?: boolean;
}

/** What a PDF says to a reader that cannot see it: its properties, its structure, and its text in reading order. */
export interface Paper {
  readonly pages: number;
  /** In points. */
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly marked: boolean;
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly showsTitle: boolean;
  readonly outline: readonly string[];
  /** How many elements of each kind the structure has. */
  readonly roles: ReadonlyMap<string, number>;
  /** The tagged text of each page; words of one element follow one another. */
  readonly text: readonly string[];
  /** What each page has for the eye alone: headers, footers, repeated heads. */
  readonly artifacts: readonly string[];
  readonly bytes: string;
}

export async function readPaper(bytes: Uint8Array): Promise<Paper> {
  const raw = Buffer.from(bytes).toString('latin1');
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { info } = (await document.getMetadata()) as { info: { Language?: string; Title?: string } };
  const roles = new Map<string, number>();
  const count = (node: StructNode): void => {
    if (node.role !== undefined) roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
    node.children?.forEach(count);
  };
  const text: string[] = [];
  const artifacts: string[] = [];
  const sizes: [number, number][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    sizes.push([width, height]);
    const tree = (await page.getStructTree()) as StructNode | null;
    if (tree !== null) count(tree);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    const said = { tagged: '', artifact: '' };
    for (const part of items as readonly TextPart[]) {
      if (part.type?.startsWith('beginMarkedContent') === true) open.push(part.tag ?? '');
      else if (part.type === 'endMarkedContent') open.pop();
      else said[open.includes('Artifact') ? 'artifact' : 'tagged'] += `${part.str ?? ''}${part.hasEOL === true ? '\n' : ''}`;
    }
    text.push(flat(said.tagged));
    artifacts.push(flat(said.artifact));
  }
  const outline = ((await document.getOutline()) as { title: string; items: { title: string }[] }[] | null) ?? [];
  return {
    pages: document.numPages,
    sizes,
    marked: ((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    language: info.Language,
    title: info.Title,
    showsTitle: /\/DisplayDocTitle true/.test(raw),
    outline: outline.flatMap(({ title, items }) => [title, ...items.map((inner) => inner.title)]),
    roles,
    text,
    artifacts,
    bytes: raw,
  };
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
