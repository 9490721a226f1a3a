import { AppError, type Caller } from '@1999/platform';
import type { AcknowledgeManyAnswer } from '../contract/agency.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';

/**
 * Acknowledges several orders, each in a transaction of its own, so that one which has moved on
 * holds up none of the others. Says what became of each, in the order they were given; a repeat
 * under the same key gets the same answers.
 */
export async function acknowledgeMany(
  caller: Caller,
  input: { orderIds: readonly string[]; deviceAt?: string | undefined },
): Promise<AcknowledgeManyAnswer> {
  const answers: AcknowledgeManyAnswer = [];
  for (const orderId of new Set(input.orderIds)) {
    const { commandId } = caller;
    const own = commandId ? { ...caller, commandId: `${commandId}:${orderId}` } : caller;
    answers.push({ orderId, outcome: await outcomeOf(own, orderId, input.deviceAt) });
  }
  return answers;
}

async function outcomeOf(caller: Caller, orderId: string, deviceAt: string | undefined) {
  try {
    const { already } = await acknowledgeOrder(caller, { orderId, via: 'app', deviceAt });
    return already ? ('already' as const) : ('acknowledged' as const);
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return 'notFound' as const;
    if (error instanceof AppError && error.status === 409) return 'movedOn' as const;
    throw error;
  }
}
