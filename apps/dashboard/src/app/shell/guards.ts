import { inject } from '@angular/core';
import type { CanActivateFn, CanMatchFn } from '@angular/router';
import { Router } from '@angular/router';
import type { Grant, Resource } from '@sightline/contracts';
import { Session } from './session';

/** Lets signed-in people through; everyone else signs in first and comes back. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  try {
    await session.ready();
  } catch {
    return router.createUrlTree(['/unavailable'], { queryParams: { back: state.url } });
  }
  // The server opens nothing else until it is set up [ID-44].
  if (session.user()?.mustEnrol === true && state.url !== '/account') return router.parseUrl('/account');
  if (session.user() !== null) return true;
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { back: state.url } });
};

/** `/` is nobody's page: each person goes to their own. */
export const toOwnPage: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  try {
    await session.ready();
  } catch {
    return router.parseUrl('/unavailable');
  }
  return router.parseUrl(session.home());
};

/** Matches the page only for those who may see any of what is on it: for others the route after it, the forbidden state, does. */
export const maySee =
  (resources: readonly Resource[], grant: Grant = 'see'): CanMatchFn =>
  async () => {
    const session = inject(Session);
    try {
      await session.ready();
    } catch {
      return true;
    }
    return session.user() === null || resources.some((each) => session.may(each, grant));
  };
