/** Path of the websocket endpoint. */
export const livePath = '/live';
/** How often changes are sent, conflated: the latest value per key per tick, in milliseconds. */
export const tickMilliseconds = 1000;
/** A heartbeat comes at least this often, in milliseconds. */
export const heartbeatMilliseconds = 5000;
