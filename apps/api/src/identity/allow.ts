import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { CustomDecorator, ExecutionContext } from '@nestjs/common';
import type { Grant, LinkKind, Resource } from '@sightline/contracts';
import type { Principal } from './principal.js';

export const ALLOWED = Symbol('allowed');
export const FEED_ALLOWED = Symbol('feed-allowed');
export const BEFORE_ENROLMENT = Symbol('before-enrolment');
export const LINKS_ALLOWED = Symbol('links-allowed');

/** What opens a route to people. A route that has none of the decorators below is refused. */
export type Allowed = 'public' | 'signed-in' | { readonly resource: Resource; readonly grant: Grant };

/** Opens a route to the roles that hold `grant` on `resource` in the access table. */
export const Allow = (resource: Resource, grant: Grant = 'see'): CustomDecorator<symbol> =>
  SetMetadata<symbol, Allowed>(ALLOWED, { resource, grant });
/** Opens a route to everyone who is signed in; the handler decides the rest. */
export const AllowSignedIn = (): CustomDecorator<symbol> => SetMetadata<symbol, Allowed>(ALLOWED, 'signed-in');
/** Keeps a route open to people who have still to set up their second factor: for nothing but that, and for leaving [ID-44]. */
export const AllowBeforeEnrolment = (): CustomDecorator<symbol> => SetMetadata<symbol, boolean>(BEFORE_ENROLMENT, true);
/** Opens a route to everyone. */
export const Public = (): CustomDecorator<symbol> => SetMetadata<symbol, Allowed>(ALLOWED, 'public');
/** Opens a route to machines with a feed token, beside whatever {@link Allow} opens to people. */
export const AllowFeed = (): CustomDecorator<symbol> => SetMetadata<symbol, boolean>(FEED_ALLOWED, true);

/** Opens a route to whoever holds a public link of one of these kinds, and to nobody else: `Authorization: Link <token>`. */
export const AllowLink = (...kinds: LinkKind[]): CustomDecorator<symbol> => SetMetadata<symbol, readonly LinkKind[]>(LINKS_ALLOWED, kinds);

/** A request that has passed the guard. */
export interface GuardedRequest {
  principal?: Principal;
  sessionToken?: string;
  /** Of a person's session, as its sockets know it too. */
  sessionId?: string;
}

/** The {@link Principal} that the guard let in; undefined on a public route. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<GuardedRequest>().principal,
);
