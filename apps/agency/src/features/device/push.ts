import { ApiError, api } from '@1999/web-kit';
import { z } from 'zod';

/** Whether this device is told of orders while the app is closed. */
export type PushState = 'unknown' | 'unsupported' | 'notOffered' | 'refused' | 'on' | 'off';

const Key = z.object({ publicKey: z.string() });

/** How it stands now; asks the person nothing. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'unsupported';
  if (!(await publicKey())) return 'notOffered';
  if (Notification.permission === 'denied') return 'refused';
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Subscribes this device. The browser asks the person. */
export async function turnPushOn(): Promise<PushState> {
  const key = await publicKey();
  if (!key) return 'notOffered';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  try {
    await api.post('/api/push-subscriptions', { body: { endpoint, keys } });
    return 'on';
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
}

/** Ends the subscription, here and at the server. */
export async function turnPushOff(): Promise<PushState> {
  const worker = await navigator.serviceWorker.getRegistration();
  const subscription = await worker?.pushManager.getSubscription();
  if (subscription) {
    const { endpoint } = subscription;
    await api.del('/api/push-subscriptions', { body: { endpoint } }).catch(() => undefined);
    await subscription.unsubscribe();
  }
  return 'off';
}

/** Ends the subscription on this device alone: the person has signed out, and asks nobody any more. */
export async function dropPush(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const worker = await navigator.serviceWorker.getRegistration();
  await (await worker?.pushManager?.getSubscription())?.unsubscribe();
}

/** The server's key; undefined where it offers no push. */
async function publicKey(): Promise<string | undefined> {
  try {
    return (await api.get('/api/push-key', { schema: Key })).publicKey;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
