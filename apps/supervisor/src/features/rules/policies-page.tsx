import type { PolicyView } from '@1999/dispatch/contract';
import { Button, type Column, Dialog, QueryView, Table, Time, useOrderWord } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { PolicyForm } from './policy-form.tsx';
import { usePolicyWords } from './policy-words.ts';
import { RulesShell } from './rules-shell.tsx';
import { usePolicies } from './use-rules.ts';

type Open = { what: 'amend'; policy: PolicyView | null } | { what: 'history'; policy: PolicyView };

/** The rules that decide deadlines: those in force and to come, amended as new versions. */
export function PoliciesPage() {
  const t = useT();
  const words = usePolicyWords();
  const policies = usePolicies();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const of = open?.policy ?? null;
  const title =
    open?.what === 'history'
      ? t('rules.history.of', { rule: words.rule(open.policy) })
      : of
        ? t('rules.amend.of', { rule: words.rule(of) })
        : t('rules.add');
  return (
    <RulesShell
      title={t('rules.title')}
      aside={
        <Button onPress={() => setOpen({ what: 'amend', policy: null })}>{t('rules.add')}</Button>
      }
    >
      <QueryView query={policies}>
        {(all) => (
          <>
            <div className="rules-table">
              <PolicyTable
                rows={all.filter((policy) => policy.current || isUpcoming(policy, all))}
                onOpen={setOpen}
              />
            </div>
            <Dialog isOpen={open !== undefined} onClose={close} title={title} wide>
              {open?.what === 'history' && (
                <HistoryTable rows={all.filter((one) => keyOf(one) === keyOf(open.policy))} />
              )}
              {open?.what === 'amend' && <PolicyForm policy={open.policy} onDone={close} />}
            </Dialog>
          </>
        )}
      </QueryView>
    </RulesShell>
  );
}

function PolicyTable(props: { rows: readonly PolicyView[]; onOpen(open: Open): void }) {
  const t = useT();
  const word = useOrderWord();
  const words = usePolicyWords();
  const columns = useRuleColumns();
  return (
    <Table
      caption={t('rules.title')}
      captionHidden
      rows={props.rows}
      rowId={({ id }) => id}
      empty={t('rules.none')}
      columns={[
        {
          id: 'kind',
          header: t('rules.kind'),
          isRowHeader: true,
          cell: ({ kind }) => word('clock', kind),
        },
        { id: 'for', header: t('rules.for'), cell: words.scope },
        ...columns,
        {
          id: 'version',
          header: t('rules.version'),
          cell: ({ version, current, assumed }) => (
            <>
              {t('rules.v', { version })}
              {!current && <div>{t('rules.upcoming')}</div>}
              {assumed && <div className="muted">{t('rules.assumed')}</div>}
            </>
          ),
        },
        {
          id: 'do',
          header: t('rules.do'),
          cell: (policy) => (
            <div className="rules-actions">
              <Button
                aria-label={t('rules.amend.of', { rule: words.rule(policy) })}
                onPress={() => props.onOpen({ what: 'amend', policy })}
              >
                {t('rules.amend')}
              </Button>
              <Button
                variant="quiet"
                aria-label={t('rules.history.of', { rule: words.rule(policy) })}
                onPress={() => props.onOpen({ what: 'history', policy })}
              >
                {t('rules.history')}
              </Button>
            </div>
          ),
        },
      ]}
    />
  );
}

function HistoryTable({ rows }: { rows: readonly PolicyView[] }) {
  const t = useT();
  const columns = useRuleColumns();
  return (
    <Table
      caption={t('rules.history')}
      captionHidden
      tight
      rows={rows}
      rowId={({ id }) => id}
      isCurrent={({ current }) => current}
      columns={[
        {
          id: 'version',
          header: t('rules.version'),
          isRowHeader: true,
          cell: ({ version }) => t('rules.v', { version }),
        },
        {
          id: 'state',
          header: t('column.state'),
          cell: (policy) =>
            t(
              policy.current
                ? 'rules.current'
                : isUpcoming(policy, rows)
                  ? 'rules.upcoming'
                  : 'rules.past',
            ),
        },
        ...columns,
      ]}
    />
  );
}

/** What both tables tell of a rule. */
function useRuleColumns(): Column<PolicyView>[] {
  const t = useT();
  const words = usePolicyWords();
  return [
    {
      id: 'within',
      header: t('rules.within'),
      cell: ({ withinSeconds }) => words.within(withinSeconds),
    },
    {
      id: 'calendar',
      header: t('rules.calendar'),
      cell: ({ calendar }) => words.calendar(calendar),
    },
    {
      id: 'warn',
      header: t('rules.warn'),
      cell: ({ warnPercents }) => words.warnings(warnPercents),
    },
    { id: 'ladder', header: t('rules.ladder'), cell: ({ ladder }) => words.ladder(ladder) },
    {
      id: 'validFrom',
      header: t('rules.validFrom'),
      cell: ({ validFrom }) => <Time at={validFrom} />,
    },
  ];
}

function keyOf({ kind, danger, typeCode, districtCode, time }: PolicyView): string {
  return JSON.stringify([kind, danger, typeCode, districtCode, time]);
}

/** Made after the version in force: it becomes valid later. */
function isUpcoming(policy: PolicyView, all: readonly PolicyView[]): boolean {
  const inForce = all.find((one) => one.current && keyOf(one) === keyOf(policy));
  return !policy.current && policy.version > (inForce?.version ?? 0);
}
