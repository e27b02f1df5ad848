import { roles } from '@sightline/contracts';
import type { Config } from './config/config.js';
import type { Running } from './start.js';

/**
 * What a person reads when it runs: where it is and how to enter. A secret that lasts is shown to a terminal only; the one-time
 * link dies with its first use or with the process, and without it nobody could enter a service that has no terminal.
 */
export function welcome(config: Config, { url, invitation }: Running, isTerminal: boolean): string {
  const lines = ['', `Sightline is ready: ${url}`, ''];
  if (config.demo === 'off') {
    if (invitation !== undefined) {
      lines.push('There is no account yet. Make the first administrator with this link, which works once:', `  ${invitation}`);
    }
    return `${lines.join('\n')}\n`;
  }
  const width = Math.max(...roles.map((role) => role.length));
  const hasClick = config.demo === 'on';
  lines.push(hasClick ? 'Enter with one click on the sign-in page, or sign in as' : 'Sign in as');
  for (const role of roles) lines.push(`  ${role.padEnd(width)}  ${words[role]}`);
  const { demoPasswordFile } = config;
  if (isTerminal) lines.push(`Their password: ${config.demoPassword}`);
  else if (demoPasswordFile === undefined) lines.push('Their password: the one in SIGHTLINE_DEMO_PASSWORD');
  else lines.push(`Their password is in ${demoPasswordFile}`);
  return `${lines.join('\n')}\n`;
}

const words: Record<(typeof roles)[number], string> = {
  control: 'the control room: buses, alerts, runs',
  calls: 'the contact centre: one box to any answer',
  manager: 'managers: backlog, programme, runs',
  office: 'the programme office: the improvement plan',
  board: 'the board: backlog and programme',
  admin: 'feeds, devices, accounts',
};
