import { CallBackBody } from '@1999/chat/contract';
import {
  Banner,
  Button,
  Card,
  Form,
  FormActions,
  FormTextField,
  SubmitButton,
  useAnnounce,
  useZodForm,
} from '@1999/web-kit';
import { useState } from 'react';
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

interface CallBackProps {
  readonly room: Chat;
  /** There is somebody to wait for, only it takes long: waiting on is as good. */
  readonly isWaiting: boolean;
  /** Whoever cannot speak is written to instead. */
  readonly isRelay: boolean;
}

/** Nobody is on duty, or the wait is long: a number to be called back at. */
export function CallBackForm(props: CallBackProps) {
  const t = useT();
  const [wanted, want] = useState(false);
  if (props.isWaiting && !wanted) {
    return (
      <Banner
        tone="info"
        title={t('chat.callBack.long')}
        actions={<Button onPress={() => want(true)}>{t('chat.callBack.instead')}</Button>}
      />
    );
  }
  return <NumberForm {...props} onStay={() => want(false)} />;
}

function NumberForm({ room, isWaiting, isRelay, onStay }: CallBackProps & { onStay(): void }) {
  const t = useT();
  const announce = useAnnounce();
  const form = useZodForm(CallBackValues, { defaultValues: { phone: '', name: '', about: '' } });
  return (
    <Card title={t('chat.callBack.title')}>
      <p>
        {t(
          isRelay
            ? 'chat.callBack.body.relay'
            : isWaiting
              ? 'chat.callBack.body.waiting'
              : 'chat.callBack.body',
        )}
      </p>
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
          <SubmitButton>{t('chat.callBack.send')}</SubmitButton>
          {isWaiting ? (
            <Button onPress={onStay}>{t('chat.callBack.stay')}</Button>
          ) : (
            <Button onPress={() => void room.backToBot().catch(() => undefined)}>
              {t('chat.callBack.no')}
            </Button>
          )}
        </FormActions>
      </Form>
    </Card>
  );
}
