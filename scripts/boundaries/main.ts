import { join } from 'node:path';
import { checkTree } from './check-tree.ts';

const { violations, files } = checkTree(process.argv[2] ?? join(import.meta.dirname, '../..'));
for (const { file, rule, message } of violations) console.error(`${file} [${rule}] ${message}`);
console.log(`${files} files, ${violations.length} violations`);
process.exitCode = violations.length === 0 && files > 0 ? 0 : 1;
