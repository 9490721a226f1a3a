import { Card, Facts, QueryView, Select, Table } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';
import { type FigureLine, linesBy } from './asked-groups.ts';
import { useFigures } from './use-insight.ts';

const SPANS = ['7', '30', '90'] as const;
type Span = (typeof SPANS)[number];

/** How often the bot answered, handed over and helped, by day and by category. */
export function FiguresCard() {
  const t = useT();
  const [days, setDays] = useState<Span>('30');
  const figures = useFigures(Number(days));
  const per = usePer();
  return (
    <Card title={t('insight.figures')}>
      <div className="knowledge-filters">
        <Select<Span>
          label={t('insight.span')}
          value={days}
          onChange={setDays}
          options={SPANS.map((id) => ({ id, label: t('insight.days', { days: id }) }))}
        />
      </div>
      <QueryView query={figures}>
        {({ rows, total }) => (
          <>
            <Facts
              items={[
                { name: t('insight.questions'), value: total.questions },
                { name: t('insight.answerRate'), value: per(total.answerRate) },
                { name: t('insight.handOverRate'), value: per(total.handOverRate) },
                { name: t('insight.up'), value: total.thumbsUp },
                { name: t('insight.down'), value: total.thumbsDown },
                { name: t('insight.emergencies'), value: total.emergencies },
              ]}
            />
            <p className="muted">{t('insight.rates.hint')}</p>
            <FigureTable by="category" lines={linesBy(rows, 'category')} />
            <FigureTable by="day" lines={linesBy(rows, 'day')} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function FigureTable({ by, lines }: { by: 'day' | 'category'; lines: readonly FigureLine[] }) {
  const t = useT();
  const per = usePer();
  return (
    <Table
      caption={t(`insight.by.${by}`)}
      tight
      rows={lines}
      rowId={({ name }) => name}
      empty={t('insight.noFigures')}
      columns={[
        {
          id: 'name',
          header: t(by === 'day' ? 'insight.day' : 'knowledge.category'),
          isRowHeader: true,
          cell: ({ name }) => name || t('insight.noCategory'),
        },
        {
          id: 'questions',
          header: t('insight.questions'),
          align: 'end',
          cell: ({ questions }) => questions,
        },
        {
          id: 'answerRate',
          header: t('insight.answerRate'),
          align: 'end',
          cell: ({ answerRate }) => (
            <>
              {per(answerRate)}
              <Bar share={answerRate} />
            </>
          ),
        },
        {
          id: 'handOverRate',
          header: t('insight.handOverRate'),
          align: 'end',
          cell: ({ handOverRate }) => per(handOverRate),
        },
        { id: 'up', header: t('insight.up'), align: 'end', cell: ({ up }) => up },
        { id: 'down', header: t('insight.down'), align: 'end', cell: ({ down }) => down },
      ]}
    />
  );
}

/** The figure beside it, drawn. */
function Bar({ share }: { share: number | null }) {
  return (
    <span className="insight-bar" aria-hidden="true">
      <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
    </span>
  );
}

function usePer(): (share: number | null) => string {
  const t = useT();
  return (share) => (share === null ? t('board.noFigure') : `${(share * 100).toFixed(1)} %`);
}
