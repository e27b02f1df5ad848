import { inject } from '@angular/core';
import type { Route, Routes } from '@angular/router';
import type { Grant, Resource } from '@sightline/contracts';
import { maySee, signedIn, toOwnPage } from './shell/guards';
import { administration } from './shell/pages';
import { Session } from './shell/session';

/** A page of the application for those who may see its resource; everyone else meets the forbidden state there. */
const page = (path: string, title: string, resource: Resource, loadComponent: NonNullable<Route['loadComponent']>, grant: Grant = 'see'): Routes => [
  { path, title, canMatch: [maySee([resource], grant)], loadComponent },
  { path, title, loadComponent: () => import('./shell/forbidden').then((m) => m.ForbiddenPage) },
];

/** The sections of `/admin`. Each also stands in `admin/sections.ts`, which makes the list beside them. */
const adminSections: Routes = [
  { path: '', pathMatch: 'full', redirectTo: () => (inject(Session).may('feeds') ? 'sources' : 'retention') },
  ...page('sources', 'Sources', 'feeds', () => import('./admin/sources-page').then((m) => m.SourcesPage)),
  ...page('imports', 'Imports', 'reference-data', () => import('./admin/imports/imports-page').then((m) => m.ImportsPage)),
  ...page('quarantine', 'Quarantine', 'quarantine', () => import('./admin/quarantine-page').then((m) => m.QuarantinePage)),
  ...page('devices', 'Devices', 'devices', () => import('./admin/devices-page').then((m) => m.DevicesPage)),
  ...page('links', 'Links', 'links', () => import('./admin/links-page').then((m) => m.LinksPage)),
  ...page('retention', 'Retention', 'retention', () => import('./admin/retention-page').then((m) => m.RetentionPage)),
  ...page('rights', 'Rights', 'subject-rights', () => import('./admin/rights-page').then((m) => m.RightsPage)),
  ...page('audit', 'Audit', 'audit', () => import('./admin/audit-page').then((m) => m.AuditPage)),
  ...page('accounts', 'Accounts', 'accounts', () => import('./admin/accounts-page').then((m) => m.AccountsPage)),
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
    children: [
      ...page('wall/control', 'Control room wall', 'fleet', () => import('./wall/wall-page').then((m) => m.WallPage)),
      ...page('wall/programme', 'Programme wall', 'programme', () => import('./wall/programme-wall').then((m) => m.ProgrammeWall)),
      ...page('wall/calls', 'Calls wall', 'wallboard', () => import('./wall/calls-wall').then((m) => m.CallsWall)),
      ...page('wall/backlog', 'Backlog wall', 'backlog', () => import('./wall/backlog-wall').then((m) => m.BacklogWall)),
    ],
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((m) => m.Shell),
    children: [
      ...page('control', 'Control room', 'fleet', () => import('./control/control-page').then((m) => m.ControlPage)),
      ...page('control/handover', 'Handover', 'handover', () => import('./control/handover/handover-page').then((m) => m.HandoverPage)),
      ...page('control/messages', 'Messages', 'messages', () => import('./control/messages/messages-page').then((m) => m.MessagesPage)),
      ...page('control/pack', 'Morning pack', 'children-on-run', () => import('./control/pack/pack-page').then((m) => m.PackPage)),
      ...page('calls', 'Calls', 'search', () => import('./calls/calls-page').then((m) => m.CallsPage)),
      ...page('backlog', 'Backlog', 'backlog', () => import('./backlog/backlog-page').then((m) => m.BacklogPage)),
      ...page('backlog/import', 'Import cases', 'cases', () => import('./backlog/import/case-import-page').then((m) => m.CaseImportPage), 'act'),
      ...page('programme', 'Programme', 'programme', () => import('./programme/programme-page').then((m) => m.ProgrammePage)),
      ...page('programme/import', 'Import an action plan', 'programme', () => import('./programme/import/plan-import-page').then((m) => m.PlanImportPage), 'act'),
      ...page('programme/freeze', 'Take a period', 'programme', () => import('./programme/office/freeze-page').then((m) => m.FreezePage)),
      ...page('programme/freeze/:period', 'Take a period', 'programme', () => import('./programme/office/freeze-page').then((m) => m.FreezePage)),
      ...page('programme/records', 'Records of the programme', 'programme', () => import('./programme/office/records-page').then((m) => m.RecordsPage), 'act'),
      ...page('programme/update', 'Update the programme', 'programme', () => import('./programme/office/update-page').then((m) => m.UpdatePage), 'act'),
      ...page('programme/compare', 'Compare periods', 'programme', () => import('./programme/compare/compare-page').then((m) => m.ComparePage)),
      ...page('programme/report/:period', 'Highlight report', 'programme', () => import('./programme/report/report-page').then((m) => m.ReportPage)),
      ...page('sitrep', 'SitRep', 'sitrep', () => import('./sitrep/sitrep-page').then((m) => m.SitrepPage)),
      { path: 'account', title: 'Your account', loadComponent: () => import('./account/account-page').then((m) => m.AccountPage) },
      { path: 'admin', canMatch: [maySee(administration)], loadComponent: () => import('./admin/admin-page').then((m) => m.AdminPage), children: adminSections },
      { path: 'admin', title: 'Administration', children: [{ path: '**', loadComponent: () => import('./shell/forbidden').then((m) => m.ForbiddenPage) }] },
      { path: '**', title: 'Not found', loadComponent: () => import('./shell/not-found').then((m) => m.NotFoundPage) },
    ],
  },
];
