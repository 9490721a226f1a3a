import { CitizenHistory } from '@1999/cases/contract';
import type { CurrentCall } from '@1999/telephony/contract';
import { api, Facts, QueryView, Time } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';
import { useChoices, useName } from '../call/words.ts';

/** Who calls, what they pressed, and what was before: open cases first. */
export function CallerHistory({
  call,
}: {
  call: Pick<CurrentCall, 'citizen' | 'language' | 'topic' | 'arrivedAt'>;
}) {
  const t = useT();
  const name = useName();
  const choices = useChoices();
  const { citizenId } = call.citizen;
  const history = useQuery({
    queryKey: ['citizen', citizenId],
    queryFn: ({ signal }) =>
      api.get(`/api/citizens/${citizenId}/history`, { schema: CitizenHistory, signal }),
  });
  return (
    <>
      <Facts
        items={[
          { name: t('caller.name'), value: call.citizen.name ?? t('call.unknownCaller') },
          { name: t('caller.phone'), value: call.citizen.phone ?? t('caller.noPhone') },
          { name: t('caller.chose'), value: choices(call.language, call.topic) },
          { name: t('caller.arrived'), value: <Time at={call.arrivedAt} shape="seconds" /> },
        ]}
      />
      <h3>{t('caller.cases')}</h3>
      <QueryView query={history}>
        {({ cases }) =>
          cases.length === 0 ? (
            <p className="muted">{t('caller.noCases')}</p>
          ) : (
            <ul>
              {[...cases]
                .sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))
                .map((one) => (
                  <li key={one.id}>
                    {one.number} {name(one.typeZh, one.typeEn)}{' '}
                    {name(one.districtZh, one.districtEn)}{' '}
                    {t(one.state === 'open' ? 'case.open' : 'case.closed')}{' '}
                    <Time at={one.openedAt} shape="date" />
                  </li>
                ))}
            </ul>
          )
        }
      </QueryView>
    </>
  );
}
