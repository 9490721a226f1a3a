import { Table } from '@1999/web-kit';
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.ts';

/** A table of two columns: what is counted, and how many. */
export function FiguresTable<Figure extends string>(props: {
  caption: string;
  figures: readonly Figure[];
  nameOf(figure: Figure): string;
  countOf(figure: Figure): ReactNode;
}) {
  const t = useT();
  const { caption, figures, nameOf, countOf } = props;
  return (
    <Table
      caption={caption}
      rows={figures}
      rowId={(figure) => figure}
      tight
      columns={[
        { id: 'figure', header: t('column.figure'), isRowHeader: true, cell: nameOf },
        { id: 'count', header: t('column.count'), align: 'end', cell: countOf },
      ]}
    />
  );
}
