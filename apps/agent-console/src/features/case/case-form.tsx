import {
  Form,
  FormActions,
  FormComboBox,
  FormTextField,
  SubmitButton,
  toast,
  useAnnounce,
  useErrorSentence,
  useLocaleChoice,
  useShortcut,
  useZodForm,
} from '@1999/web-kit';
import { districtAt, districts, PlaceMap } from '@1999/web-kit/map';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useT } from '../../messages/index.ts';
import { TypeOffer } from '../assist/type-offer.tsx';
import { useName } from '../call/words.ts';
import { focusWrapUp } from '../console/focus.ts';
import { PlaceFinder } from '../place/place-finder.tsx';
import { VillageField } from '../place/village-field.tsx';
import { TypeScript } from '../scripts/type-script.tsx';
import type { CaseSubject } from './case-subject.ts';
import {
  type CaseDraft,
  CompleteCase,
  roadWidthOf,
  unanswered,
  withYesAndNo,
} from './case-values.ts';
import type { Nearby } from './nearby-orders.tsx';
import { OpenedCase } from './opened-case.tsx';
import { OrderPreview } from './order-preview.tsx';
import { TypeQuestions } from './type-questions.tsx';
import { useDraftSaver } from './use-draft.ts';
import { useRecordCase } from './use-record-case.ts';
import { useMatterTypes, usePreview, useScripts } from './use-reference.ts';

