import { type OverflowRule, RoutingRulesView } from '@1999/routing/contract';
import {
  api,
  Button,
  Form,
  FormActions,
  FormCheckbox,
  FormSelect,
  FormTextField,
  QueryView,
  SubmitButton,
  Table,
  toast,
  useErrorSentence,
  useZodForm,
} from '@1999/web-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useT } from '../../messages/index.ts';
import { useSkillNames } from '../roster/use-skills.ts';
import { numbersOf, RuleDraft, RuleNumbers, rulesOf } from './rules-draft.ts';
import { useRoutingRules } from './use-queue.ts';

/** The rules by which calls find their agents, as the supervisors keep them. */
export function RoutingRulesForm() {
  const t = useT();
  const rules = useRoutingRules();
  return (
    <section className="desk-section">
      <h2>{t('queue.rules')}</h2>
      <QueryView query={rules}>{(view) => <RulesOf key={view.version} view={view} />}</QueryView>
    </section>
  );
}

function RulesOf({ view }: { view: RoutingRulesView }) {
  const t = useT();
  const queries = useQueryClient();
  const sentence = useErrorSentence();
  const { rules } = view;
  const save = useMutation({
    mutationFn: (next: typeof rules) =>
      api.put('/api/routing-rules', {
        body: { basedOn: view.version, rules: next },
        schema: RoutingRulesView,
      }),
    onSuccess: (next) => {
      queries.setQueryData(['routing-rules'], next);
      toast(t('queue.rules.saved'), 'success');
    },
    onError: (error) => toast(sentence(error), 'error'),
  });
  const form = useZodForm(RuleNumbers, { defaultValues: numbersOf(rules) as never });
  const fields = Object.keys(numbersOf(rules)) as (keyof RuleNumbers)[];
  const without = (gone: OverflowRule) => rules.overflow.filter((one) => one !== gone);
  return (
    <>
      <Form
        form={form}
        label={t('queue.rules')}
        onSubmit={(numbers) => save.mutateAsync(rulesOf(numbers, rules.overflow))}
      >
        <div className="rules-line">
          {fields.map((field) => (
            <FormTextField
              key={field}
              name={field}
              inputMode="numeric"
              label={t(`queue.rules.${field}`)}
            />
          ))}
        </div>
        <FormActions>
          <SubmitButton>{t('queue.rules.save')}</SubmitButton>
        </FormActions>
      </Form>
      <OverflowTable
        rules={rules.overflow}
        onRemove={(gone) => save.mutate({ ...rules, overflow: without(gone) })}
      />
      <NewRule
        onAdd={(rule) => save.mutateAsync({ ...rules, overflow: [...rules.overflow, rule] })}
      />
    </>
  );
}

function OverflowTable(props: {
  rules: readonly OverflowRule[];
  onRemove(rule: OverflowRule): void;
}) {
  const t = useT();
  const skills = useSkillNames();
  const nameOf = (code: string) => skills.get(code) ?? code;
  const says = (rule: OverflowRule) => {
    switch (rule.effect) {
      case 'level':
        return t('queue.rule.level.says', {
          skill: rule.skill ? nameOf(rule.skill) : t('queue.rule.any'),
          level: rule.level,
        });
      case 'instead':
        return rule.instead
          ? t('queue.rule.instead.says', {
              skill: nameOf(rule.skill),
              instead: nameOf(rule.instead),
            })
          : t('queue.rule.drop.says', { skill: nameOf(rule.skill) });
      default:
        return t('queue.rule.alarm.says');
    }
  };
  const rows = [...props.rules].sort((a, b) => a.afterSeconds - b.afterSeconds);
  return (
    <Table
      caption={t('queue.overflow')}
      rows={rows}
      rowId={(rule) => JSON.stringify(rule)}
      empty={t('queue.overflow.none')}
      columns={[
        {
          id: 'after',
          header: t('queue.rule.after'),
          isRowHeader: true,
          cell: ({ afterSeconds }) => t('queue.seconds', { seconds: afterSeconds }),
        },
        {
          id: 'who',
          header: t('queue.rule.who'),
          cell: ({ minPriority }) => t(minPriority >= 9 ? 'queue.rule.dangers' : 'queue.rule.all'),
        },
        { id: 'does', header: t('queue.rule.does'), cell: says },
        {
          id: 'remove',
          header: t('queue.rule.change'),
          cell: (rule) => (
            <Button
              aria-label={t('queue.rule.remove', { rule: says(rule) })}
              onPress={() => props.onRemove(rule)}
            >
              {t('queue.rule.remove.short')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function NewRule({ onAdd }: { onAdd(rule: OverflowRule): Promise<unknown> }) {
  const t = useT();
  const skills = useSkillNames();
  const form = useZodForm(RuleDraft, {
    defaultValues: {
      effect: 'alarm',
      afterSeconds: '60',
      skill: null,
      level: '3',
      instead: null,
      dangerOnly: false,
    } as never,
  });
  const effect = useWatch({ control: form.control as never, name: 'effect' }) as string;
  const options = [...skills].map(([id, label]) => ({ id, label }));
  return (
    <Form
      form={form}
      label={t('queue.rule.new')}
      onSubmit={async (rule) => {
        await onAdd(rule);
      }}
    >
      <h3>{t('queue.rule.new')}</h3>
      <div className="rules-line">
        <FormTextField name="afterSeconds" inputMode="numeric" label={t('queue.rule.after')} />
        <FormSelect
          name="effect"
          label={t('queue.rule.does')}
          options={(['alarm', 'level', 'instead'] as const).map((id) => ({
            id,
            label: t(`queue.rule.${id}`),
          }))}
        />
        {effect !== 'alarm' && (
          <FormSelect name="skill" label={t('queue.rule.skill')} options={options} />
        )}
        {effect === 'level' && (
          <FormTextField name="level" inputMode="numeric" label={t('queue.rule.atLevel')} />
        )}
        {effect === 'instead' && (
          <FormSelect name="instead" label={t('queue.rule.other')} options={options} />
        )}
        <FormCheckbox name="dangerOnly">{t('queue.rule.dangers')}</FormCheckbox>
      </div>
      <FormActions>
        <SubmitButton variant="secondary">{t('queue.rule.add')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
