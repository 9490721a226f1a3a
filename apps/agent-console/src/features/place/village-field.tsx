import { FormComboBox } from '@1999/web-kit';
import { villagesOf } from '@1999/web-kit/map';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../messages/index.ts';

/** The villages of the chosen district; nothing until one is chosen. */
export function VillageField({ district }: { district: string | null }) {
  const t = useT();
  const villages = useQuery({
    queryKey: ['villages', district],
    enabled: district !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => villagesOf(district ?? ''),
  });
  if (!district) return null;
  return (
    <FormComboBox
      name="village"
      label={t('form.village')}
      options={(villages.data ?? []).map((village) => ({ id: village, label: village }))}
    />
  );
}
