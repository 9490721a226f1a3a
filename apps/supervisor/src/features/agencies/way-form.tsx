import { AddedAgencyChannel, type AgencyChannel, ChannelLevel } from '@1999/directory/contract';
import { ChannelName } from '@1999/messaging/contract';
import {
  api,
  Form,
  FormActions,
  FormRow,
  FormSelect,
  FormTextField,
  SubmitButton,
  useOrderWord,
  useZodForm,
} from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { useChanged } from './use-agencies.ts';
import { addBodyOf, changeBodyOf, draftOf, hasAddress, WayDraft } from './way-draft.ts';

/** Adds a way to an agency or changes one. A new web hook's secret is handed on, once. */
export function WayForm(props: {
  agencyId: string;
  way: AgencyChannel | null;
  onDone(secret: string | null): void;
}) {
  const { agencyId, way } = props;
  const t = useT();
  const word = useOrderWord();
  const changed = useChanged(agencyId);
  const form = useZodForm(WayDraft, { defaultValues: draftOf(way) });
  const channel = form.watch('channel');
  const url = `/api/agencies/${agencyId}/channels`;
  return (
    <Form
      form={form}
      label={t(way ? 'ways.change' : 'ways.add')}
      onSubmit={async (draft) => {
        let secret: string | null = null;
        if (way) await api.patch(`${url}/${way.id}`, { body: changeBodyOf(draft) });
        else {
          const added = await api.post(url, { body: addBodyOf(draft), schema: AddedAgencyChannel });
          secret = added.secret;
        }
        await changed(t(way ? 'ways.changed' : 'ways.added'));
        props.onDone(secret);
      }}
    >
      <FormRow>
        <FormSelect
          name="level"
          label={t('ways.level')}
          options={ChannelLevel.options.map((id) => ({ id, label: t(`ways.${id}`) }))}
        />
        <FormSelect
          name="channel"
          label={t('ways.channel')}
          isDisabled={way !== null}
          options={ChannelName.options.map((id) => ({ id, label: word('channel', id) }))}
        />
      </FormRow>
      {hasAddress(channel) && (
        <FormTextField
          name="target"
          type={channel === 'email' ? 'email' : 'url'}
          label={t(channel === 'email' ? 'ways.form.email' : 'ways.form.url')}
          description={channel === 'webhook' && !way ? t('ways.form.webhook.hint') : undefined}
        />
      )}
      {channel === 'open311' && !way && (
        <FormTextField name="secret" label={t('ways.form.key')} autoComplete="off" />
      )}
      <FormActions>
        <SubmitButton>{t(way ? 'ways.change' : 'ways.add')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
