import { readFileSync } from 'node:fs';
import { answerPage } from './answer-page.fixture.js';

describe('[CALL-49] docs/answer.md', () => {
  it('says what is said when, as the code says it', () => {
    const page = readFileSync(new URL('../../../../docs/answer.md', import.meta.url), 'utf8');
    expect(page).toContain(answerPage());
  });
});
