import type { FaqEntryRow } from '@1999/knowledge/contract';
import { useT } from '../../messages/index.ts';

const marks = { draft: '○', review: '◔', published: '●', expired: '◆' } as const;

/** Where an entry stands, by a shape and a word; an older version may be public meanwhile. */
export function StateMark({ entry }: { entry: FaqEntryRow }) {
  const t = useT();
  const { state, publishedVersion } = entry;
  return (
    <>
      <span aria-hidden="true">{marks[state]} </span>
      {t(`knowledge.state.${state}`)}
      {state !== 'published' && publishedVersion !== null && (
        <div className="muted">{t('knowledge.publicMeanwhile', { version: publishedVersion })}</div>
      )}
    </>
  );
}
