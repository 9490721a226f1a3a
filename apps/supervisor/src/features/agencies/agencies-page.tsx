import type { AgencyWays } from '@1999/directory/contract';
import { Page, QueryView, Table, TextField, useName, useOrderWord } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useAgenciesWithWays } from './use-agencies.ts';
import './agencies.css';

/** Every agency: how it is told of its orders, and where nobody is on duty at this hour. */
export function AgenciesPage() {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const agencies = useAgenciesWithWays();
  const [sought, setSought] = useState('');
  const ways = (channels: readonly string[]) =>
    channels.map((channel) => word('channel', channel)).join(t('agencies.and'));
  return (
    <Page title={t('agencies.title')} width="wide">
      <p className="muted">{t('agencies.hint')}</p>
      <QueryView query={agencies}>
        {(all) => (
          <div className="agency-cards wide-table">
            <TextField
              type="search"
              label={t('agencies.search')}
              value={sought}
              onChange={setSought}
            />
            <Table
              caption={t('agencies.title')}
              captionHidden
              rows={all.filter(({ agency: { nameZh, nameEn } }) =>
                `${nameZh} ${nameEn}`.toLowerCase().includes(sought.trim().toLowerCase()),
              )}
              rowId={({ agency }) => agency.id}
              empty={t('agencies.none')}
              columns={[
                {
                  id: 'agency',
                  header: t('column.agency'),
                  isRowHeader: true,
                  cell: ({ agency }) => (
                    <Link to="/agencies/$agencyId" params={{ agencyId: agency.id }}>
                      {name(agency.nameZh, agency.nameEn)}
                    </Link>
                  ),
                },
                {
                  id: 'danger',
                  header: t('ways.danger'),
                  cell: (row) => ways(row.ways.danger),
                },
                {
                  id: 'normal',
                  header: t('ways.normal'),
                  cell: (row) => ways(row.ways.normal),
                },
                {
                  id: 'duty',
                  header: t('agencies.onDuty'),
                  cell: (row) => <OnDuty of={row.ways.onDuty} />,
                },
              ]}
            />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

/** Heads at each level; a unit without anybody goes up to its chief at once, and is marked. */
function OnDuty({ of: { unit, chief, bureau, rdec } }: { of: AgencyWays['onDuty'] }) {
  const t = useT();
  return (
    <>
      {unit === 0 && <strong>◆ {t('agencies.nobody')} </strong>}
      {t('agencies.heads', { unit, chief, bureau })}
      {rdec > 0 && `${t('agencies.and')}${t('agencies.heads.rdec', { rdec })}`}
    </>
  );
}
