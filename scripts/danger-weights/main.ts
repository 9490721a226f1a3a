import { writeFileSync } from 'node:fs';
import { learnDangers } from '@1999/chatbot/evaluation';
import { halfOf, shippedEntries, shippedQuestions } from '@1999/knowledge/evaluation';

/*
 * Learns what tells of danger from the examples, with the knowledge base's own questions as
 * sentences of peace; the threshold comes from the half of the questions that is for tuning.
 * node scripts/danger-weights/main.ts
 */
const peace = shippedEntries().flatMap(({ question, similar }) => [question, ...similar]);
const asked = shippedQuestions()
  .filter(({ q, kind }) => !kind.startsWith('danger') && halfOf(q) === 'tune')
  .map(({ q }) => q);
const every = (second: number) => asked.filter((_, at) => at % 2 === second);
const { file, lines, dangers, threshold } = learnDangers([...peace, ...every(0)], every(1));
writeFileSync(file, lines);
console.log(`${dangers} 個危險的例句 dangers, 門檻 threshold ${threshold.toFixed(3)} → ${file}`);
