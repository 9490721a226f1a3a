import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '@1999/platform';

/**
 * What a device sends back once it has shown a message: the delivery's id, signed. It travels
 * encrypted to that device alone, opens nothing but this one receipt, and is stored nowhere.
 */
export function pushReceipt(app: App, deliveryId: string): string {
  return `${deliveryId}.${signature(app, deliveryId).toString('base64url')}`;
}

/** The delivery a receipt is for; null for one we have not signed. */
export function readPushReceipt(app: App, receipt: string): string | null {
  const [deliveryId = '', signed = ''] = receipt.split('.');
  const given = Buffer.from(signed, 'base64url');
  const right = signature(app, deliveryId);
  return given.length === right.length && timingSafeEqual(given, right) ? deliveryId : null;
}

function signature(app: App, deliveryId: string): Buffer {
  return createHmac('sha256', app.config.secrets.token)
    .update(`push-receipt:${deliveryId}`)
    .digest();
}
