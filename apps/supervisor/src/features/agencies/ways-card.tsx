import { type AgencyChannel, TESTABLE_CHANNELS } from '@1999/directory/contract';
import { Button, Card, Dialog, QueryView, Table, useOrderWord } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { TryWay } from './try-way.tsx';
import { useChannels } from './use-agencies.ts';
import { WayForm } from './way-form.tsx';

type Open =
  | { what: 'form'; way: AgencyChannel | null }
  | { what: 'try'; way: AgencyChannel }
  | { what: 'remove'; way: AgencyChannel }
  | { what: 'secret'; secret: string };

/** By which ways an agency is told of dangers and of other orders. */
export function WaysCard({ agencyId }: { agencyId: string }) {
  const t = useT();
  const word = useOrderWord();
  const channels = useChannels(agencyId);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const nameOf = ({ level, channel, target }: AgencyChannel) =>
    [t(`ways.${level}`), word('channel', channel), target].filter(Boolean).join(' ');
  return (
    <Card
      title={t('ways.title')}
      aside={<Button onPress={() => setOpen({ what: 'form', way: null })}>{t('ways.add')}</Button>}
    >
      <QueryView query={channels}>
        {(all) => (
          <>
            {(['danger', 'normal'] as const)
              .filter((level) => !all.some((way) => way.level === level))
              .map((level) => (
                <p key={level} className="muted">
                  {t('ways.usual', { level: t(`ways.${level}`) })}
                </p>
              ))}
            <Table
              caption={t('ways.chosen')}
              captionHidden
              rows={all}
              rowId={({ id }) => id}
              empty={t('ways.none')}
              columns={[
                {
                  id: 'level',
                  header: t('ways.level'),
                  cell: ({ level }) => t(`ways.${level}`),
                },
                {
                  id: 'channel',
                  header: t('ways.channel'),
                  isRowHeader: true,
                  cell: ({ channel }) => word('channel', channel),
                },
                {
                  id: 'target',
                  header: t('ways.target'),
                  cell: ({ target }) => <span className="way-target">{target}</span>,
                },
                {
                  id: 'do',
                  header: t('rules.do'),
                  cell: (way) => <Actions way={way} name={nameOf(way)} onOpen={setOpen} />,
                },
              ]}
            />
          </>
        )}
      </QueryView>
      <Dialog
        isOpen={open?.what === 'form'}
        onClose={close}
        title={t(open?.what === 'form' && open.way ? 'ways.change' : 'ways.add')}
      >
        {open?.what === 'form' && (
          <WayForm
            agencyId={agencyId}
            way={open.way}
            onDone={(secret) => setOpen(secret ? { what: 'secret', secret } : undefined)}
          />
        )}
      </Dialog>
      <Dialog isOpen={open?.what === 'secret'} onClose={close} title={t('ways.secret')}>
        <p>{t('ways.secret.hint')}</p>
        {open?.what === 'secret' && <code className="way-secret">{open.secret}</code>}
      </Dialog>
      <Dialog isOpen={open?.what === 'try'} onClose={close} title={t('ways.try')} wide>
        {open?.what === 'try' && (
          <TryWay agencyId={agencyId} way={open.way} name={nameOf(open.way)} />
        )}
      </Dialog>
      {open?.what === 'remove' && (
        <RemoveDialog
          agencyId={agencyId}
          path={`channels/${open.way.id}`}
          title={t('ways.remove.of', { way: nameOf(open.way) })}
          confirmLabel={t('ways.remove')}
          body={t('ways.remove.body')}
          done={t('ways.removed')}
          onDone={close}
        />
      )}
    </Card>
  );
}

function Actions(props: { way: AgencyChannel; name: string; onOpen(open: Open): void }) {
  const t = useT();
  const { way, name, onOpen } = props;
  const isTestable = TESTABLE_CHANNELS.some((one) => one === way.channel);
  return (
    <div className="row-actions">
      <Button
        aria-label={t('ways.change.of', { way: name })}
        onPress={() => onOpen({ what: 'form', way })}
      >
        {t('rules.amend')}
      </Button>
      {isTestable && (
        <Button
          aria-label={t('ways.try.of', { way: name })}
          onPress={() => onOpen({ what: 'try', way })}
        >
          {t('ways.try')}
        </Button>
      )}
      <Button
        variant="quiet"
        aria-label={t('ways.remove.of', { way: name })}
        onPress={() => onOpen({ what: 'remove', way })}
      >
        {t('ways.remove')}
      </Button>
    </div>
  );
}
