import type { AgentSkills } from '@1999/directory/contract';
import {
  api,
  Button,
  Dialog,
  Form,
  FormActions,
  FormSelect,
  QueryView,
  SubmitButton,
  Table,
  toast,
  useZodForm,
} from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { useT } from '../../messages/index.ts';
import { useAgentSkills, useSkillNames } from './use-skills.ts';

const NONE = '0';
const LEVELS = [NONE, '1', '2', '3', '4', '5'] as const;

/** What each agent can do and how well: calls are routed by it. */
export function SkillsSection() {
  const t = useT();
  const agents = useAgentSkills();
  const skills = useSkillNames();
  const [changing, change] = useState<AgentSkills>();
  return (
    <section className="desk-section">
      <h2>{t('skills.title')}</h2>
      <p className="muted">{t('skills.hint')}</p>
      <QueryView query={agents}>
        {(rows) => (
          <Table
            caption={t('skills.title')}
            captionHidden
            tight
            rows={rows}
            rowId={({ userId }) => userId}
            empty={t('shifts.nobody')}
            columns={[
              {
                id: 'agent',
                header: t('column.agent'),
                isRowHeader: true,
                cell: (agent) => agent.name,
              },
              {
                id: 'skills',
                header: t('skills.title'),
                cell: (agent) =>
                  agent.skills
                    .map(({ code, level }) =>
                      t('skills.level', { name: skills.get(code) ?? code, level }),
                    )
                    .join(t('agencies.and')) || t('skills.none'),
              },
              {
                id: 'do',
                header: t('column.do'),
                cell: (agent) => (
                  <Button
                    aria-label={t('skills.change.of', { name: agent.name })}
                    onPress={() => change(agent)}
                  >
                    {t('skills.change')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </QueryView>
      <Dialog
        isOpen={changing !== undefined}
        onClose={() => change(undefined)}
        title={t('skills.change.of', { name: changing?.name ?? '' })}
      >
        {changing && (
          <SkillsForm agent={changing} skills={skills} onDone={() => change(undefined)} />
        )}
      </Dialog>
    </section>
  );
}

const Draft = z.object({ levels: z.record(z.string(), z.enum(LEVELS)) });

function SkillsForm(props: {
  agent: AgentSkills;
  skills: ReadonlyMap<string, string>;
  onDone(): void;
}) {
  const { agent, skills } = props;
  const t = useT();
  const queries = useQueryClient();
  const has = (code: string) => agent.skills.find((one) => one.code === code)?.level ?? NONE;
  const form = useZodForm(Draft, {
    defaultValues: {
      levels: Object.fromEntries(
        [...skills.keys()].map((code) => [code, String(has(code)) as (typeof LEVELS)[number]]),
      ),
    },
  });
  return (
    <Form
      form={form}
      label={t('skills.change.of', { name: agent.name })}
      onSubmit={async ({ levels }) => {
        const kept = Object.entries(levels)
          .filter(([, level]) => level !== NONE)
          .map(([code, level]) => ({ code, level: Number(level) }));
        await api.put(`/api/users/${agent.userId}/skills`, { body: { skills: kept } });
        await queries.invalidateQueries({ queryKey: ['agent-skills'] });
        toast(t('skills.saved'), 'success');
        props.onDone();
      }}
    >
      {[...skills].map(([code, label]) => (
        <FormSelect
          key={code}
          name={`levels.${code}`}
          label={label}
          options={LEVELS.map((id) => ({ id, label: id === NONE ? t('skills.none') : id }))}
        />
      ))}
      <FormActions>
        <SubmitButton>{t('skills.save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
