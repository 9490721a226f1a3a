import type { FaqWord } from '@1999/knowledge/contract';
import { Button, Table, Time } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../messages/index.ts';

const marks = { proposed: '◔', accepted: '●', withdrawn: '○' } as const;

/** The pairs, each with where it came from, who decided on it, and what can be done with it. */
export function WordsTable(props: {
  words: readonly FaqWord[];
  isPending: boolean;
  onAccept(word: FaqWord): void;
  onWithdraw(word: FaqWord): void;
  onAsked(word: FaqWord): void;
}) {
  const t = useT();
  return (
    <div className="wide-table">
      <Table
        caption={t('words.title')}
        captionHidden
        rows={props.words}
        rowId={({ id }) => id}
        empty={t('words.noneFiltered')}
        columns={[
          {
            id: 'word',
            header: t('words.word'),
            isRowHeader: true,
            cell: ({ word, term }) => `${word} → ${term}`,
          },
          {
            id: 'state',
            header: t('column.state'),
            cell: ({ state }) => (
              <>
                <span aria-hidden="true">{marks[state]} </span>
                {t(`words.state.${state}`)}
              </>
            ),
          },
          {
            id: 'from',
            header: t('words.from'),
            cell: (pair) => (
              <div className="knowledge-actions">
                {pair.askedId && (
                  <Button
                    variant="quiet"
                    aria-label={t('words.question.of', { word: pair.word })}
                    onPress={() => props.onAsked(pair)}
                  >
                    {t('words.question')}
                  </Button>
                )}
                {pair.faqId && (
                  <Link to="/knowledge/entries/$entryId" params={{ entryId: pair.faqId }}>
                    {pair.faqId}
                  </Link>
                )}
              </div>
            ),
          },
          {
            id: 'proposed',
            header: t('words.proposedBy'),
            cell: ({ proposedBy, proposedAt }) => (
              <>
                {proposedBy} <Time at={proposedAt} />
              </>
            ),
          },
          {
            id: 'decided',
            header: t('words.decidedBy'),
            cell: ({ decidedBy, decidedAt }) =>
              decidedAt && (
                <>
                  {decidedBy} <Time at={decidedAt} />
                </>
              ),
          },
          {
            id: 'steps',
            header: t('words.steps'),
            cell: (pair) => <Steps pair={pair} {...props} />,
          },
        ]}
      />
    </div>
  );
}

function Steps(props: {
  pair: FaqWord;
  isPending: boolean;
  onAccept(word: FaqWord): void;
  onWithdraw(word: FaqWord): void;
}) {
  const t = useT();
  const { pair, isPending } = props;
  const named = { word: pair.word, term: pair.term };
  if (pair.state === 'withdrawn') return null;
  const leave = pair.state === 'proposed' ? 'words.reject' : 'words.withdraw';
  return (
    <div className="knowledge-actions">
      {pair.state === 'proposed' && (
        <Button
          isPending={isPending}
          aria-label={t('words.accept.of', named)}
          onPress={() => props.onAccept(pair)}
        >
          {t('words.accept')}
        </Button>
      )}
      <Button
        variant="quiet"
        isPending={isPending}
        aria-label={t(`${leave}.of`, named)}
        onPress={() => props.onWithdraw(pair)}
      >
        {t(leave)}
      </Button>
    </div>
  );
}
