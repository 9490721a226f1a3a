import type { OrderView } from '@1999/dispatch/contract';
import { text } from '@1999/platform/contract';
import { Button, Form, FormActions, FormTextField, useZodForm } from '@1999/web-kit';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { PhotoPicker, type PickedPhoto } from './photo-picker.tsx';
import { useOrderStep } from './use-order-step.ts';

const ReportWords = z.object({ text: text(2000) });

/** What was done, in words and photos. Photos are uploaded as they are picked. */
export function ReportForm({ order }: { order: OrderView }) {
  const t = useT();
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const form = useZodForm(ReportWords, { defaultValues: { text: '' } });
  const report = useOrderStep(order.id, 'report', t('action.report.done'));
  const uploading = photos.some((photo) => photo.state === 'uploading');
  return (
    <Form
      form={form}
      label={t('action.report')}
      onSubmit={(values) =>
        report({ ...values, photoIds: photos.flatMap((photo) => photo.attachmentId ?? []) })
      }
    >
      <FormTextField name="text" multiline label={t('report.text')} />
      <PhotoPicker caseId={order.caseId} photos={photos} onChange={setPhotos} />
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          size="large"
          isPending={form.formState.isSubmitting || uploading}
        >
          {t('report.send')}
        </Button>
      </FormActions>
    </Form>
  );
}
