import type { DutyPerson } from '@1999/directory/contract';
import { Button, Card, Dialog, QueryView, Table, useName, useOrderWord } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { PersonForm } from './person-form.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useDutyPeople } from './use-agencies.ts';

type Open = { what: 'form'; person: DutyPerson | null } | { what: 'end'; person: DutyPerson };

/** An agency's duty roster: who is rung at each level, in which order, at which hours. */
export function RosterCard(props: { agencyId: string; hasRdec: boolean }) {
  const { agencyId } = props;
  const t = useT();
  const name = useName();
  const people = useDutyPeople(agencyId);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const nameOf = (one: DutyPerson) =>
    [name(one.titleZh, one.titleEn), one.name].filter(Boolean).join(' ');
  const last = people.data?.filter(({ level }) => level === 'unit').at(-1)?.position ?? 0;
  return (
    <Card
      title={t('roster.title')}
      aside={
        <Button onPress={() => setOpen({ what: 'form', person: null })}>{t('roster.add')}</Button>
      }
    >
      <p className="muted">{t('roster.hint')}</p>
      <QueryView query={people}>
        {(all) => <RosterTable people={all} nameOf={nameOf} onOpen={setOpen} />}
      </QueryView>
      <Dialog
        isOpen={open?.what === 'form'}
        onClose={close}
        title={t(open?.what === 'form' && open.person ? 'roster.change' : 'roster.add')}
        wide
      >
        {open?.what === 'form' && (
          <PersonForm {...props} person={open.person} nextPosition={last + 1} onDone={close} />
        )}
      </Dialog>
      {open?.what === 'end' && (
        <RemoveDialog
          agencyId={agencyId}
          path={`roster/${open.person.id}`}
          title={t('roster.end.of', { person: nameOf(open.person) })}
          confirmLabel={t('roster.end')}
          body={t('roster.end.body')}
          done={t('roster.ended')}
          onDone={close}
        />
      )}
    </Card>
  );
}

function RosterTable(props: {
  people: readonly DutyPerson[];
  nameOf(person: DutyPerson): string;
  onOpen(open: Open): void;
}) {
  const t = useT();
  const word = useOrderWord();
  const { nameOf, onOpen } = props;
  return (
    <Table
      caption={t('roster.people')}
      captionHidden
      rows={props.people}
      rowId={({ id }) => id}
      empty={t('roster.none')}
      columns={[
        { id: 'level', header: t('roster.level'), cell: ({ level }) => word('level', level) },
        {
          id: 'position',
          header: t('roster.position'),
          align: 'end',
          cell: ({ position }) => position,
        },
        { id: 'name', header: t('roster.who'), isRowHeader: true, cell: nameOf },
        { id: 'phone', header: t('roster.phone'), cell: ({ phone }) => phone },
        { id: 'hours', header: t('roster.hours'), cell: (person) => <Hours of={person} /> },
        {
          id: 'now',
          header: t('roster.now'),
          cell: ({ onDutyNow }) => (onDutyNow ? `● ${t('roster.now.yes')}` : t('roster.now.no')),
        },
        {
          id: 'do',
          header: t('rules.do'),
          cell: (person) => (
            <div className="row-actions">
              <Button
                aria-label={t('roster.change.of', { person: nameOf(person) })}
                onPress={() => onOpen({ what: 'form', person })}
              >
                {t('rules.amend')}
              </Button>
              <Button
                variant="quiet"
                aria-label={t('roster.end.of', { person: nameOf(person) })}
                onPress={() => onOpen({ what: 'end', person })}
              >
                {t('roster.end')}
              </Button>
            </div>
          ),
        },
      ]}
    />
  );
}

function Hours({ of: { hours, weekdays } }: { of: DutyPerson }) {
  const t = useT();
  const days =
    weekdays.length === 7
      ? t('roster.everyDay')
      : weekdays
          .toSorted()
          .map((day) => t(`roster.day.${day as 1}`))
          .join(t('agencies.and'));
  return (
    <>
      {hours ? t('rules.time', hours) : t('rules.anyTime')}
      <div className="muted">{days}</div>
    </>
  );
}
