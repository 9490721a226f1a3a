import { CallBackBody } from '@1999/chat/contract';
import {
  Button,
  Card,
  Form,
  FormActions,
  FormTextField,
  useAnnounce,
  useZodForm,
} from '@1999/web-kit';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import type { Chat } from './use-chat.ts';

/** What is on the form, turned into what is sent: an empty field is none. */
const CallBackValues = z
  .object({
    phone: CallBackBody.shape.phone,
    name: z.string().trim().max(60),
    about: z.string().trim().max(1_000),
  })
  .transform(({ phone, name, about }) => ({
    phone,
    ...(name ? { name } : {}),
    ...(about ? { about } : {}),
  }));

/** Nobody is on duty: a number to be called back at. */
export function CallBackForm({ room }: { room: Chat }) {
  const t = useT();
  const announce = useAnnounce();
  const form = useZodForm(CallBackValues, { defaultValues: { phone: '', name: '', about: '' } });
  return (
    <Card title={t('chat.callBack.title')}>
      <p>{t('chat.callBack.body')}</p>
      <Form
        form={form}
        label={t('chat.callBack.title')}
        onSubmit={async (values) => {
          const { number } = await room.leaveNumber(values);
          announce(t('chat.notice.callBackLeft', { number, name: '' }));
        }}
      >
        <FormTextField
          name="phone"
          label={t('chat.callBack.phone')}
          inputMode="tel"
          autoComplete="tel"
        />
        <FormTextField name="name" label={t('chat.callBack.name')} autoComplete="name" />
        <FormTextField name="about" label={t('chat.callBack.about')} multiline />
        <FormActions>
          <Button type="submit" variant="primary" isPending={form.formState.isSubmitting}>
            {t('chat.callBack.send')}
          </Button>
          <Button onPress={() => void room.backToBot().catch(() => undefined)}>
            {t('chat.callBack.no')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
