/** Bytes that may wait for one viewer before deltas stop and a snapshot is owed. A larger message goes alone. */
export const creditBytes = 512 * 1024;
/** Recent deltas kept per room, so that a short disconnection resumes without a snapshot. */
export const ringDeltas = 60;
export const ringBytes = creditBytes;
/** How long a room without viewers is kept for those who come back, in milliseconds. */
export const emptyRoomMilliseconds = 60_000;
/** How long sockets go on while nobody can tell whether their sessions still hold, in milliseconds. */
export const blindMilliseconds = 60_000;
export const subscriptionsPerSocket = 64;
/** A demonstration account or a wall is many screens. */
export const socketsPerAccount = 1000;
/** A family's telephones, a school's office and its gate. */
export const socketsPerLink = 40;
/** Messages a socket may send: so many at once, then so many a second. */
export const messageBurst = 100;
export const messagesPerSecond = 20;
/** A client this far over its messages is not ours. */
export const messagesTooMany = 1000;
/** Connections that are not let in yet, of an address and of all: after a restart a whole council comes back at once, from behind one. */
export const waitingPerAddress = 1000;
export const waitingAtMost = 4000;
