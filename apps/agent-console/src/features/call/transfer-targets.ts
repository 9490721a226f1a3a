import { languages } from '@1999/telephony/contract';
import type {
  ConsultTarget,
  OutsideTarget,
  TransferTarget,
  TransferTargets,
} from '@1999/telephony/contract/call-control';

/** A choice of the transfer dialog. */
export interface TargetChoice {
  readonly id: string;
  readonly label: string;
  /** Somebody outside is dialled only after the agent has confirmed it. */
  readonly outside: OutsideTarget | null;
  /** May be asked aside before the caller is handed over. */
  readonly consult: ConsultTarget | null;
  readonly blind: TransferTarget;
  readonly isDisabled: boolean;
}

/** Everybody a caller can be handed to: 119 and 110 first, then colleagues, languages, agencies. */
export function choicesOf(
  targets: TransferTargets,
  words: {
    service(code: '110' | '119'): string;
    agent(name: string, free: boolean): string;
    language(code: (typeof languages)[number]): string;
    agency(nameZh: string, nameEn: string): string;
  },
): TargetChoice[] {
  const dialled = (id: string, label: string, outside: OutsideTarget): TargetChoice => ({
    id,
    label,
    outside,
    consult: { outside, confirmed: true },
    blind: { outside, confirmed: true },
    isDisabled: false,
  });
  return [
    ...targets.services.map((service) =>
      dialled(`service:${service}`, words.service(service), { service }),
    ),
    ...targets.agents.map(({ agentId, name, free }) => ({
      id: `agent:${agentId}`,
      label: words.agent(name, free),
      outside: null,
      consult: { agentId },
      blind: { agentId },
      isDisabled: !free,
    })),
    ...languages.map((language) => ({
      id: `language:${language}`,
      label: words.language(language),
      outside: null,
      consult: null,
      blind: { language },
      isDisabled: false,
    })),
    ...targets.agencies.map(({ agencyId, nameZh, nameEn }) =>
      dialled(`agency:${agencyId}`, words.agency(nameZh, nameEn), { agencyId }),
    ),
  ];
}
