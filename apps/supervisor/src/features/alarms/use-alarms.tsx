import { Change } from '@1999/platform/contract';
import { api, type LiveEvent, playEarcon, useAnnounce, useLive } from '@1999/web-kit';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';

const alarmTypes = [
  'order.contactMissing',
  'order.unanswered',
  'order.escalated',
  'order.returned',
  'surge.raised',
  'surge.grew',
  'alarm.raised',
  'alarm.clockStepped',
  'queueEntry.waitedTooLong',
] as const;
type AlarmType = (typeof alarmTypes)[number];

/** Something that needs a supervisor: what, when, and the order where it is about one. */
export interface Alarm {
  readonly position: number;
  readonly type: AlarmType;
  readonly at: string;
  readonly orderId: string | null;
  readonly surgeId: string | null;
}

/** How far back the journal is searched when the page opens, in positions. */
const LOOK_BACK = 5_000;
const TOPICS = ['alarms'];
const Changes = z.object({ position: z.number(), changes: z.array(Change) });

interface AlarmList {
  readonly alarms: readonly Alarm[];
  dismiss(alarm: Alarm): void;
}
const AlarmContext = createContext<AlarmList>({ alarms: [], dismiss: () => {} });

/** The alarms not yet noted on this screen, the newest first. */
export function useAlarms(): AlarmList {
  return useContext(AlarmContext);
}

/** Gathers alarms while the app is open, and those of a short while before. */
export function AlarmProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const announce = useAnnounce();
  const [alarms, setAlarms] = useState<readonly Alarm[]>([]);

  useEffect(() => {
    const leaving = new AbortController();
    // Without them the list begins now; the live connection tells of everything from here on.
    recentAlarms(leaving.signal).then(
      (recent) => setAlarms((all) => merge(all, recent)),
      () => undefined,
    );
    return () => leaving.abort();
  }, []);
  useLive(TOPICS, (event) => {
    const alarm = alarmOf(event);
    if (!alarm) return;
    setAlarms((all) => merge(all, [alarm]));
    announce(t(`alarm.${alarm.type}`), { politeness: 'assertive', key: `alarm ${event.position}` });
    void playEarcon('warning');
  });

  const dismiss = (gone: Alarm) =>
    setAlarms((all) => all.filter(({ position }) => position !== gone.position));
  return <AlarmContext value={{ alarms, dismiss }}>{children}</AlarmContext>;
}

async function recentAlarms(signal: AbortSignal): Promise<Alarm[]> {
  const path = `/api/changes?topics=${TOPICS.join(',')}`;
  const { position } = await api.get(path, { schema: Changes, signal });
  const after = Math.max(0, position - LOOK_BACK);
  const { changes } = await api.get(`${path}&after=${after}`, { schema: Changes, signal });
  return changes.flatMap((change) => alarmOf(change) ?? []);
}

function alarmOf(event: LiveEvent): Alarm | undefined {
  // Of some kinds only the grave ones are told as alarms.
  if (!event.topics.includes('alarms')) return undefined;
  const type = alarmTypes.find((one) => one === event.type);
  if (!type) return undefined;
  const { subjectType, subjectId, position, at } = event;
  const idOf = (subject: string) => (subjectType === subject ? subjectId : null);
  return { position, type, at, orderId: idOf('order'), surgeId: idOf('surge') };
}

function merge(all: readonly Alarm[], more: readonly Alarm[]): Alarm[] {
  const byPosition = new Map([...all, ...more].map((alarm) => [alarm.position, alarm]));
  return [...byPosition.values()].sort((a, b) => b.position - a.position);
}
