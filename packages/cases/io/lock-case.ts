import { NotFound, type Tx } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { caseFile } from './tables.ts';

/** Holds a case until the transaction ends and says whether it is open. @throws NotFound. */
export async function lockCase(tx: Tx, caseId: string) {
  const [file] = await tx
    .select({ state: caseFile.state })
    .from(caseFile)
    .where(eq(caseFile.id, caseId))
    .for('no key update');
  if (!file) throw new NotFound();
  return file;
}
