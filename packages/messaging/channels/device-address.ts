import { subscriptionOf } from '../queries/push-devices.ts';
import type { ResolveAddress } from './registries.ts';

/** A browser's push address; its keys go along as the secret. */
export const deviceAddress: ResolveAddress = async (app, { id }) => {
  const subscription = await subscriptionOf(app, id);
  return subscription && { to: subscription.endpoint, secret: JSON.stringify(subscription.keys) };
};
