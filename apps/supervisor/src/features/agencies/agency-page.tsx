import { Banner, Page, QueryView, useName } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { RosterCard } from './roster-card.tsx';
import { useAgenciesWithWays } from './use-agencies.ts';
import { WaysCard } from './ways-card.tsx';
import './agencies.css';

/** One agency: by which ways it is told, and whom the telephone rings at which hour. */
export function AgencyPage({ agencyId }: { agencyId: string }) {
  const t = useT();
  const name = useName();
  const agencies = useAgenciesWithWays();
  return (
    <QueryView query={agencies}>
      {(all) => {
        const found = all.find(({ agency }) => agency.id === agencyId)?.agency;
        const back = <Link to="/agencies">{t('agencies.back')}</Link>;
        if (!found) {
          return (
            <Page title={t('agencies.title')}>
              <Banner tone="warning" role="alert" actions={back}>
                <p>{t('agencies.gone')}</p>
              </Banner>
            </Page>
          );
        }
        return (
          <Page title={name(found.nameZh, found.nameEn)} aside={back} width="wide">
            <div className="agency-cards wide-table">
              <WaysCard agencyId={agencyId} />
              <RosterCard agencyId={agencyId} hasRdec={found.kind === 'oversight'} />
            </div>
          </Page>
        );
      }}
    </QueryView>
  );
}
