import { OwnPhoneBody } from '@1999/directory/contract';
import { Button, Form, FormActions, FormTextField, SubmitButton, useZodForm } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useChangeOwnPhone } from './use-own-phone.ts';

/** Asks for the telephone this person is to be rung on. */
export function OwnPhoneForm(props: { known: boolean; onSaved(): void; onCancel(): void }) {
  const t = useT();
  const { keep } = useChangeOwnPhone();
  const form = useZodForm(OwnPhoneBody, { defaultValues: { phone: '' } });
  return (
    <Form
      form={form}
      label={t('call.ownPhone')}
      onSubmit={async ({ phone }) => {
        await keep(phone);
        props.onSaved();
      }}
    >
      <FormTextField
        name="phone"
        type="tel"
        autoComplete="tel"
        label={t('call.ownPhone')}
        description={t('call.ownPhone.hint')}
      />
      <FormActions>
        <SubmitButton size="large">
          {t(props.known ? 'call.savePhone' : 'call.saveAndCall')}
        </SubmitButton>
        {props.known && (
          <Button size="large" onPress={props.onCancel}>
            {t('call.keepPhone')}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}
