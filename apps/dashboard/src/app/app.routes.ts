import type { Route, Routes } from '@angular/router';
import type { Resource } from '@sightline/contracts';
import { maySee, signedIn, toOwnPage } from './shell/guards';

/** A page of the application for those who may see its resource; everyone else meets the forbidden state there. */
const page = (path: string, title: string, resource: Resource, loadComponent: NonNullable<Route['loadComponent']>): Routes => [
  { path, title, canMatch: [maySee(resource)], loadComponent },
  { path, title, loadComponent: () => import('./shell/forbidden').then((m) => m.ForbiddenPage) },
];

export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [toOwnPage], children: [] },
  { path: 'sign-in', title: 'Sign in', loadComponent: () => import('./shell/sign-in').then((m) => m.SignInPage) },
  { path: 'first-admin', title: 'First administrator', loadComponent: () => import('./shell/first-admin').then((m) => m.FirstAdminPage) },
  { path: 'unavailable', title: 'Not available', loadComponent: () => import('./shell/unavailable').then((m) => m.UnavailablePage) },
  { path: 'wall', pathMatch: 'full', redirectTo: '/wall/control' },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/wall-shell').then((m) => m.WallShell),
    children: page('wall/control', 'Control room wall', 'fleet', () => import('./wall/wall-page').then((m) => m.WallPage)),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      ...page('control', 'Control room', 'fleet', () => import('./control/control-page').then((m) => m.ControlPage)),
      ...page('calls', 'Calls', 'search', () => import('./calls/calls-page').then((m) => m.CallsPage)),
      ...page('backlog', 'Backlog', 'backlog', () => import('./backlog/backlog-page').then((m) => m.BacklogPage)),
      ...page('programme', 'Programme', 'programme', () => import('./programme/programme-page').then((m) => m.ProgrammePage)),
      { path: '**', title: 'Not found', loadComponent: () => import('./shell/not-found').then((m) => m.NotFoundPage) },
    ],
  },
];
