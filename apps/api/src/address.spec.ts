import { oneSpelling } from './address.js';

describe('an address in its one spelling', () => {
  it.each([
    ['/api/session', '/api/session'],
    ['/%61pi/sess%69on', '/api/session'],
    ['/api/casework/tables/reasons%2ecsv?x=%61', '/api/casework/tables/reasons.csv?x=%61'],
    ['http://elsewhere.example/api/session?x=1', '/api/session?x=1'],
    ['HTTPS://elsewhere.example?x=1', '/?x=1'],
    ['http://elsewhere.example', '/'],
    ['/api/health/%2e%2e/session', '/api/health/../session'],
    ['*', '*'],
    // What means something else unescaped stays as it is.
    ['/api%2fsession', '/api%2fsession'],
    ['/api/a%3Fb%23c%25d%20e%00f%3b%40', '/api/a%3Fb%23c%25d%20e%00f%3b%40'],
    ['/api/%5B%5C%5D%5e%60%7B%7c%7D%7f%2c%3a', '/api/%5B%5C%5D%5e%60%7B%7c%7D%7f%2c%3a'],
    ['/%E2%82%AC', '/%E2%82%AC'],
    // Once: an escape that comes of another is nobody's.
    ['/%2561pi', '/%2561pi'],
  ])('%s is %s', (target, plain) => expect(oneSpelling(target)).toBe(plain));

  it('leaves of every character what the router makes of it', () => {
    for (let code = 1; code < 128; code += 1) {
      const escape = `%${code.toString(16).padStart(2, '0')}`;
      expect(decodeURIComponent(oneSpelling(`/${escape}`))).toBe(`/${String.fromCharCode(code)}`);
    }
  });
});
