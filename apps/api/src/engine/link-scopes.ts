import { Injectable } from '@nestjs/common';
import type { FieldProblem, LinkKind, LinkSubject } from '@sightline/contracts';
import type { Incoming } from './decider.js';

/** Says of one event whether the holder of a link may tell it: a problem where it is not about the link's subject. */
export type LinkScope = (subject: LinkSubject, event: Incoming) => FieldProblem | undefined;

/** What the holders of links may speak of. The door knows no runs: the feature that does registers a scope for each kind. */
@Injectable()
export class LinkScopes {
  private readonly scopes = new Map<LinkKind, LinkScope>();

  register(kind: LinkKind, scope: LinkScope): void {
    if (this.scopes.has(kind)) throw new Error(`links of kind ${kind} have two scopes`);
    this.scopes.set(kind, scope);
  }

  /** Without a scope nothing may be said. */
  problem(kind: LinkKind, subject: LinkSubject, event: Incoming): FieldProblem | undefined {
    const scope = this.scopes.get(kind);
    return scope ? scope(subject, event) : { path: 'type', message: 'cannot be told through this link' };
  }
}
