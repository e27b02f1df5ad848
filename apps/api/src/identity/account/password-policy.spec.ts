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

  it('[ID-48] more than 3,000 passwords of twelve characters and more fall under it', () => {
    const words = ['password', 'liverpool', 'sunshine', 'princess', 'football', 'charlie', 'dragon', 'monkey', 'shadow', 'michael', 'jessica', 'superman'];
    const tried = new Set(words.flatMap((word) => words.flatMap((other) => ['', '1', '123', '2026', '!'].flatMap((end) => [`${word}${other}${end}`, `${word}${end}${other}`, `${word}-${other}${end}`, `${word}_${other}${end}`, `${word.toUpperCase()}${other}${end}`, `${word} ${other}${end}`]))));
    const fitting = [...tried].filter(({ length }) => length >= 12);
    expect(fitting.length).toBeGreaterThan(3000);
    expect(fitting.filter((password) => !isCommonPassword(password))).toEqual([]);
  });
});
