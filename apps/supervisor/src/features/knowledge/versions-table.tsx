import type { FaqEntryView } from '@1999/knowledge/contract';
import {
  api,
  Button,
  ConfirmDialog,
  Dialog,
  QueryView,
  Table,
  Time,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { DifferenceView } from './difference-view.tsx';
import { pathOf, useVersion, versionOf } from './use-knowledge.ts';

type Open = { what: 'before' | 'now' | 'restore'; version: number };

/** Every version: who wrote it, what it changed, and the way back to it. */
export function VersionsTable({ view, touched }: { view: FaqEntryView; touched: boolean }) {
  const t = useT();
  const { entry, versions } = view;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const restore = useRestore(view);
  const newest = entry.version;
  return (
    <>
      <Table
        caption={t('knowledge.tab.versions')}
        captionHidden
        rows={versions}
        rowId={({ version }) => String(version)}
        columns={[
          {
            id: 'version',
            header: t('knowledge.version'),
            isRowHeader: true,
            cell: ({ version }) => (
              <>
                {t('rules.v', { version })}
                {version === entry.publishedVersion && <div>● {t('knowledge.public')}</div>}
              </>
            ),
          },
          { id: 'at', header: t('knowledge.writtenAt'), cell: ({ at }) => <Time at={at} /> },
          { id: 'by', header: t('knowledge.writtenBy'), cell: ({ by }) => by ?? '' },
          {
            id: 'do',
            header: t('rules.do'),
            cell: ({ version }) => (
              <div className="row-actions">
                {version > 1 && (
                  <Button
                    variant="quiet"
                    aria-label={t('knowledge.compare.before.of', { version })}
                    onPress={() => setOpen({ what: 'before', version })}
                  >
                    {t('knowledge.compare.before')}
                  </Button>
                )}
                {version < newest && (
                  <>
                    <Button
                      variant="quiet"
                      aria-label={t('knowledge.compare.now.of', { version })}
                      onPress={() => setOpen({ what: 'now', version })}
                    >
                      {t('knowledge.compare.now')}
                    </Button>
                    <Button
                      isDisabled={touched}
                      aria-label={t('knowledge.restore.of', { version })}
                      onPress={() => setOpen({ what: 'restore', version })}
                    >
                      {t('knowledge.restore')}
                    </Button>
                  </>
                )}
              </div>
            ),
          },
        ]}
      />
      {touched && <p className="muted">{t('knowledge.saveFirst')}</p>}
      <Dialog
        wide
        isOpen={open?.what === 'before' || open?.what === 'now'}
        onClose={close}
        title={t('knowledge.difference')}
      >
        {open?.what === 'before' && (
          <Compared id={entry.id} older={open.version - 1} newer={open.version} />
        )}
        {open?.what === 'now' && <Compared id={entry.id} older={open.version} newer={newest} />}
      </Dialog>
      <ConfirmDialog
        isOpen={open?.what === 'restore'}
        title={t('knowledge.restore.question', { version: open?.version ?? 0 })}
        confirmLabel={t('knowledge.restore')}
        isPending={restore.isPending}
        onConfirm={() => {
          if (open) restore.mutate(open.version, { onSettled: close });
        }}
        onCancel={close}
      >
        <p>{t('knowledge.restore.body')}</p>
      </ConfirmDialog>
    </>
  );
}

function Compared({ id, older, newer }: { id: string; older: number; newer: number }) {
  const t = useT();
  const before = useVersion(id, older);
  const after = useVersion(id, newer);
  return (
    <QueryView query={before}>
      {(one) => (
        <QueryView query={after}>
          {(two) => (
            <DifferenceView
              caption={t('knowledge.difference.of', { older, newer })}
              older={one}
              newer={two}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

/** Writes the words of an earlier version as the newest one, a draft. */
function useRestore({ entry }: FaqEntryView) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  return useMutation({
    mutationFn: async (version: number) => {
      const content = await versionOf(entry.id, version);
      await api.put(pathOf(entry.id), { body: { ...content, basedOn: entry.version } });
    },
    onSuccess: (_, version) => toast(t('knowledge.restored.from', { version })),
    onError: (error) => toast(sentence(error), 'error'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}
