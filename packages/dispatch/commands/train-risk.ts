import { type CommandContext, newId } from '@1999/platform';
import { train } from '../domain/risk/train.ts';
import { pastOrders } from '../io/past-orders.ts';
import { riskModels } from '../io/tables.ts';

/**
 * Fits the risk of missing on the platform's own record and stores what came of it, on or off; the
 * newest training decides. The open orders get their chances behind, in batches. For whoever has a
 * transaction but no running application.
 */
export async function trainRisk({
  tx,
  now,
  journal,
}: Pick<CommandContext, 'tx' | 'now' | 'journal'>): Promise<{ modelId: string }> {
  const training = train(await pastOrders(tx, now));
  const { rows, misses, brier, baseBrier, reason } = training;
  const state = reason === null ? 'on' : 'off';
  const id = newId();
  await tx
    .insert(riskModels)
    .values({ ...training, id, state, trainedAt: now, nextAt: state === 'on' ? now : null });
  await journal({
    subjectType: 'riskModel',
    subjectId: id,
    type: 'riskModel.trained',
    payload: { state, reason, rows, misses, brier, baseBrier },
  });
  return { modelId: id };
}
