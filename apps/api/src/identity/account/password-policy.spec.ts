import { createHash } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import { checkPassword, isCommonPassword, WeakPassword } from './password-policy.js';

describe('a new password', () => {
  it.each(['passwordpassword', 'P@ssw0rd1234', 'Password123!', 'qwertyuiop123', '123456789012', '1q2w3e4r5t6y', 'iloveyou1234', 'aaaaaaaaaaaa', 'Summer2026!!', 'liverpool1892', 'welcomewelcome', 'administrator', 'Charlie-Charlie', '            ', 'letmein-letmein-1', 'abcdefghijkl', 'dragonmonkey99', 'trustno1trustno1'])(
    '[ID-48] %s is guessed first',
    (password) => expect(isCommonPassword(password)).toBe(true),
  );

  it.each(['correct horse battery staple', 'long enough to pass', 'a password of my own', 'password-of-kim', 'Zebra umbrella 9 teapot', 'ünïcödé wörds here', 'x7Kq-v2Lp-94tn', 'a password of good length'])(
    '[ID-48] %s is not',
    (password) => expect(isCommonPassword(password)).toBe(false),
  );

  it('[ID-48] holds no name that everyone knows here, and the refusal does not repeat it', () => {
    const refused = ['kim.archer', 'Kim Archer knows', 'my sightline of sight', 'Tarn Valley Council rocks'].map((password) => {
      try {
        checkPassword(`${password} teapot`, 'kim.archer', 'Tarn Valley Council');
        return 'taken';
      } catch (error) {
        if (!(error instanceof WeakPassword)) throw error;
        expect(JSON.stringify(error.getResponse())).not.toContain('teapot');
        return error.message;
      }
    });
    expect(refused).toEqual([expect.stringContaining('your name'), expect.stringContaining('your name'), expect.stringContaining('product'), expect.stringContaining('council')]);
    expect(() => checkPassword('jo likes warm umbrellas', 'jo', undefined)).not.toThrow();
  });

  it('[ID-48] falls to the list of breached ones: each that is long enough, and the first 3,000 with what people put behind them', () => {
    const list = dictionary['passwords-common'].map(String);
    const dressed = list.slice(0, 3000).flatMap((word) => [`${word}2026`, `${word}123!`, `${word.toUpperCase()}_${word}`]);
    const fitting = [...list, ...dressed].filter(({ length }) => length >= 12);
    expect(list.filter(({ length }) => length >= 12).length).toBeGreaterThan(300);
    expect(fitting.length).toBeGreaterThan(3000);
    expect(fitting.filter((password) => !isCommonPassword(password))).toEqual([]);
  });

  it('[ID-48] is left alone where a password manager made it', () => {
    const made = Array.from({ length: 2000 }, (_, index) => createHash('sha256').update(`password ${index}`).digest('base64').slice(0, 16));
    expect(made.filter((password) => isCommonPassword(password))).toEqual([]);
  });
});
