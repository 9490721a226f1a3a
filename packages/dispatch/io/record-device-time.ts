import { type CommandContext, newId } from '@1999/platform';
import { type DeviceAction, deviceTimes } from './agency-tables.ts';

/**
 * Keeps what the device said of its own time beside the receipt that decides. A device whose clock
 * is wrong harms nobody: nothing is computed from it.
 */
export async function recordDeviceTime(
  { tx }: CommandContext,
  orderId: string,
  action: DeviceAction,
  deviceAt: string | undefined,
  receivedAt: Temporal.Instant,
): Promise<void> {
  if (!deviceAt) return;
  await tx.insert(deviceTimes).values({
    id: newId(),
    orderId,
    action,
    deviceAt: Temporal.Instant.from(deviceAt),
    receivedAt,
  });
}
