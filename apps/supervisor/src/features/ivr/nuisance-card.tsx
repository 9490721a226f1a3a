import { api, Button, Card, QueryView, Table, Time, toast, useErrorSentence } from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useNuisances } from './use-ivr.ts';

/** Callers who are not served for a time, with why, by whom and until when. */
export function NuisanceCard() {
  const t = useT();
  const list = useNuisances();
  const sentence = useErrorSentence();
  const lift = async (id: string) => {
    try {
      await api.del(`/api/nuisance/${id}`, { schema: z.object({ lifted: z.boolean() }) });
      await list.refetch();
    } catch (error) {
      toast(sentence(error), 'error');
    }
  };
  return (
    <Card>
      <p className="muted">{t('ivr.nuisance.intro')}</p>
      <QueryView query={list}>
        {(all) => (
          <Table
            caption={t('ivr.nuisance')}
            rows={all}
            rowId={({ nuisanceId }) => nuisanceId}
            empty={t('ivr.nuisance.none')}
            columns={[
              {
                id: 'phone',
                header: t('ivr.nuisance.phone'),
                isRowHeader: true,
                cell: ({ phone }) => phone ?? t('board.noFigure'),
              },
              { id: 'reason', header: t('ivr.nuisance.reason'), cell: ({ reason }) => reason },
              {
                id: 'by',
                header: t('ivr.by'),
                cell: ({ addedBy }) => addedBy ?? t('board.noFigure'),
              },
              {
                id: 'until',
                header: t('ivr.incident.until'),
                cell: ({ until, liftedAt }) =>
                  liftedAt ? (
                    <>
                      {t('ivr.nuisance.lifted')} <Time at={liftedAt} />
                    </>
                  ) : (
                    <Time at={until} />
                  ),
              },
              {
                id: 'do',
                header: t('rules.do'),
                cell: ({ nuisanceId, phone, liftedAt }) =>
                  liftedAt === null && (
                    <Button
                      aria-label={t('ivr.nuisance.lift.of', { phone: phone ?? '' })}
                      onPress={() => void lift(nuisanceId)}
                    >
                      {t('ivr.nuisance.lift')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
    </Card>
  );
}
