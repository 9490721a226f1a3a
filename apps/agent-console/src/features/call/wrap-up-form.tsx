import type { CurrentCall } from '@1999/telephony/contract';
import { WrapUpBody } from '@1999/telephony/contract';
import {
  Button,
  Form,
  FormActions,
  FormSelect,
  FormTextField,
  QueryView,
  toast,
  useShortcut,
  useZodForm,
} from '@1999/web-kit';
import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useDraftSaver, useStoredDraft } from '../case/use-draft.ts';
import { focusWrapUp } from '../console/focus.ts';
import { useCallAction, useWrapUpCodes } from './use-call.ts';
import { useName } from './words.ts';
import './wrap-up-form.css';

const MOST_NOTE = 2000;
const WrapUp = z
  .object({ code: WrapUpBody.shape.code, note: z.string().trim().max(MOST_NOTE) })
  .transform(({ code, note }) => ({ code, note: note || undefined }));

/** What is half written of it; kept at every key, so that a reload loses nothing. */
const WrapUpDraft = z.object({
  code: z.string().nullish(),
  note: z.string().default(''),
});

/** Words put into the note from elsewhere; `n` counts them, so that the same may come twice. */
export interface Insertion {
  readonly words: string;
  readonly n: number;
}

interface WrapUpProps {
  readonly call: CurrentCall;
  readonly insertion: Insertion | undefined;
  onDone(): void;
}

/** Files the call under a code, with a note; may be begun during the call. */
export function WrapUpForm(props: WrapUpProps) {
  // My own part of the call: the case's draft is kept under the call itself.
  const stored = useStoredDraft(props.call.legId);
  return (
    <QueryView query={stored}>
      {(kept) => <WrapUpFields {...props} kept={WrapUpDraft.parse(kept)} />}
    </QueryView>
  );
}

function WrapUpFields(props: WrapUpProps & { kept: z.infer<typeof WrapUpDraft> }) {
  const { call, insertion, kept, onDone } = props;
  const t = useT();
  const name = useName();
  const codes = useWrapUpCodes();
  const act = useCallAction();
  const form = useZodForm(WrapUp, {
    defaultValues: { code: kept.code ?? undefined, note: kept.note },
  });
  const values = useWatch({ control: form.control });
  const save = useDraftSaver(call.legId, call.citizen.citizenId);
  const written = JSON.stringify(values);
  const saved = useRef(written);
  useEffect(() => {
    if (saved.current === written) return;
    saved.current = written;
    save(JSON.parse(written));
  }, [written, save]);
  const ended = call.state === 'ended' || !call.inCall;
  const seen = useRef(insertion?.n);
  useEffect(() => {
    if (!insertion || seen.current === insertion.n) return;
    seen.current = insertion.n;
    const before = form.getValues('note').trimEnd();
    const all = before ? `${before}\n${insertion.words}` : insertion.words;
    form.setValue('note', all.slice(0, MOST_NOTE));
  }, [insertion, form]);
  useShortcut('call.wrapUp', 'Ctrl+Alt+KeyW', t('wrapUp.title'), focusWrapUp);
  return (
    <div id="wrap-up" className="wrap-up">
      <h3>{t('wrapUp.title')}</h3>
      <Form
        form={form}
        label={t('wrapUp.title')}
        onSubmit={async (body) => {
          await act.mutateAsync({ path: `/api/calls/${call.callId}/wrap-up`, body });
          toast(t('wrapUp.done'), 'success');
          onDone();
        }}
      >
        <FormSelect
          name="code"
          label={t('wrapUp.code')}
          options={(codes.data ?? []).map(({ code, nameZh, nameEn }) => ({
            id: code,
            label: name(nameZh, nameEn),
          }))}
        />
        <FormTextField name="note" multiline label={t('wrapUp.note')} />
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!ended}
            isPending={form.formState.isSubmitting}
          >
            {t('wrapUp.save')}
          </Button>
          {!ended && <span className="muted">{t('wrapUp.afterCall')}</span>}
        </FormActions>
      </Form>
    </div>
  );
}
