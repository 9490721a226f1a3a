import { earconSettings } from './earcons.ts';

const callKey = '1999.call.device';
const listeners = new Set<(deviceId: string) => void>();

/** Where the caller's voice goes; empty is the standard device. */
export function callDevice(): string {
  return localStorage.getItem(callKey) ?? '';
}

/** Sends the caller's voice to an output device, at once and from now on. */
export function chooseCallDevice(deviceId: string): void {
  localStorage.setItem(callKey, deviceId);
  for (const listener of listeners) listener(deviceId);
}

/** Tells when another device is chosen; returns the way to stop. */
export function onCallDevice(listener: (deviceId: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The output devices there are, and which is chosen for what. */
export interface OutputChoices {
  /** False where the browser has one output only. */
  readonly canChoose: boolean;
  readonly devices: readonly { readonly id: string; readonly label: string }[];
  readonly call: string;
  readonly earcons: string;
  readonly volume: number;
}

/** What can be chosen on this device; names are known once the microphone has been allowed. */
export async function outputChoices(): Promise<OutputChoices> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const devices = all
    .filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default' && deviceId)
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
  const { device, volume } = earconSettings();
  return {
    canChoose: 'setSinkId' in HTMLMediaElement.prototype,
    devices,
    call: callDevice() || 'default',
    earcons: device || 'default',
    volume,
  };
}
