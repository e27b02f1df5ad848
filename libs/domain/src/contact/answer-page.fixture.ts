import { answerRows } from './answer-rows.js';
import { answerTo, examples } from './answers.fixture.js';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table of `docs/answer.md`: every row in its order, with the examples that the tests hold. */
export function answerPage(): string {
  const heading = ['what is said', 'when', 'for example', 'and where it is from', 'the adviser, not aloud'];
  const rows = answerRows.map(({ kind, when, aside }) => {
    const [example] = examples.filter((each) => each.kind === kind);
    const answer = example && answerTo(example).answer;
    return [`\`${kind}\``, when, answer === undefined ? '' : answer.parts.map(({ text, strong }) => (strong ? `**${text}**` : text)).join(''), answer?.ageSentence ?? '', aside ?? ''];
  });
  return [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}
