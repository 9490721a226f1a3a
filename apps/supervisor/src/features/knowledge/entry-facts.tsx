import type { FaqEntryView } from '@1999/knowledge/contract';
import { api, Facts, Select, Time, toast, useErrorSentence } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';
import { StateMark } from './state-mark.tsx';
import { pathOf, useFacets } from './use-knowledge.ts';

/** Where an entry stands, and who looks after it. */
export function EntryFacts({ view: { entry, ratings } }: { view: FaqEntryView }) {
  const t = useT();
  return (
    <>
      <Facts
        items={[
          { name: t('column.state'), value: <StateMark entry={entry} /> },
          { name: t('knowledge.id'), value: entry.id },
          { name: t('knowledge.version'), value: t('rules.v', { version: entry.version }) },
          { name: t('knowledge.updatedAt'), value: <Time at={entry.updatedAt} /> },
          { name: t('knowledge.ratings'), value: t('knowledge.ratings.counts', { ...ratings }) },
        ]}
      />
      <OwnerField id={entry.id} ownerId={entry.ownerId} ownerName={entry.ownerName} />
    </>
  );
}

/** Given to somebody else as soon as they are chosen. */
function OwnerField(props: { id: string; ownerId: string | null; ownerName: string | null }) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const { data: facets } = useFacets();
  const editors = facets?.editors ?? [];
  const gone = props.ownerId && !editors.some(({ id }) => id === props.ownerId);
  const give = async (id: string) => {
    const ownerId = id === 'nobody' ? null : id;
    if (ownerId === props.ownerId) return;
    try {
      await api.put(`${pathOf(props.id)}/owner`, { body: { ownerId } });
      toast(t('knowledge.given'));
    } catch (error) {
      toast(sentence(error), 'error');
    }
    await queries.invalidateQueries({ queryKey: ['knowledge'] });
  };
  return (
    <div className="knowledge-filters">
      <Select
        label={t('knowledge.owner')}
        description={t('knowledge.owner.hint')}
        value={props.ownerId ?? 'nobody'}
        onChange={(id) => void give(id)}
        options={[
          { id: 'nobody', label: t('knowledge.nobody') },
          ...editors.map(({ id, name }) => ({ id, label: name })),
          ...(gone ? [{ id: props.ownerId ?? '', label: props.ownerName ?? '' }] : []),
        ]}
      />
    </div>
  );
}
