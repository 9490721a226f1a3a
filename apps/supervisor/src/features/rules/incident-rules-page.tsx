import { AmendIncidentRuleBody, type IncidentRuleView } from '@1999/dispatch/contract';
import {
  api,
  Button,
  Dialog,
  Form,
  FormActions,
  FormComboBox,
  FormRow,
  FormTextField,
  QueryView,
  SubmitButton,
  Table,
  toast,
  useName,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { RulesShell } from './rules-shell.tsx';
import { useIncidentRules, usePlacesAndTypes } from './use-rules.ts';

const FIGURES = ['metres', 'minutes', 'surgeOrders', 'surgeMinutes'] as const;
const figure = (name: (typeof FIGURES)[number]) =>
  z.string().trim().transform(Number).pipe(AmendIncidentRuleBody.shape[name]);
const Draft = z.object({
  typeCode: z.string().nullable(),
  metres: figure('metres'),
  minutes: figure('minutes'),
  surgeOrders: figure('surgeOrders'),
  surgeMinutes: figure('surgeMinutes'),
});
const Amended = z.object({ version: z.number() });

/** When reports are one incident and when they are a surge: a rule a type, and one for the rest. */
export function IncidentRulesPage() {
  const t = useT();
  const rules = useIncidentRules();
  const nameOf = useTypeName();
  const [open, setOpen] = useState<IncidentRuleView | 'new'>();
  const close = () => setOpen(undefined);
  return (
    <RulesShell
      title={t('rules.incidents')}
      aside={<Button onPress={() => setOpen('new')}>{t('rules.incidents.add')}</Button>}
    >
      <p className="muted">{t('rules.incidents.intro')}</p>
      <QueryView query={rules}>
        {(all) => (
          <>
            <Table
              caption={t('rules.incidents')}
              captionHidden
              rows={all}
              rowId={({ id }) => id}
              empty={t('rules.incidents.none')}
              columns={[
                {
                  id: 'type',
                  header: t('rules.incidents.type'),
                  isRowHeader: true,
                  cell: ({ typeCode }) => nameOf(typeCode),
                },
                ...FIGURES.map((id) => ({
                  id,
                  header: t(`rules.incidents.${id}`),
                  align: 'end' as const,
                  cell: (rule: IncidentRuleView) => rule[id],
                })),
                {
                  id: 'version',
                  header: t('rules.version'),
                  cell: ({ version, assumed }) => (
                    <>
                      {t('rules.v', { version })}
                      {assumed && <div className="muted">{t('rules.assumed')}</div>}
                    </>
                  ),
                },
                {
                  id: 'do',
                  header: t('rules.do'),
                  cell: (rule) => (
                    <Button
                      aria-label={t('rules.amend.of', { rule: nameOf(rule.typeCode) })}
                      onPress={() => setOpen(rule)}
                    >
                      {t('rules.amend')}
                    </Button>
                  ),
                },
              ]}
            />
            <Dialog
              isOpen={open !== undefined}
              onClose={close}
              title={
                open === undefined || open === 'new'
                  ? t('rules.incidents.add')
                  : t('rules.amend.of', { rule: nameOf(open.typeCode) })
              }
            >
              {open && <RuleForm rule={open === 'new' ? null : open} known={all} onDone={close} />}
            </Dialog>
          </>
        )}
      </QueryView>
    </RulesShell>
  );
}

function RuleForm(props: {
  rule: IncidentRuleView | null;
  known: readonly IncidentRuleView[];
  onDone(): void;
}) {
  const t = useT();
  const name = useName();
  const named = usePlacesAndTypes();
  const queries = useQueryClient();
  const from = props.rule ?? props.known.find(({ typeCode }) => typeCode === null);
  const text = (id: (typeof FIGURES)[number]) => String(from?.[id] ?? '');
  const isGeneral = props.rule?.typeCode === null;
  const draft = Draft.refine(({ typeCode }) => isGeneral || typeCode !== null, {
    path: ['typeCode'],
  });
  const form = useZodForm(draft, {
    defaultValues: {
      typeCode: props.rule?.typeCode ?? null,
      metres: text('metres'),
      minutes: text('minutes'),
      surgeOrders: text('surgeOrders'),
      surgeMinutes: text('surgeMinutes'),
    },
  });
  return (
    <Form
      form={form}
      label={t('rules.save')}
      onSubmit={async (values) => {
        const basedOn =
          props.known.find(({ typeCode }) => typeCode === values.typeCode)?.version ?? 0;
        const body = { ...values, basedOn };
        const options = { body, schema: Amended };
        const { version } = await api.post('/api/dispatch/incident-rules', options);
        toast(t('rules.incidents.saved', { version }), 'success');
        await queries.invalidateQueries({ queryKey: ['incidentRules'] });
        props.onDone();
      }}
    >
      {props.rule === null && (
        <QueryView query={named}>
          {({ types }) => (
            <FormComboBox
              name="typeCode"
              label={t('rules.incidents.type')}
              options={types.map(({ code, nameZh, nameEn }) => ({
                id: code,
                label: name(nameZh, nameEn),
              }))}
            />
          )}
        </QueryView>
      )}
      {([FIGURES.slice(0, 2), FIGURES.slice(2)] as const).map((pair) => (
        <FormRow key={pair.join()}>
          {pair.map((id) => (
            <FormTextField
              key={id}
              name={id}
              inputMode="numeric"
              label={t(`rules.incidents.${id}`)}
            />
          ))}
        </FormRow>
      ))}
      <FormActions>
        <SubmitButton>{t('rules.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function useTypeName() {
  const t = useT();
  const name = useName();
  const named = usePlacesAndTypes().data;
  return (code: string | null): string => {
    if (code === null) return t('rules.incidents.everyOther');
    const type = named?.types.find((one) => one.code === code);
    return type ? name(type.nameZh, type.nameEn) : code;
  };
}
