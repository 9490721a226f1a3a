import { FaqImportReport, type FaqRefused } from '@1999/knowledge/contract';
import {
  api,
  Banner,
  Button,
  Card,
  Checkbox,
  ConfirmDialog,
  Facts,
  Table,
  toast,
  useErrorSentence,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useT } from '../../messages/index.ts';
import { downloadFile } from './download-file.ts';
import { KnowledgeShell } from './knowledge-shell.tsx';

/** As large a file as the server takes, in bytes of UTF-8. */
const MOST_BYTES = 40 * 1024 * 1024;
const FILE_MS = 120_000;

/** The knowledge base as a file: checked before anything is done, and given back. */
export function FilesPage() {
  const t = useT();
  return (
    <KnowledgeShell title={t('knowledge.files')}>
      <div className="knowledge">
        <ImportCard />
        <ExportCard />
      </div>
    </KnowledgeShell>
  );
}

function ImportCard() {
  const t = useT();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [replace, setReplace] = useState(false);
  const [asking, ask] = useState(false);
  const send = useMutation({
    mutationFn: (input: { text: string; replace: boolean; trial: boolean }) =>
      api.post('/api/faq-import', { body: input, schema: FaqImportReport, timeoutMs: FILE_MS }),
    onSuccess: async (_, { trial }) => {
      if (trial) return;
      toast(t('knowledge.import.done'));
      await queries.invalidateQueries({ queryKey: ['knowledge'] });
    },
  });
  const look = (text: string, all: boolean) => send.mutate({ text, replace: all, trial: true });
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    send.reset();
    if (chosen.size > MOST_BYTES) {
      toast(t('knowledge.import.tooLarge'), 'error');
      return;
    }
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    look(text, replace);
  };
  const isTrial = send.variables?.trial ?? true;
  return (
    <Card title={t('knowledge.import')}>
      <p className="muted">{t('knowledge.import.hint')}</p>
      <div className="knowledge-actions">
        <FileTrigger
          acceptedFileTypes={['.jsonl', '.ndjson', 'application/x-ndjson', 'text/plain']}
          onSelect={(files) => void choose(files?.[0])}
        >
          <Button>{t('knowledge.import.choose')}</Button>
        </FileTrigger>
        <span>{file?.name ?? t('knowledge.import.noFile')}</span>
      </div>
      <Checkbox
        isSelected={replace}
        onChange={(on) => {
          setReplace(on);
          if (file) look(file.text, on);
        }}
      >
        {t('knowledge.import.replace')}
      </Checkbox>
      {send.isPending && <p role="status">{t('knowledge.import.working')}</p>}
      {send.error && (
        <Banner tone="error" role="alert">
          <p>{sentence(send.error)}</p>
        </Banner>
      )}
      {send.data && <Report report={send.data} isTrial={isTrial} />}
      {file && send.data && isTrial && (
        <div className="knowledge-actions">
          <Button
            variant="primary"
            isPending={send.isPending}
            isDisabled={countOf(send.data) === 0}
            onPress={() =>
              send.data && send.data.withdrawn > 0
                ? ask(true)
                : send.mutate({ text: file.text, replace, trial: false })
            }
          >
            {t('knowledge.import.go', { count: countOf(send.data) })}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={asking}
        title={t('knowledge.import.question', { count: send.data?.withdrawn ?? 0 })}
        confirmLabel={t('knowledge.import.confirm')}
        danger
        onConfirm={() => {
          ask(false);
          if (file) send.mutate({ text: file.text, replace, trial: false });
        }}
        onCancel={() => ask(false)}
      >
        <p>{t('knowledge.import.question.body')}</p>
      </ConfirmDialog>
    </Card>
  );
}

/** How many entries an import would touch. */
const countOf = ({ created, changed, withdrawn }: FaqImportReport) => created + changed + withdrawn;

function Report({ report, isTrial }: { report: FaqImportReport; isTrial: boolean }) {
  const t = useT();
  const counts = ['created', 'changed', 'unchanged', 'withdrawn'] as const;
  return (
    <div className="knowledge" role="status">
      <h3>{t(isTrial ? 'knowledge.import.wouldDo' : 'knowledge.import.did')}</h3>
      <Facts
        items={[
          ...counts.map((name) => ({
            name: t(`knowledge.import.${name}`),
            value: report[name],
          })),
          { name: t('knowledge.import.refused'), value: report.refused.length },
        ]}
      />
      {report.unknown.length > 0 && (
        <p>{t('knowledge.import.unknown', { fields: report.unknown.join(', ') })}</p>
      )}
      {report.refused.length > 0 && (
        <Table
          caption={t('knowledge.import.refused')}
          tight
          rows={report.refused.slice(0, 200)}
          rowId={({ line }) => String(line)}
          columns={[
            {
              id: 'line',
              header: t('knowledge.import.line'),
              isRowHeader: true,
              cell: ({ line }) => line,
            },
            { id: 'id', header: t('knowledge.id'), cell: ({ id }) => id ?? '' },
            { id: 'why', header: t('knowledge.import.why'), cell: (one) => <Why refused={one} /> },
          ]}
        />
      )}
    </div>
  );
}

function Why({ refused: { code, reason } }: { refused: FaqRefused }) {
  const t = useT();
  return (
    <>
      {t(`knowledge.import.${code}`)} <span className="muted">{reason}</span>
    </>
  );
}

function ExportCard() {
  const t = useT();
  const sentence = useErrorSentence();
  const fetched = useMutation({
    mutationFn: () => downloadFile('/api/faq-export', 'knowledge.jsonl'),
    onError: (error) => toast(sentence(error), 'error'),
  });
  return (
    <Card title={t('knowledge.export')}>
      <p className="muted">{t('knowledge.export.hint')}</p>
      <div className="knowledge-actions">
        <Button isPending={fetched.isPending} onPress={() => fetched.mutate()}>
          {t('knowledge.export.go')}
        </Button>
      </div>
    </Card>
  );
}
