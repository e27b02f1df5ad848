import type { MessagingRules } from '@sightline/contracts';

/**
 * Until the control room says otherwise. What a wrong message would cost decides: a family that is told of a late or
 * cancelled bus acts on it, so somebody looks first. Who was told of a cancellation and hears nothing of its end waits
 * for a taxi that does not come, so that goes at once. Arrivals go to those alone who asked for them.
 */
export const usualRules: MessagingRules = { late: 'approve', cancelled: 'approve', resumed: 'send', covered: 'send', arrived: 'send', lateMinutes: 10, changeMinutes: 10, quietFrom: '21:00', quietUntil: '06:30' };

/** In the demonstration delays go by themselves, so that both ways can be seen. */
export const demonstrationRules: MessagingRules = { ...usualRules, late: 'send' };
