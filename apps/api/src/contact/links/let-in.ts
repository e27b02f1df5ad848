import type { LinkKind, LinkSubject } from '@sightline/contracts';
import type { TopicViewer } from '../../bus/topic-source.js';

/** The links of one kind whose holders were let in since the start, with what they are about: whom a topic speaks to. */
export class LetIn {
  private readonly subjects = new Map<string, LinkSubject>();

  constructor(private readonly kind: LinkKind) {}

  /** For a topic's `admits`: the link of whoever asks. */
  readonly admits = (viewer: TopicViewer): boolean => {
    if (viewer.kind !== 'link' || viewer.linkKind !== this.kind) return false;
    this.subjects.set(viewer.linkRef, viewer.subject);
    return true;
  };

  of(linkRef: string): LinkSubject | undefined {
    return this.subjects.get(linkRef);
  }

  get size(): number {
    return this.subjects.size;
  }

  [Symbol.iterator](): IterableIterator<[linkRef: string, subject: LinkSubject]> {
    return this.subjects.entries();
  }
}
