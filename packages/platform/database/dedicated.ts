import postgres, { type Options, type Sql } from 'postgres';

/**
 * One connection of its own to the database of `sql`, in the same role, never recycled: for a
 * session lock or a LISTEN. Close it with `end()`.
 */
export function dedicatedConnection(
  sql: Sql,
  hooks: { onNotify?: (channel: string, payload: string) => void; onClose?: () => void } = {},
): Sql {
  // Options the client has parsed once are taken over as they stand; `onnotify` and the nulls are
  // what its own `listen` passes, though its types do not name them.
  const options = {
    ...sql.options,
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    fetch_types: false,
    onnotify: hooks.onNotify,
    onclose: hooks.onClose,
  };
  return postgres(options as unknown as Options<Record<string, never>>) as Sql;
}
