import { CaseView } from '@1999/cases/contract';
import type { Preview } from '@1999/dispatch/contract';
import { api, Banner, Button, Facts } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import type { CaseDraft } from './case-values.ts';
import { OrderPreview } from './order-preview.tsx';

/** The case as it was written down: what to read out to the citizen, and its order. */
export function OpenedCase(props: {
  opened: NonNullable<CaseDraft['opened']>;
  /** Opened a moment ago: the focus goes on to what comes next. */
  fresh: boolean;
  preview: Preview | undefined;
  isIssuing: boolean;
  onIssue(): void;
}) {
  const t = useT();
  const name = useName();
  const box = useRef<HTMLDivElement>(null);
  const { opened, fresh, preview } = props;
  const written = useQuery({
    queryKey: ['case', opened.caseId],
    queryFn: ({ signal }) => api.get(`/api/cases/${opened.caseId}`, { schema: CaseView, signal }),
  });
  useEffect(() => {
    if (fresh) box.current?.querySelector<HTMLElement>('button')?.focus();
  }, [fresh]);
  const matter = written.data?.matters[0];
  return (
    <div ref={box} className="form">
      <Banner tone="success" title={t('form.opened', { number: opened.number })}>
        {opened.orderNumber && <p>{t('form.issued', { number: opened.orderNumber })}</p>}
        {opened.attachedTo && <p>{t('form.attached', { number: opened.attachedTo })}</p>}
      </Banner>
      {matter && (
        <Facts
          items={[
            { name: t('form.trackingCode'), value: written.data?.trackingCode ?? '' },
            { name: t('form.type'), value: name(matter.typeZh, matter.typeEn) },
            { name: t('form.district'), value: name(matter.districtZh, matter.districtEn) },
          ]}
        />
      )}
      <p className="muted">{t('form.readOut')}</p>
      {!opened.orderNumber && (
        <>
          {preview && <OrderPreview preview={preview} />}
          <Button
            variant="primary"
            isPending={props.isIssuing}
            isDisabled={!preview?.agency}
            onPress={props.onIssue}
          >
            {t('form.issue')}
          </Button>
        </>
      )}
    </div>
  );
}
