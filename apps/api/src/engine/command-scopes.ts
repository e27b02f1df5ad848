import { Injectable } from '@nestjs/common';
import type { EventType, FieldProblem, Role } from '@sightline/contracts';
import type { Incoming } from './decider.js';

/** Who gives a command. */
interface Actor {
  readonly accountId: string;
  readonly username: string;
  readonly role: Role;
}

/** Says of one command whether this person may give it about what it names; a problem where not. The role may, or it would not be asked. */
export type CommandScope = (actor: Actor, event: Incoming) => FieldProblem | undefined | Promise<FieldProblem | undefined>;

/**
 * What people may speak of, beyond what their role may do (ASVS 5.0 § 8.2.2). The door knows no children: the feature that does
 * registers a scope for each type that needs one; a type without one is a matter of the role alone.
 */
@Injectable()
export class CommandScopes {
  private readonly scopes = new Map<EventType, CommandScope>();

  register(type: EventType, scope: CommandScope): void {
    if (this.scopes.has(type)) throw new Error(`commands of type ${type} have two scopes`);
    this.scopes.set(type, scope);
  }

  async problem(actor: Actor, event: Incoming): Promise<FieldProblem | undefined> {
    return this.scopes.get(event.type)?.(actor, event);
  }
}
