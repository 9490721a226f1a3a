import { text } from '@1999/platform/contract';
import { Form, FormActions, FormTextField, SubmitButton, useZodForm } from '@1999/web-kit';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { PhotoPicker, type PickedPhoto } from './photo-picker.tsx';

const ReportWords = z.object({ text: text(2000) });

/** What was done, in words and photos; what is written stays when the sending fails. */
export function ReportFields(props: {
  onSend(words: string, photos: readonly PickedPhoto[]): Promise<void>;
}) {
  const t = useT();
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const form = useZodForm(ReportWords, { defaultValues: { text: '' } });
  return (
    <Form
      form={form}
      label={t('action.report')}
      onSubmit={(values) => props.onSend(values.text, photos)}
    >
      <FormTextField name="text" multiline label={t('report.text')} />
      <PhotoPicker photos={photos} onChange={setPhotos} />
      <FormActions>
        <SubmitButton size="large">{t('report.send')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
