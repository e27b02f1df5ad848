import type { FieldRows } from '../classes.js';
import { paths } from '../paths.js';
import { importFields } from './imports.js';

/** What those who administer the product are sent, and every person of themselves. */
export const administrationFields = {
  'reference-data': {
    ...importFields,
    administration: paths(`
      items.{importId kind fileName state startedAt finishedAt added changed unchanged withdrawn rejected} nextCursor importId kind
      fileName state step done total startedAt finishedAt error
    `),
    'staff-name': paths('items.by by'),
  },
  feeds: {
    administration: paths(`
      items.{name kind url everySeconds staleSeconds allowPrivate enabled key.{in name} source lastReceivedAt acceptedPerMinute accepted
      duplicates rejected state newestFixAt lastError.{at words} polledAt pollMilliseconds} nextCursor name kind url everySeconds
      staleSeconds allowPrivate enabled key.{in name} source lastReceivedAt acceptedPerMinute accepted duplicates rejected state
      newestFixAt lastError.{at words} polledAt pollMilliseconds
    `),
  },
  quarantine: {
    administration: paths('items.{seq source id type problems.{path message} receivedAt} nextCursor'),
    'event-data': paths('items.data.**'),
  },
  devices: {
    administration: paths('items.{name vehicleRef createdAt} nextCursor name'),
    'crew-reference': paths('items.assistantRef'),
    secret: paths('secret'),
  },
  audit: {
    administration: paths(`
      items.{place at username action about unusual key kind from until places why isWeak lookedAt.{at by outcome} familyId declaredAt} nextCursor
      open since state isChecking checkedAt records prunedUpTo head faults.{where words}
    `),
    'audit-detail': paths('items.detail.**'),
  },
  accounts: {
    account: paths('items.{username displayName singleSignOn role demonstration disabled secondFactor createdAt lastSeenAt} nextCursor ok'),
  },
  retention: {
    administration: paths(`
      items.{name category holds why basis keep days setting from end source oldestAt nextAt held removed kind cause because until holdId
      reason placedAt} lastSweep.{startedAt endedAt removed erased} isSweeping holdId
    `),
    'child-reference': paths('items.ref'),
  },
  'subject-rights': {
    administration: paths('kind parts.{name category holds keep count kept} holds erasureAskedAt erased kept.{what why} waits items.{callRef at}'),
    'child-reference': paths('ref'),
  },
  'signed-in': {
    administration: paths(`
      ok id items.{schoolRef operatorRef runRef vehicleRef linkRef kind label issuedAt expiresAt revokedAt lastUsedAt} nextCursor
      linkRef
    `),
    'own-account': paths(`
      username displayName singleSignOn role expiresAt mustEnrol session.{username displayName singleSignOn role expiresAt mustEnrol} external secondFactor.{on since recoveryCodesLeft required}
      items.{sessionRef since lastSeenAt device current} ended
    `),
    secret: paths('csrfToken url secret uri qr.{size path} recoveryCodes session.csrfToken'),
    'child-reference': paths('items.passengerRef'),
    guardian: paths('items.guardianRef'),
    'crew-reference': paths('items.assistantRef'),
  },
} as const satisfies FieldRows;
