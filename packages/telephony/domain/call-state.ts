import { type CallState, callStates } from '../contract.ts';
import type { Step } from './call-flow.ts';

const stateOf: Record<Step, CallState> = {
  arrived: 'arrived',
  menu: 'inMenu',
  voicemail: 'inMenu',
  goodbye: 'inMenu',
  queued: 'queued',
  connected: 'connected',
  transferring: 'connected',
  handedOver: 'connected',
  ended: 'ended',
};

/** The call's state at a step of its flow. */
export function callStateAt(step: Step): CallState {
  return stateOf[step];
}

/** A state's rank; a call's rank only rises. */
export function rankOf(state: CallState): number {
  return callStates.indexOf(state);
}
