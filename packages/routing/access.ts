import type { AccessTable } from '@1999/platform';

/** Who may do what with queues and agents' states. */
export const access = {
  'agent.readOwnState': { agent: 'own' },
  'agent.setOwnState': { agent: 'own' },
  'agent.list': { supervisor: 'any', admin: 'any' },
  'agent.extendWrapUp': { agent: 'own' },
  'agent.askHelp': { agent: 'own' },
  'agent.answerHelp': { supervisor: 'any' },
  'agent.release': { supervisor: 'any' },
  'agent.reasons': { agent: 'any', supervisor: 'any', admin: 'any' },
  'routingRules.read': { supervisor: 'any', admin: 'any' },
  'routingRules.change': { supervisor: 'any', admin: 'any' },
  'queue.forecast': { supervisor: 'any', admin: 'any' },
  'agentRoster.read': { supervisor: 'any', admin: 'any' },
  'agentRoster.readOwn': { agent: 'own' },
  'agentRoster.change': { supervisor: 'any' },
  'handover.read': { agent: 'any', supervisor: 'any' },
  'handover.write': { agent: 'any', supervisor: 'any' },
  'handover.acknowledge': { agent: 'any', supervisor: 'any' },
  'queue.read': { agent: 'any', supervisor: 'any', admin: 'any' },
  'offer.decline': { agent: 'own' },
} satisfies AccessTable;
