import type { FlowVersion } from '@1999/telephony/contract/ivr';
import { Button, Card, Page, QueryView, Table, Time } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { FlowEditor } from './flow-editor.tsx';
import { IncidentCard } from './incident-card.tsx';
import './ivr.css';
import { NuisanceCard } from './nuisance-card.tsx';
import { useFlowVersions } from './use-ivr.ts';

/** What callers hear before an agent: the flow, the incident mode, and who is not served. */
export function IvrPage() {
  const t = useT();
  const versions = useFlowVersions();
  const [from, edit] = useState<FlowVersion>();
  if (from) {
    return (
      <Page title={t('ivr.edit')} width="wide">
        <FlowEditor from={from} onDone={() => edit(undefined)} />
      </Page>
    );
  }
  return (
    <Page title={t('ivr.title')} width="wide">
      <IncidentCard />
      <Card>
        <QueryView query={versions}>
          {(all) => (
            <Table
              caption={t('ivr.versions')}
              rows={all}
              rowId={({ version }) => String(version)}
              empty={t('ivr.versions')}
              columns={[
                {
                  id: 'version',
                  header: t('ivr.version'),
                  isRowHeader: true,
                  cell: ({ version, inForce }) => (
                    <>
                      {version === 0 ? t('ivr.standard') : t('ivr.versionNumber', { version })}
                      {inForce && <strong> {t('ivr.inForce')}</strong>}
                    </>
                  ),
                },
                {
                  id: 'from',
                  header: t('ivr.validFrom'),
                  cell: ({ version, validFrom }) =>
                    version === 0 ? t('board.noFigure') : <Time at={validFrom} />,
                },
                {
                  id: 'note',
                  header: t('ivr.note'),
                  cell: ({ version, note }) => (version === 0 ? t('ivr.standard.note') : note),
                },
                {
                  id: 'by',
                  header: t('ivr.by'),
                  cell: ({ publishedBy }) => publishedBy ?? t('board.noFigure'),
                },
                {
                  id: 'do',
                  header: t('rules.do'),
                  cell: (row) => (
                    <Button
                      aria-label={t('ivr.edit.of', { version: row.version })}
                      onPress={() => edit(row)}
                    >
                      {t('ivr.editFrom')}
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </QueryView>
      </Card>
      <NuisanceCard />
    </Page>
  );
}
