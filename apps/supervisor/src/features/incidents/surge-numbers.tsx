import { useT } from '../../messages/index.ts';
import { SurgeLine } from './surge-line.tsx';
import { useSurges } from './use-incidents.ts';

/** The numbers of one surge as they stand now, or that it is over. */
export function SurgeNumbers({ surgeId }: { surgeId: string }) {
  const t = useT();
  const { data } = useSurges();
  if (!data) return null;
  const surge = data.find(({ id }) => id === surgeId);
  return <span>{surge ? <SurgeLine surge={surge} /> : t('surge.ended')}</span>;
}
