import type { Preview } from '@1999/dispatch/contract';
import { Facts, Time } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';

/** Which agency the order would go to, and by when each promise would be due. */
export function OrderPreview({ preview }: { preview: Preview }) {
  const t = useT();
  const name = useName();
  const { agency, agencyReason, clocks } = preview;
  return (
    <Facts
      items={[
        {
          name: t('preview.agency'),
          value: agency
            ? `${name(agency.nameZh, agency.nameEn)}（${t(`preview.reason.${agencyReason}`)}）`
            : t('preview.noAgency'),
        },
        ...clocks.map((clock) => ({
          name: t(`clock.${clock.kind}`),
          value: <Time at={clock.dueAt} shape="dayTime" />,
        })),
      ]}
    />
  );
}
