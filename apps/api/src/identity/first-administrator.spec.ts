import { Config } from '../config/config.js';
import type { Accounts } from './accounts.service.js';
import { FirstAdministrator } from './first-administrator.js';

/** As much of the accounts as the link needs. */
class FakeAccounts {
  readonly made: string[] = [];
  hasAny = () => Promise.resolve(this.made.length > 0);
  add = ({ username }: { username: string }) => Promise.resolve(username === 'taken' ? 'taken' : { id: String(this.made.push(username)) });
}

const stage = (demo: 'on' | 'off') => {
  const accounts = new FakeAccounts();
  return { accounts, first: new FirstAdministrator(accounts as unknown as Accounts, new Config({ SIGHTLINE_DEMO: demo })) };
};
const tokenOf = (link: string | undefined): string => new URLSearchParams(link?.split('?')[1]).get('token') ?? '';

describe('the first administrator [ID-9]', () => {
  it('is made by the link, once', async () => {
    const { accounts, first } = stage('off');
    const token = tokenOf(await first.invite());
    const results = await Promise.all([first.make(token, 'a', 'p'), first.make(token, 'b', 'p')]);
    expect(results.sort()).toEqual(['made', 'refused']);
    expect(await first.make(token, 'c', 'p')).toBe('refused');
    expect(accounts.made).toHaveLength(1);
  });

  it('may choose another name when the first is taken', async () => {
    const { first } = stage('off');
    const token = tokenOf(await first.invite());
    expect(await first.make(token, 'taken', 'p')).toBe('taken');
    expect(await first.make(token, 'free', 'p')).toBe('made');
  });

  it('is not made by another token, before a link was printed, or when there is an account by now', async () => {
    const { accounts, first } = stage('off');
    expect(await first.make('anything', 'a', 'p')).toBe('refused');
    const token = tokenOf(await first.invite());
    expect(await first.make(`${token}x`, 'a', 'p')).toBe('refused');
    accounts.made.push('by the command line');
    expect(await first.make(token, 'a', 'p')).toBe('refused');
  });

  it('is not invited where nobody needs the link', async () => {
    expect(await stage('on').first.invite()).toBeUndefined();
    const { accounts, first } = stage('off');
    accounts.made.push('someone');
    expect(await first.invite()).toBeUndefined();
  });
});
