import { randomUUID } from 'node:crypto';
import type { TestAnswer, TestClient } from '@1999/platform/testing';
import type { AgentCallCommand, SupervisorCallCommand } from '../contract/call-control.ts';

type Wanted<C> = C extends unknown ? Omit<C, 'commandId'> : never;

/** An agent's command on a call, under a fresh id. */
export function commandCall(
  agent: TestClient,
  callId: string,
  command: Wanted<AgentCallCommand>,
): Promise<TestAnswer> {
  const body = { commandId: randomUUID(), ...command };
  return agent.post(`/api/calls/${callId}/commands`, body);
}

/** A supervisor's. */
export function superviseCall(
  supervisor: TestClient,
  callId: string,
  command: Wanted<SupervisorCallCommand>,
): Promise<TestAnswer> {
  const body = { commandId: randomUUID(), ...command };
  return supervisor.post(`/api/calls/${callId}/supervision`, body);
}
