import type { ReactNode } from 'react';
import './table.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  align?: 'start' | 'end';
  /** Names the row for screen readers; give it to one column. */
  isRowHeader?: boolean;
}

export interface TableProps<Row> {
  /** Says what the table holds; shown above it unless `captionHidden`. */
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId(row: Row): string;
  /** Marks a row that needs a look, e.g. the one that is open. */
  isCurrent?(row: Row): boolean;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  tight?: boolean;
}

/**
 * A plain HTML table: the form screen readers know best. Links and buttons stand in its cells.
 * On narrow screens it scrolls inside its own box, which the keyboard can reach.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <section className="table-box" aria-label={props.caption} tabIndex={0}>
      <table className={props.tight ? 'table table-tight' : 'table'}>
        <caption className={props.captionHidden ? 'visually-hidden' : undefined}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ id, header, align }) => (
              <th key={id} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={props.rowId(row)} aria-current={props.isCurrent?.(row) || undefined}>
              {columns.map(({ id, cell, align, isRowHeader }) =>
                isRowHeader ? (
                  <th key={id} scope="row" data-align={align}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} data-align={align}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{props.empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