/** Type → place → description → dispatch. Every key is saved; a reload goes on where it was. */
export function CaseForm(props: {
  subject: CaseSubject;
  draft: CaseDraft;
  onPlace(place: Pick<CaseDraft, 'district' | 'point' | 'typeCode'>): void;
  /** Takes the way to attach this report to an open order; null while that cannot be done. */
  onCanAttach(attach: ((order: Nearby) => void) | null): void;
  /** The type that the description speaks for. */
  likelyType: string | undefined;
  onDescription(description: string): void;
}) {
  const { subject, draft, onPlace, onCanAttach, onDescription } = props;
  const t = useT();
  const name = useName();
  const { locale } = useLocaleChoice();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const types = useMatterTypes();
  const save = useDraftSaver(subject.refId, subject.citizenId);
  const record = useRecordCase(subject);
  const [opened, setOpened] = useState(draft.opened);
  const [issuing, setIssuing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const form = useZodForm(CompleteCase, { defaultValues: draft as never });
  const values = useWatch({ control: form.control }) as CaseDraft;
  const preview = usePreview(values.typeCode, values.district, roadWidthOf(values.answers));
  const type = types.data?.find(({ code }) => code === values.typeCode);
  const scripts = useScripts();
  const mustAsk =
    scripts.data?.find(({ kind, code }) => kind === 'type' && code === values.typeCode)?.mustAsk ??
    [];

  const written = JSON.stringify({ ...values, opened });
  const saved = useRef(written);
  useEffect(() => {
    if (saved.current === written) return;
    saved.current = written;
    save(JSON.parse(written));
  }, [written, save]);
  useEffect(() => {
    onPlace({ district: values.district, point: values.point, typeCode: values.typeCode });
  }, [onPlace, values.district, values.point, values.typeCode]);

  useEffect(
    () => onDescription(opened ? '' : values.description),
    [onDescription, opened, values.description],
  );

  const agencyId = preview.data?.agency?.id;
  async function issue(): Promise<void> {
    if (!opened) announce(t('form.notOpened'), { politeness: 'assertive' });
    if (!opened || opened.orderNumber || !agencyId || issuing) return;
    setIssuing(true);
    try {
      const next = await record.issue(opened, agencyId);
      setOpened(next);
      announce(t('form.issued', { number: next.orderNumber ?? '' }), { politeness: 'assertive' });
      focusWrapUp();
    } catch (error) {
      toast(sentence(error), 'error');
    } finally {
      setIssuing(false);
    }
  }
  /** Opens the case; null when something is missing, which then has the focus. */
  async function open(complete: CompleteCase): Promise<CaseDraft['opened']> {
    const missing = unanswered(complete.answers, mustAsk);
    for (const code of missing) {
      form.setError(`answers.${code}`, { message: t('form.mustAsk.missing') });
    }
    if (missing[0]) {
      form.setFocus(`answers.${missing[0]}`);
      announce(t('form.mustAsk.count', { count: missing.length }), { politeness: 'assertive' });
      return null;
    }
    const next = await record.open(withYesAndNo(complete, type));
    setOpened(next);
    announce(t('form.opened', { number: next.number }), { politeness: 'assertive' });
    return next;
  }

  /** One key: the case is opened, its order issued, and made a duplicate of one that is known. */
  async function attach(parent: Nearby, complete?: CompleteCase): Promise<void> {
    if (issuing || opened?.attachedTo) return;
    setIssuing(true);
    try {
      let now = opened ?? (complete ? await open(complete) : null);
      if (!now || !agencyId) return;
      if (!now.orderNumber) now = await record.issue(now, agencyId);
      setOpened(now);
      now = await record.attach(now, parent);
      setOpened(now);
      announce(t('form.attached', { number: parent.number }), { politeness: 'assertive' });
      focusWrapUp();
    } catch (error) {
      toast(sentence(error), 'error');
    } finally {
      setIssuing(false);
    }
  }
  const attachNow = useEffectEvent((parent: Nearby) => {
    if (opened) void attach(parent);
    else void form.handleSubmit((complete) => attach(parent, complete))();
  });
  const canAttach = opened?.attachedTo == null;
  useEffect(() => {
    onCanAttach(canAttach ? (parent) => attachNow(parent) : null);
    return () => onCanAttach(null);
  }, [onCanAttach, canAttach]);

  useShortcut('case.new', 'Ctrl+Alt+KeyJ', t('form.go'), () => {
    box.current?.querySelector<HTMLElement>('input')?.focus();
  });
  useShortcut('case.dispatch', 'Ctrl+Alt+KeyP', t('form.issue'), () => void issue());

  if (opened) {
    return (
      <OpenedCase
        opened={opened}
        fresh={draft.opened === null}
        preview={preview.data}
        isIssuing={issuing}
        onIssue={() => void issue()}
      />
    );
  }
  return (
    <div ref={box}>
      <Form form={form} label={t('pane.form')} onSubmit={open}>
        <FormComboBox
          name="typeCode"
          label={t('form.type')}
          options={(types.data ?? []).map(({ code, nameZh, nameEn }) => ({
            id: code,
            label: name(nameZh, nameEn),
          }))}
        />
        <TypeScript typeCode={values.typeCode} />
        <PlaceFinder
          onFound={(found) => {
            for (const [field, value] of Object.entries(found)) {
              form.setValue(field as keyof CompleteCase, value as never);
            }
          }}
        />
        <FormComboBox
          name="district"
          label={t('form.district')}
          options={districts.map(({ code, zh, en }) => ({
            id: code,
            label: locale === 'en' ? en : zh,
          }))}
        />
        <VillageField district={values.district} />
        <FormTextField name="address" label={t('form.address')} />
        <FormTextField name="landmark" label={t('form.landmark')} />
        <PlaceMap
          height="14rem"
          value={values.point}
          onChange={(point) => {
            form.setValue('point', point);
            const found = point && districtAt(point.lat, point.lng);
            if (found) form.setValue('district', found.code);
          }}
        />
        <FormTextField name="description" multiline label={t('form.description')} />
        <TypeOffer
          code={props.likelyType}
          chosen={values.typeCode}
          district={values.district}
          onAccept={(code) => form.setValue('typeCode', code, { shouldValidate: true })}
        />
        <TypeQuestions type={type} mustAsk={mustAsk} />
        {!subject.citizenName && <FormTextField name="callerName" label={t('form.callerName')} />}
        {preview.data && <OrderPreview preview={preview.data} />}
        <FormActions>
          <SubmitButton>{t('form.open')}</SubmitButton>
        </FormActions>
      </Form>
    </div>
  );
}
