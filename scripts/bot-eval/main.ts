import { botEval } from '@1999/knowledge/evaluation';

process.exitCode = await botEval(process.argv.slice(2));
