import type { FaqContent } from '@1999/knowledge/contract';
import { Table } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { type Difference, differencesOf, type Part } from './differences.ts';

/** What differs between two versions: struck out what went, underlined what came. */
export function DifferenceView(props: { older: FaqContent; newer: FaqContent; caption: string }) {
  const t = useT();
  return (
    <Table
      caption={props.caption}
      rows={differencesOf(props.older, props.newer)}
      rowId={({ field }) => field}
      empty={t('knowledge.difference.none')}
      columns={[
        {
          id: 'field',
          header: t('knowledge.field'),
          isRowHeader: true,
          cell: ({ field }) => t(`knowledge.${field}`),
        },
        {
          id: 'difference',
          header: t('knowledge.difference'),
          cell: (difference) => <Parts of={difference} />,
        },
      ]}
    />
  );
}

function Parts({ of: { isList, parts } }: { of: Difference }) {
  const shown = parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
    if (isList) return <li key={index}>{mark(part)}</li>;
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
    return <span key={index}>{mark(part)}</span>;
  });
  return <div className="difference">{isList ? <ul>{shown}</ul> : shown}</div>;
}

function mark({ kind, text }: Part) {
  if (kind === 'removed')
    return <Marked as="del" word="knowledge.difference.removed" text={text} />;
  if (kind === 'added') return <Marked as="ins" word="knowledge.difference.added" text={text} />;
  return text;
}

/** Most screen readers pass over del and ins in silence: a hidden word says it. */
function Marked(props: {
  as: 'del' | 'ins';
  word: 'knowledge.difference.removed' | 'knowledge.difference.added';
  text: string;
}) {
  const t = useT();
  const Mark = props.as;
  return (
    <Mark>
      <span className="visually-hidden">{t(props.word)}</span>
      {props.text}
    </Mark>
  );
}
