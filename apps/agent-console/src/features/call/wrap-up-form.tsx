import { WrapUpBody } from '@1999/telephony/contract';
import {
  Form,
  FormActions,
  FormSelect,
  FormTextField,
  QueryView,
  SubmitButton,
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
  /** Under which the half-written note is kept: my own part of the conversation. */
  readonly draftId: string;
  readonly citizenId: string;
  /** Where it is sent once the conversation is over. */
  readonly path: string;
  readonly isOver: boolean;
  readonly insertion: Insertion | undefined;
  onDone(): void;
}

/** Files a call or a chat under a code, with a note; may be begun while it goes on. */
export function WrapUpForm(props: WrapUpProps) {
  const stored = useStoredDraft(props.draftId);
  return (
    <QueryView query={stored}>
      {(kept) => <WrapUpFields {...props} kept={WrapUpDraft.parse(kept)} />}
    </QueryView>
  );
}

function WrapUpFields(props: WrapUpProps & { kept: z.infer<typeof WrapUpDraft> }) {
  const { draftId, citizenId, path, isOver, insertion, kept, onDone } = props;
  const t = useT();
  const name = useName();
  const codes = useWrapUpCodes();
  const act = useCallAction();
  const form = useZodForm(WrapUp, {
    defaultValues: { code: kept.code ?? undefined, note: kept.note },
  });
  const values = useWatch({ control: form.control });
  const save = useDraftSaver(draftId, citizenId);
  const written = JSON.stringify(values);
  const saved = useRef(written);
  useEffect(() => {
    if (saved.current === written) return;
    saved.current = written;
    save(JSON.parse(written));
  }, [written, save]);
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
          await act.mutateAsync({ path, body });
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
          <SubmitButton isDisabled={!isOver}>{t('wrapUp.save')}</SubmitButton>
          {!isOver && <span className="muted">{t('wrapUp.afterCall')}</span>}
        </FormActions>
      </Form>
    </div>
  );
}
