import type { PublicStatus } from '@1999/cases/contract';
import { Card, Facts, Time, useLocaleChoice } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import './case-status.css';

/** What a citizen may know of a case: what it is about, and each step with its time. */
export function CaseStatus({ status }: { status: PublicStatus }) {
  const t = useT();
  const english = useLocaleChoice().locale === 'en';
  return (
    <Card title={t('track.case', { number: status.number })}>
      <Facts
        items={[
          { name: t('track.state'), value: t(`track.state.${status.state}`) },
          { name: t('track.type'), value: english ? status.typeEn : status.typeZh },
          { name: t('track.district'), value: english ? status.districtEn : status.districtZh },
          { name: t('track.openedAt'), value: <Time at={status.openedAt} /> },
        ]}
      />
      <h3>{t('track.steps')}</h3>
      <ol className="track-steps">
        {status.steps.map(({ step, at, agencyZh, agencyEn }) => (
          <li key={`${at} ${step}`}>
            <span className="track-step">{t(`track.step.${step}`)}</span>{' '}
            {english ? agencyEn : agencyZh}
            <br />
            <span className="muted">
              <Time at={at} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
